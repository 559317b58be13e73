"""A certificate goes out in the form its file's name says, is logged, and is not public while inspections are open."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select, update

from models.errors import UnwritableFileError, UserFacingError
from models.tables.inspection_record import InspectionRecord
from models.tables.office import Office, OperationLog
from models.vocab import RecordStage
from services.container import Services
from services.draw.verify import AGREES, verify_certificate
from services.files.certificate_copy import CertificateForm, render_certificate
from tests.services.draw.builders import (
    EACH_IN_BATCHES,
    OTHER_SEED,
    SEED,
    draw_and_dispatch,
    lock_task,
    seal,
    thrown,
)


def change_office(services: Services, **values: bool) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(update(Office).values(**values))


def inspect_all(services: Services, stage: RecordStage = RecordStage.INSPECTED) -> None:
    with services.workplace.database.transaction() as session:
        session.execute(update(InspectionRecord).values(stage=stage))


def logged(services: Services) -> list[tuple[str, str]]:
    with services.workplace.database.reading() as session:
        query = select(OperationLog.action, OperationLog.summary).order_by(OperationLog.id)
        return [(action, summary) for action, summary in session.execute(query) if "导出" in action]


@pytest.mark.parametrize("is_public", [False, True])
@pytest.mark.parametrize("form", CertificateForm)
def test_each_copy_goes_out_in_each_form_and_is_logged(
    district: Services, tmp_path: Path, form: CertificateForm, is_public: bool
) -> None:
    key = draw_and_dispatch(district, lock_task(district), SEED)
    path = tmp_path / f"证书{form.value.upper()}"

    district.certificates.export(draw_key=key, path=path, is_public=is_public)

    certificate = district.draws.certificate(draw_key=key, public=is_public)
    assert path.read_bytes() == render_certificate(certificate, form)
    copy = "公告版" if is_public else "完整版"
    assert logged(district) == [("导出抽取证书", f"2022-01-1：导出抽取证书（{copy}），{path.name}")]


def test_the_exported_json_is_the_certificate_that_verifies(district: Services, tmp_path: Path) -> None:
    key = draw_and_dispatch(district, lock_task(district), SEED)

    district.certificates.export(draw_key=key, path=tmp_path / "证书.json")

    assert verify_certificate(tmp_path / "证书.json").exit_code == AGREES
    text = (tmp_path / "证书.json").read_text(encoding="utf-8")
    assert text == district.draws.certificate_json(draw_key=key)


def test_another_suffix_is_refused_and_a_failed_write_is_not_logged(
    district: Services, tmp_path: Path
) -> None:
    key = draw_and_dispatch(district, lock_task(district), SEED)
    (tmp_path / "占用.pdf").mkdir()

    with pytest.raises(UserFacingError, match="扩展名应为 json、pdf 或 html"):
        district.certificates.export(draw_key=key, path=tmp_path / "证书.docx")
    with pytest.raises(UnwritableFileError):
        district.certificates.export(draw_key=key, path=tmp_path / "占用.pdf")

    assert logged(district) == []


def test_the_public_copy_follows_the_office_on_risk_classes(district: Services) -> None:
    with district.workplace.database.transaction() as session:
        session.connection().exec_driver_sql(
            "update enterprises set risk_class = 'B' where credit_code like '%3'"
        )
    ratios = dict.fromkeys("ABCD", "50")
    key = draw_and_dispatch(district, lock_task(district, class_ratios=ratios), SEED)

    kept_back = district.draws.certificate(draw_key=key, public=True)
    change_office(district, publishes_groups=True)
    told = json.loads(district.draws.certificate_json(draw_key=key, public=True))

    assert "quotas" not in kept_back
    assert {row["group"] for row in told["quotas"]} == {"", "B"}


def test_the_full_copy_is_public_only_after_the_last_inspection_of_the_task(district: Services) -> None:
    task_key = lock_task(district)
    key = seal(district, task_key)
    district.draws.draw(draw_key=key, contributions=thrown(SEED))

    drawn = district.certificates.full_copy_obstacle(draw_key=key)
    district.draws.dispatch(draw_key=key)
    dispatched = district.certificates.full_copy_obstacle(draw_key=key)
    inspect_all(district)
    inspected = district.certificates.full_copy_obstacle(draw_key=key)

    assert (
        drawn
        == dispatched
        == "本任务还有 5 户没有检查，完整证书写明接下来检查谁，检查全部结束后才能对外公布。"
    )
    assert inspected is None


def test_open_inspections_of_another_batch_of_the_task_count_and_voided_ones_do_not(
    district: Services,
) -> None:
    task_key = lock_task(district, **EACH_IN_BATCHES)
    first = draw_and_dispatch(district, task_key, SEED)
    inspect_all(district)
    second = draw_and_dispatch(district, task_key, OTHER_SEED)

    while_open = district.certificates.full_copy_obstacle(draw_key=first)
    district.draws.void(draw_key=second, reason="漏录一户", approved_by="样例局长")
    after_void = district.certificates.full_copy_obstacle(draw_key=first)

    assert while_open is not None
    assert after_void is None


def test_an_office_that_publishes_at_once_is_not_warned(district: Services) -> None:
    key = draw_and_dispatch(district, lock_task(district), SEED)

    change_office(district, publishes_full_at_once=True)

    assert district.certificates.full_copy_obstacle(draw_key=key) is None
