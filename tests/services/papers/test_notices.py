"""检查通知书 from the records: a batch in one act, the set and the discipline as the office chooses, the count of the year."""

from datetime import date

import pytest

from models.vocab import FormSet, PaperKind, VisitKind
from services.container import Services
from services.roster.visit_rows import OtherVisitDraft
from tests.services.files.pdf_reading import outline_titles, page_texts, whole_text
from tests.services.papers.visit_acts import change_office, enterprise_of, one_record, view_of
from tests.services.records.acts import issue as issue_notices
from tests.services.records.building import add_officers, add_task, dispatch


@pytest.fixture
def record_key(services: Services) -> int:
    return one_record(services)


def test_sixty_notices_are_issued_in_one_act_and_printed_in_one_file(services: Services) -> None:
    officers = add_officers(services)
    names = [f"洛阳样例第{number}机械有限公司" for number in range(1, 61)]
    keys = dispatch(services, add_task(services), names, [officers[:2], officers[2:]])

    outcome = issue_notices(services, keys)
    pdf = services.papers.render_merged([paper.key for paper in outcome.issued])

    assert outcome.failed == ()
    assert [paper.number for paper in outcome.issued] == [
        f"（豫偃）应急抽通〔2022〕{number}号" for number in range(1, 61)
    ]
    assert outline_titles(pdf) == names
    assert len([page for page in page_texts(pdf) if "检查通知书（豫偃）" in page]) == 60


def test_the_notice_counts_the_visits_of_the_year_as_the_cap_does(
    services: Services, record_key: int
) -> None:
    key = enterprise_of(services, record_key)
    for kind in (VisitKind.SPECIAL, VisitKind.REVIEW):  # a 复查 does not count unless the setting says so
        services.other_visits.add_visit(
            draft=OtherVisitDraft(
                enterprise_key=key, visited_on=date(2022, 3, 1), kind=kind, ground="样例督办"
            )
        )

    view = view_of(services, issue_notices(services, [record_key]))

    assert (view.visit_ordinal, view.yearly_cap) == (2, 2)


def test_the_office_chooses_the_set_and_whether_discipline_is_printed(
    services: Services, record_key: int
) -> None:
    change_office(
        services,
        form_sets={PaperKind.NOTICE.value: FormSet.MINISTRY.value},
        prints_discipline=False,
    )

    outcome = issue_notices(services, [record_key])
    text = whole_text(services.papers.render(outcome.issued[0].key))

    assert "行政检查通知书" in text
    assert "五个严禁" not in text
    assert "执法证号16030700001" in text
