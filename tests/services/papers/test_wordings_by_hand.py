"""A version of a form's words that somebody wrote into the database by hand: refused in words, and it can be mended."""

from typing import Any

import pytest

from models.errors import UserFacingError
from models.tables.paper import FormWording
from models.vocab import PaperKind
from services.container import Services
from tests.services.papers.building import serials
from tests.services.records.acts import ISSUED_ON, VISIT, issue


def write_by_hand(services: Services, texts: Any, version: int = 1) -> None:
    with services.workplace.database.transaction() as session:
        services.workplace.add(
            session,
            FormWording(
                form="notice",
                version=version,
                texts=texts,
                saved_at=services.workplace.clock.now(),
                saved_by="样例丙",
            ),
        )


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"title": None}, "存入的不是文字"),
        ({"title": 5}, "存入的不是文字"),
        ({"opening": ["一"]}, "存入的不是文字"),
        (["x"], "不是一组文字"),
        ("x", "不是一组文字"),
        ({"title": "{没有}"}, "“{没有}”不是可用的占位符"),
        ({"title": "{"}, "花括号不成对"),
        ({"title": ""}, "不能为空"),
        ({"title": "{检查机关}😀"}, "U+1F600"),
    ],
)
def test_no_paper_is_made_with_words_that_cannot_stand_and_no_number_is_taken(
    services: Services, record_keys: list[int], texts: Any, sentence: str
) -> None:
    write_by_hand(services, texts)

    outcome = issue(services, record_keys[:2])
    with pytest.raises(UserFacingError, match="检查通知书的文书文字不能用"):
        services.papers.preview(PaperKind.NOTICE, record_keys[:1], issued_on=ISSUED_ON, **VISIT)
    with pytest.raises(UserFacingError, match="检查通知书的文书文字不能用"):
        services.papers.blank(PaperKind.NOTICE)

    assert outcome.issued == ()
    assert all(sentence in said for _, said in outcome.failed)
    assert all("请在“文书文字”中改正，或恢复程序文字" in said for _, said in outcome.failed)
    assert serials(services, PaperKind.NOTICE) == []


@pytest.mark.parametrize("texts", [{"title": None}, ["x"], None])
def test_words_that_cannot_be_read_can_be_seen_and_mended(
    services: Services, record_keys: list[int], texts: Any
) -> None:
    write_by_hand(services, texts)

    shown = services.wordings.get("notice")
    history = services.wordings.history("notice")
    listed = services.wordings.list_forms()
    services.wordings.restore("notice", version=0)

    assert [text.text for text in shown.texts] == [text.own for text in shown.texts]
    assert (len(history), listed[0].form_set is not None) == (1, True)
    assert [paper.serial for paper in issue(services, record_keys[:1]).issued] == [1]


def test_words_of_a_text_that_the_form_does_not_have_change_nothing(
    services: Services, record_keys: list[int]
) -> None:
    write_by_hand(services, {"unknown": "样例"})

    assert len(issue(services, record_keys[:1]).issued) == 1
