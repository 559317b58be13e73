"""The folder of a rehearsed year: emptied only when it is one, filled with the papers at the end."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from models.errors import UserFacingError
from models.vocab import PaperKind
from services import program
from services.container import Services, open_services
from services.files.certificate_copy import CertificateForm, render_certificate
from services.files.writing import safe_file_name, write_file
from services.papers.rows import PaperRow
from services.plan.exchange import export_summary, summary_view

_FOLDERS = ("notices", "feedback", "papers", "certificates", "minutes", "screenshots")
_SAVED_EACH = frozenset({PaperKind.NOTICE, PaperKind.FEEDBACK})
_FILES = ("plan-summary.xlsx", "plan-summary.pdf", "notices.pdf", "import-report.xlsx")
_DATABASE = (program.DATABASE_NAME, f"{program.DATABASE_NAME}-wal", f"{program.DATABASE_NAME}-shm")


def clear_folder(out: Path) -> None:
    """Take away what an earlier rehearsal left; raises UserFacingError when the folder holds real work."""
    database = out / program.DATABASE_NAME
    found = [name for name in (*_FOLDERS, *_FILES) if (out / name).exists()]
    if database.exists():
        services = open_services(out)
        is_sample = services.office.get_settings().is_sample
        services.close()
        if not is_sample:
            raise UserFacingError(f"{out} 里是正式数据，演练不会覆盖它，请为 --out 换一个空文件夹。")
    elif found:
        raise UserFacingError(f"{out} 里已有“{found[0]}”，又不是演练留下的，请为 --out 换一个空文件夹。")
    for name in _FOLDERS:
        shutil.rmtree(out / name, ignore_errors=True)
    for name in (*_FILES, *_DATABASE):
        (out / name).unlink(missing_ok=True)


def write_results(
    services: Services,
    out: Path,
    year: int,
    notices: Sequence[PaperRow],
    letters: Sequence[PaperRow],
    say: Callable[[str], None],
) -> None:
    """Write the summary table, the papers and the certificates of the year."""
    plan = services.plans.get_plan(year)
    assert plan is not None
    view = summary_view(plan, services.office.get_settings())
    for name in ("plan-summary.xlsx", "plan-summary.pdf"):
        export_summary(view, out / name)
    papers = services.papers
    for folder, rows in (("notices", notices), ("feedback", letters)):
        (out / folder).mkdir(parents=True, exist_ok=True)
        say(f"正在生成 {folder}/ 中的 {len(rows)} 份文书")
        if not rows:
            continue
        outcome = papers.save_each([paper.key for paper in rows], out / folder)
        if outcome.failed:
            raise UserFacingError(outcome.failed[0][1])
    if notices:
        write_file(out / "notices.pdf", papers.render_merged([paper.key for paper in notices]))
    _write_other_papers(services, out, year, say)
    _write_draws(services, out, year, say)


def _write_other_papers(services: Services, out: Path, year: int, say: Callable[[str], None]) -> None:
    """Write every other 文种 as one file with a bookmark for each paper, and the first 卷宗 whole."""
    papers = services.papers
    for kind in PaperKind:
        rows = [] if kind in _SAVED_EACH else papers.list_papers(year=year, kind=kind)
        keys = [row.key for row in rows if not row.is_voided]
        if keys:
            say(f"正在生成 {kind.label} {len(keys)} 份")
            write_file(out / "papers" / f"{kind.label}.pdf", papers.render_merged(keys))
        if keys and kind is PaperKind.BUNDLE and rows[0].record_key is not None:
            whole = services.office_papers.bundle_pdf(rows[0].record_key)
            name = safe_file_name(f"全卷-{rows[0].subject}")
            write_file(out / "papers" / f"{name}.pdf", whole)


def _write_draws(services: Services, out: Path, year: int, say: Callable[[str], None]) -> None:
    """Write the certificate of each draw in all its forms, and the minutes."""
    draws = services.draws.list_draws(year=year)
    say(f"正在生成 {len(draws)} 次抽取的证书和会议记录")
    for draw in draws:
        certificate = services.draws.certificate(draw_key=draw.key)
        for form in CertificateForm:
            path = out / "certificates" / f"{draw.draw_code}{form.value}"
            write_file(path, render_certificate(certificate, form))
        write_file(out / "minutes" / f"{draw.draw_code}.pdf", services.draw_papers.minutes(draw.key))
