"""The lists of a full 抽取证书: who is inspected and by whom, what changed since, and everybody's ticket in the annex."""

from collections.abc import Sequence

from models.vocab import EntryKind, OfficerMode
from services.files.certificate_sheet import CertificateSheet
from services.files.certificate_view import CertificateView, Row, ShortTickets, group_text, text_of, time_text
from services.files.fonts import Role
from services.files.ruled_table import Column
from services.files.wording import section_heading

_CUT = "号码只印前{digits}位，已足以分出先后；全部数字在证书的 JSON 文件里。"
_ANNEX = "每一组{towns}按号码从小到大排列：名额是几，最前面的几户就是抽中的。{cut}"


def draw_lists(sheet: CertificateSheet, view: CertificateView, number: int) -> int:
    """Draw result, officers and substitutions; return the number of the next section."""
    drawn = view.dispatch_order
    sheet.draw_section(section_heading(number, f"抽取结果（{len(drawn)}户，按号码从小到大）"))
    _draw_result(sheet, view, drawn)
    sheet.draw_section(section_heading(number + 1, "检查人员"))
    _draw_officers(sheet, view)
    lines: Sequence[Row] = view.data["substitutions"]
    sheet.draw_section(section_heading(number + 2, f"递补和补抽（{len(lines)}次）"))
    _draw_substitutions(sheet, view, lines)
    return number + 3


def _draw_result(sheet: CertificateSheet, view: CertificateView, drawn: Sequence[str]) -> None:
    if not drawn:
        sheet.draw_paragraph("没有对象。")
        return
    tickets = ShortTickets(view.data["tickets"])
    columns = [Column("序号", 31, True), Column("企业名称和代码", 156), Column("镇街", 58)]
    columns += [Column("组", 28, True)] if view.has_groups else []
    columns += [Column("列入", 42, True), Column("号码", 98)]
    columns += [Column("检查人员", 84)] if view.has_officers else []
    sheet.draw_table(
        columns, (_result_line(view, tickets, place, each) for place, each in enumerate(drawn, 1))
    )
    sheet.draw_paragraph(_CUT.format(digits=tickets.digits), is_small=True)


def _result_line(view: CertificateView, tickets: ShortTickets, place: int, entry_id: str) -> list[str]:
    row = view.frame[entry_id]
    team, crew = view.crew(entry_id)
    listed = view.kind_text("C") if row["kind"] == EntryKind.COMPULSORY else "抽中"
    if entry_id in view.followed_by:
        listed += "\n已递补" if view.followed_by[entry_id] else "\n名额作废"
    who = "、".join(map(view.officer, crew))
    return [
        str(place),
        f"{view.name(entry_id)}\n{entry_id}".lstrip(),
        view.town(row["stratum"]),
        *([group_text(row["group"])] if view.has_groups else []),
        listed,
        tickets[entry_id],
        *([who if team is None else f"第{team}组\n{who}"] if view.has_officers else []),
    ]


def _draw_officers(sheet: CertificateSheet, view: CertificateView) -> None:
    direct, part = view.data.get("direct_appointment"), view.data.get("officers")
    if isinstance(direct, dict):
        sheet.draw_paragraph("检查人员由单位直接委派，未经抽取。", Role.HEADING)
        sheet.draw_facts(
            (
                (word, text_of(direct.get(key)))
                for word, key in (("理由", "reason"), ("批准人", "approved_by"))
            )
        )
        return
    if part is None:
        sheet.draw_paragraph("本证书不含检查人员的抽取。")
        return
    sheet.draw_paragraph(_conditions(part))
    for place, team in enumerate(part.get("teams_drawn", ()), start=1):
        members = (f"{view.officer_named(number)}{view.seat(at)}" for at, number in enumerate(team))
        sheet.draw_paragraph(f"第{place}组：{'、'.join(members)}。")
    loads = view.loads()
    columns = [
        Column("姓名", 50),
        Column("执法证号", 70),
        Column("组长资格", 40, True),
        Column("专业相符", 40, True),
    ]
    sheet.draw_table(
        [*columns, Column("本次户数", 40, True)],
        (
            [
                view.officer(row["id"]),
                row["id"],
                "√" if row["leader"] else "",
                "√" if row["expert"] else "",
                str(loads[row["id"]]),
            ]
            for row in part["pool"]
        ),
    )
    _draw_recusals(sheet, view, part["recusals"])


def _conditions(part: Row) -> str:
    seats = [word for word, key in (("组长", "need_leader"), ("专业人员", "need_expert")) if part[key]]
    unit = "组" if part["mode"] == OfficerMode.TEAMS else "户"
    must = f"，每{unit}须有{'、'.join(seats)}" if seats else ""
    how = (
        f"分{part['teams']}组，每组{part['team_size']}人"
        if part["mode"] == OfficerMode.TEAMS
        else f"逐户抽取，每户{part['team_size']}人"
    )
    return f"可抽人员{len(part['pool'])}人，{how}{must}。以下为抽取时的结果，其后的变动见下一节。"


def _draw_recusals(sheet: CertificateSheet, view: CertificateView, pairs: Sequence[Row]) -> None:
    if not pairs:
        sheet.draw_paragraph("没有需要回避的人员和企业。")
        return
    by_officer: dict[str, list[str]] = {}
    for pair in pairs:
        by_officer.setdefault(pair["officer"], []).append(view.name(pair["enterprise"]) or pair["enterprise"])
    sheet.draw_table(
        [Column("回避人员", 60), Column(f"须回避的企业（共{len(pairs)}对）", 240)],
        ([view.officer_named(number), "、".join(names)] for number, names in by_officer.items()),
    )


def _draw_substitutions(sheet: CertificateSheet, view: CertificateView, lines: Sequence[Row]) -> None:
    if not lines:
        sheet.draw_paragraph("无。")
        return
    columns = [
        Column("时间", 58),
        Column("事项", 44),
        Column("换下", 112),
        Column("接替", 112),
        Column("理由", 104),
        Column("批准人", 52),
    ]
    sheet.draw_table(columns, (_substitution_line(view, line) for line in lines))


def _substitution_line(view: CertificateView, line: Row) -> list[str]:
    what = "递补"
    if line["kind"] == "officer":
        where = line.get("enterprise")
        what = "补抽" if where is None else f"补抽（{view.name(where) or where}）"
    return [
        time_text(line["at"]),
        what,
        view.party(line, "out"),
        view.party(line, "in"),
        line["reason"],
        line["approved_by"],
    ]


def draw_annexes(sheet: CertificateSheet, view: CertificateView) -> None:
    """Draw everybody's ticket, class by class and town by town, and why the rest of the register is not in the frame."""
    tickets = ShortTickets(view.data["tickets"])
    cut = _CUT.format(digits=tickets.digits)
    sheet.draw_section(f"附件一　全部{len(view.frame):,}户的号码")
    if not view.is_platform:
        sheet.draw_paragraph(_ANNEX.format(towns="、每一镇街" if view.is_stratified else "", cut=cut))
    columns = [
        Column("次序", 30, True),
        Column("代码", 96, True),
        Column("名称", 180),
        Column("号码", 92),
        Column("结果", 96),
    ]
    sheet.start_table(columns, is_dense=True)
    sampled, followers = set(view.data["sampled"]), set(view.followed_by.values())
    for group, town, ids in view.blocks():
        drawn = sum(each in sampled for each in ids)
        where = group_text(group) if town is None else f"{group_text(group)}　{view.town(town)}"
        _draw_block(
            sheet, view, tickets, f"{where}：可抽{len(ids):,}户，名额{drawn}户", ids, sampled, followers
        )
    for kind in (EntryKind.COMPULSORY, EntryKind.EXCLUDED):
        ids = view.of_kind(kind)
        title = f"{view.kind_text(kind)}{len(ids):,}户"
        _draw_block(sheet, view, tickets, title, ids, sampled, followers)
    sheet.end_table()
    reasons = view.out_of_frame()
    total = sum(number for _, number in reasons)
    sheet.draw_section(f"附件二　未列入抽样框的{total:,}户")
    if reasons:
        columns = [Column("理由", 3), Column("户数", 1, True)]
        sheet.draw_table(columns, ([reason, f"{number:,}"] for reason, number in reasons))
        sheet.draw_paragraph("每一户的理由在证书的 JSON 文件里，其摘要已随参数封存。", is_small=True)
    else:
        sheet.draw_paragraph("名录库中的每一户都列入了抽样框。")


def _draw_block(
    sheet: CertificateSheet,
    view: CertificateView,
    tickets: ShortTickets,
    title: str,
    ids: Sequence[str],
    sampled: set[str],
    followers: set[str],
) -> None:
    if not ids:
        return
    lines = [
        [str(place), each, view.name(each), tickets[each], _fate(view, each, sampled, followers)]
        for place, each in enumerate(ids, start=1)
    ]
    sheet.draw_group(title, lines[0])
    for line in lines:
        sheet.draw_line(line)


def _fate(view: CertificateView, entry_id: str, sampled: set[str], followers: set[str]) -> str:
    if entry_id in sampled:
        return "抽中，后被递补" if entry_id in view.followed_by else "抽中"
    if entry_id in followers:
        return "递补列入"
    return view.reasons.get(entry_id, "")
