"""样张总览: every paper is on the picture with its name, and the same papers give the same bytes."""

from io import BytesIO

from PIL import Image

from models.vocab import FormSet
from services.files.contact_sheet import render_contact_sheet
from services.files.forms import task_note
from services.files.forms.form import Copy, render_copies, sample_view
from services.files.plan_summary import render_plan_summary_pdf
from tests.services.files.paper_builders import plan_summary_view

NOTE = render_copies([Copy(task_note.FORM, sample_view(task_note.FORM, FormSet.EMERGENCY))])
SUMMARY = render_plan_summary_pdf(plan_summary_view())


def picture(*papers: tuple[str, bytes]) -> Image.Image:
    return Image.open(BytesIO(render_contact_sheet(papers)))


def test_upright_and_landscape_papers_stand_side_by_side_six_in_a_row() -> None:
    one, row = picture(("派发单", NOTE)), picture(*[("派发单", NOTE), ("汇总表", SUMMARY)] * 3)
    two_rows = picture(*[("派发单", NOTE)] * 7)

    assert row.width == two_rows.width > 5 * one.width
    assert row.height == one.height < two_rows.height


def test_a_page_is_white_with_ink_and_the_ground_is_not() -> None:
    sheet = picture(("派发单", NOTE)).convert("L")

    assert sheet.getpixel((2, 2)) not in (0, 255)
    greys = set(sheet.crop((40, 40, 340, 440)).tobytes())
    assert max(greys) == 255
    assert min(greys) < 100


def test_a_name_too_long_for_one_line_changes_nothing_of_the_size() -> None:
    assert picture(("很长的文书名称" * 20, NOTE)).size == picture(("短", NOTE)).size


def test_the_same_papers_give_the_same_picture() -> None:
    papers = [("派发单", NOTE), ("汇总表", SUMMARY)]

    assert render_contact_sheet(papers) == render_contact_sheet(papers)
