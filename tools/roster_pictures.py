"""The pictures of the roster chapters of the manual: what a year of the sample district lacks is entered first."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from models.rules.identity import check_character, organisation_check
from models.vocab import Industry, LeaveKind, RosterNoun
from services.container import Services
from services.files.tables import Table, write_tables
from services.roster.enterprise_rows import EnterpriseRow, Licence
from services.roster.item_publishing import check_sheet_view, export_check_sheet
from services.roster.item_rows import SubItem
from services.roster.officer_rows import LeaveDraft
from services.submissions.rows import SubmissionDraft
from ui.pictures import shown_window, take_dialog, take_picture
from ui.roster.enterprise_list import EnterpriseList
from ui.roster.import_dialog import open_import
from ui.roster.importing import enterprise_importer
from ui.roster.tab import RosterTab

_HEADER = ("统一社会信用代码", "企业名称", "住所", "登记状态", "联系人", "联系电话")


def take_roster_pictures(services: Services, year: int, folder: Path) -> None:
    """Enter the examples, then write the pictures of the roster chapters into the folder."""
    rows = services.enterprises.list_enterprises()
    _enter_examples(services, year, rows)
    with shown_window(services, year) as window, TemporaryDirectory() as work:
        tab = window.go_to("名录库")
        assert isinstance(tab, RosterTab)
        enterprises = tab.open_list("检查对象")
        assert isinstance(enterprises, EnterpriseList)
        sheet = Path(work) / "样例名录.xlsx"
        write_tables(sheet, Table("样例", _HEADER, _sheet_rows(rows)))
        importer = enterprise_importer(services)

        enterprises.show_record(_inspected(services, year))
        take_dialog(window, enterprises.show_dossier, folder / "roster-dossier.png")
        take_dialog(window, lambda: _edit_many(enterprises, rows), folder / "roster-bulk.png")
        take_dialog(window, enterprises.clean_up, folder / "roster-cleanup.png")
        columns = partial(open_import, window, window.desk, importer, sheet)
        take_dialog(window, columns, folder / "roster-import-columns.png")
        take_dialog(window, lambda: columns().confirm(), folder / "roster-import.png")
        take_dialog(window, tab.show_versions, folder / "roster-versions.png")
        for title, name in (
            ("执法检查人员", "roster-officers"),
            ("抽查事项清单", "roster-items"),
            ("科室报送", "roster-submissions"),
        ):
            tab.open_list(title)
            take_picture(window, folder / f"{name}.png")


def write_check_sheet(services: Services, year: int, path: Path) -> None:
    """Write the check sheet of one industry as PDF."""
    rows = services.items.list_items(year=year)
    view = check_sheet_view(rows, services.office.get_settings(), industry=Industry.MACHINERY, year=year)
    export_check_sheet(view, path)


def _edit_many(enterprises: EnterpriseList, rows: list[EnterpriseRow]) -> None:
    """Choose a 信用风险 for some enterprises."""
    enterprises.table.select_keys([row.key for row in rows[:8]])
    dialog = enterprises.edit_many()
    assert dialog is not None
    place = next(place for place, form in enumerate(dialog.forms) if form.title == "标准化等级")
    dialog.field.set_value(place)
    dialog.why.setText("样例：年度核对")
    for chooser in dialog.form.findChildren(type(dialog.field)):
        chooser.setCurrentIndex(3)


def _inspected(services: Services, year: int) -> int:
    """Return the key of the first enterprise that was inspected in the year."""
    return min(row.enterprise_key for row in services.records.list_records(year=year))


def _enter_examples(services: Services, year: int, rows: list[EnterpriseRow]) -> None:
    """Enter a change, leaves, sub-items, submissions and a checked roster: what the year itself does not need."""
    key = _inspected(services, year)
    row = next(row for row in rows if row.key == key)
    services.enterprises.update_enterprise(
        key=key,
        row_version=row.row_version,
        draft=replace(row.draft, phone="0379-60000001"),
        why="样例：企业来函更正",
    )
    today = services.workplace.clock.today()
    officer = services.officers.list_officers()[0].key
    for kind, first, days in (
        (LeaveKind.ERRAND, date(year, 5, 16), 5),
        (LeaveKind.TRAINING, date(year, 9, 5), 12),
        (LeaveKind.LEAVE, today + timedelta(days=3), 3),
    ):
        last = first + timedelta(days=days - 1)
        services.leaves.add_leave(draft=LeaveDraft(officer, kind, first, last, "样例"))
    _enter_flaws(services, rows[40:60])
    _enter_sub_items(services)
    _enter_submissions(services, year)
    services.versions.confirm_roster(RosterNoun.ENTERPRISE, "样例：年度核对更新，与登记机关数据比对无误")


def _enter_flaws(services: Services, rows: list[EnterpriseRow]) -> None:
    """Enter what 名录体检 finds: towns not known, industries guessed, a licence that has expired, no telephone."""
    expired = Licence("排污许可证", "样例-001", services.workplace.clock.today() - timedelta(days=40))
    for place, row in enumerate(rows):
        draft = (
            replace(row.draft, town_code=None),
            replace(row.draft, industry_is_guess=True),
            replace(row.draft, licences=(expired,)),
            replace(row.draft, phone=""),
        )[place % 4]
        services.enterprises.update_enterprise(key=row.key, row_version=row.row_version, draft=draft)


def _enter_sub_items(services: Services) -> None:
    item = services.items.list_items()[0]
    parts = [part.strip("。； \n") for part in item.draft.content.replace("。", "；").split("；")]
    sub_items = tuple(
        SubItem(place, part[:200], "实地核查", is_key=place == 1, score=10)
        for place, part in enumerate((part for part in parts if part), 1)
    )
    services.items.update_item(
        key=item.key, draft=replace(item.draft, sub_items=sub_items, effective_from=None)
    )


def _enter_submissions(services: Services, year: int) -> None:
    """Hand in some, send one back, merge one; the rest is missing."""
    services.submissions.open_year(year=year)
    rows = services.submissions.get_year(year).rows
    for row in rows[: len(rows) // 2]:
        services.submissions.submit(key=row.key, draft=SubmissionDraft(row.due_on, "样例报送人"))
    services.submissions.merge(key=rows[0].key)
    services.submissions.return_submission(
        key=rows[1].key, reason="样例：有三人没有填写执法证号，请补填后重报"
    )


def _sheet_rows(rows: list[EnterpriseRow]) -> list[tuple[str, ...]]:
    """Return a sheet in which each kind of row occurs: unchanged, changed, new, duplicate, refused."""
    known = [
        (
            row.draft.credit_code,
            row.name,
            row.draft.address,
            row.draft.status.label,
            row.draft.contact,
            row.draft.phone,
        )
        for row in rows[:12]
        if row.draft.credit_code
    ]
    changed = [(*one[:4], "样例新联系人", f"0379-6000010{place}") for place, one in enumerate(known[8:11])]
    other = rows[20]
    new = [
        (
            _code(place),
            f"洛阳样例新立{word}有限公司",
            f"洛阳市偃师区岳滩镇样例路{500 + place}号",
            "开业",
            "样例联系人",
            "",
        )
        for place, word in enumerate(("家具", "鞋业", "机械"), 1)
    ]
    twin = (
        _code(9),
        other.name.replace("有限公司", "有限责任公司"),
        other.draft.address,
        "存续",
        other.draft.contact,
        "",
    )
    wrong = [
        (_code(5)[:-1] + "?", "洛阳样例错码有限公司", "洛阳市偃师区岳滩镇样例路2号", "存续", "", ""),
        ("9.14103E+17", "洛阳样例科学计数有限公司", "洛阳市偃师区岳滩镇样例路3号", "存续", "", ""),
    ]
    return [*known[:8], *changed, *new, twin, *wrong]


def _code(place: int) -> str:
    """Return a valid code of a firm that is in no register."""
    body = f"MA9X{place:04d}"
    body = f"91410307{body}{organisation_check(body)}"
    return body + check_character(body)
