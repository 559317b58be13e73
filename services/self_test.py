"""自检: proves on this very computer, frozen or not, that a database can be made, a draw repeated and every form printed.

The pages are read back by another program library than the one that wrote them, handed in as ``read_pages``.
"""

import json
import platform
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory

from models.errors import UserFacingError
from models.rules.seed import Contribution, SeedRule
from models.rules.short_digest import short_digest
from models.rules.verification import verify
from models.vocab import PaperKind, SeedSource
from services import program
from services.clock import SimulatedClock
from services.container import Services, open_services
from services.files.certificate_copy import CertificateForm, render_certificate
from services.files.plan_summary import render_plan_summary_pdf, write_plan_summary_xlsx
from services.files.sheets import read_sheets
from services.papers.rows import IssueOutcome
from services.plan.exchange import summary_view
from services.plan.sample import YEAR
from services.rehearsal.agenda import Visit, at
from services.rehearsal.findings import load_findings, rehearsed_result
from services.rehearsal.preparing import YearInput, prepare

ReadPages = Callable[[bytes], list[str]]

_DAY = date(YEAR, 6, 1)


def run_self_test(read_pages: ReadPages) -> Iterator[str]:
    """Yield one line a check; raises UserFacingError at the first one that fails."""
    yield from _versions()
    with TemporaryDirectory() as folder:
        path = Path(folder)
        clock = SimulatedClock(at(date(YEAR, 1, 4), time(9, 0)))
        services = open_services(path, operator="自检", clock=clock)
        try:
            prepare(services, clock, YearInput(path), lambda _: None)
            clock.move_to(at(_DAY, time(9, 0)))
            yield "建库、导入样例名录：通过"
            yield _check_draw(services)
            yield _check_certificate(services, read_pages)
            clock.move_to(at(_DAY, time(18, 0)))
            yield from _check_papers(services, clock, read_pages)
            yield from _check_summary(services, path, read_pages)
        finally:
            services.close()
    yield "自检全部通过"


def _versions() -> Iterator[str]:
    import alembic
    import openpyxl
    import reportlab
    import sqlalchemy

    yield f"{program.NAME} {program.VERSION}，Python {platform.python_version()}，{platform.platform()}"
    yield (
        f"SQLite {sqlite3.sqlite_version}，SQLAlchemy {sqlalchemy.__version__}，Alembic {alembic.__version__}，"
        f"reportlab {reportlab.Version}，openpyxl {openpyxl.__version__}"
    )


def _check_draw(services: Services) -> str:
    task = services.draws.list_tasks(year=YEAR)[0]
    sealed = services.draws.seal(
        task_key=task.key, operator="自检", supervisor="监督", seed_rule=SeedRule(SeedSource.COMMAND)
    )
    draw_key = sealed.key or 0
    services.draws.draw(draw_key=draw_key, contributions=[Contribution(SeedSource.COMMAND.label, "自检")])
    services.draws.dispatch(draw_key=draw_key)
    certificate = json.loads(services.draws.certificate_json(draw_key=draw_key))
    for check in verify(certificate):
        _demand(check.is_ok, f"抽取证书核验不一致：{check.line}")
    count = services.draws.get_draw(draw_key=draw_key).row.drawn_count
    return f"封存、抽取、派发 {count} 户，抽取证书核验一致：通过"


def _check_certificate(services: Services, read_pages: ReadPages) -> str:
    [row] = services.draws.list_draws(year=YEAR)
    certificate = services.draws.certificate(draw_key=row.key)
    pages = read_pages(render_certificate(certificate, CertificateForm.PDF))
    text, code = "".join("".join(pages).split()), short_digest(certificate["result_digest"])
    _demand(text.count(code) > len(pages), "抽取证书 PDF 读回的文字中没有校验码。")
    html = render_certificate(certificate, CertificateForm.HTML).decode()
    _demand(certificate["result_digest"] in html, "抽取证书网页中没有结果摘要。")
    minutes = "".join("".join(read_pages(services.draw_papers.minutes(row.key))).split())
    _demand(code in minutes, "抽取会议记录读回的文字中没有校验码。")
    found = services.draws.find_by_digest(code)
    _demand(found is not None and found.key == row.key, "按校验码找不到抽取。")
    return f"抽取证书 {len(pages)} 页、网页、抽取会议记录，生成并读回，按校验码找回：通过"


def _check_papers(services: Services, clock: SimulatedClock, read_pages: ReadPages) -> Iterator[str]:
    papers = services.papers
    records = services.records.list_records(year=YEAR)
    keys = [record.key for record in records]
    notices = papers.issue(PaperKind.NOTICE, keys, visit_from=_DAY, visit_to=_DAY, issued_on=_DAY)
    _demand(not notices.failed, "检查通知书未能全部制发。")
    visit = Visit(at(_DAY, time(9, 0)), at(_DAY, time(11, 30)))
    samples = load_findings()
    for key in keys:
        draft = rehearsed_result(services.records.get_record(key), visit, "自检", samples)
        services.records.enter_result(record_key=key, draft=draft)
    letters = papers.issue(PaperKind.FEEDBACK, keys, issued_on=clock.today())
    _demand(not letters.failed, "反馈函未能全部制发。")
    for outcome, kind in ((notices, PaperKind.NOTICE), (letters, PaperKind.FEEDBACK)):
        pages = _check_pages(services, outcome, read_pages)
        yield f"{kind.label} {len(outcome.issued)} 份 {pages} 页，生成并读回：通过"


def _check_pages(services: Services, outcome: IssueOutcome, read_pages: ReadPages) -> int:
    total = 0
    for paper in outcome.issued:
        pages = read_pages(services.papers.render(paper.key))
        text = "".join("".join(pages).split())
        _demand(paper.number in text, f"{paper.number} 读回的文字中没有文号。")
        _demand("".join(paper.subject.split()) in text, f"{paper.number} 读回的文字中没有企业名称。")
        total += len(pages)
    return total


def _check_summary(services: Services, folder: Path, read_pages: ReadPages) -> Iterator[str]:
    plan = services.plans.get_plan(YEAR)
    assert plan is not None
    view = summary_view(plan, services.office.get_settings())
    text = "".join("".join(read_pages(render_plan_summary_pdf(view))).split())
    _demand("".join(view.title.split()) in text, "汇总表 PDF 读回的文字中没有标题。")
    target = folder / "汇总表.xlsx"
    write_plan_summary_xlsx(view, target)
    cells = [cell for sheet in read_sheets(target) for _, row in sheet.rows() for cell in row]
    _demand(view.title in cells, "汇总表 xlsx 读回的内容中没有标题。")
    yield "抽查计划汇总表 PDF、xlsx，生成并读回：通过"


def _demand(holds: bool, sentence: str) -> None:
    if not holds:
        raise UserFacingError(f"自检未通过：{sentence}请重新安装本程序。")
