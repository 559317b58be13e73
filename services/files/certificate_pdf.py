"""抽取证书 and its 公告版 as PDF, made from the JSON alone: the same file gives the same bytes, anywhere and in ten years.

The order is that of a reader's questions: what was drawn, from what, with which seed, with which chance, who was drawn,
who inspects, what changed since, how to check it. Every ticket stands in the annex.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from models.rules.short_digest import qr_text, short_digest
from services.files.certificate_guide import draw_guide
from services.files.certificate_lists import draw_annexes, draw_lists
from services.files.certificate_sheet import CertificateSheet
from services.files.certificate_view import (
    CertificateView,
    GroupLine,
    Row,
    chance_text,
    digest_text,
    group_text,
    text_of,
    time_text,
)
from services.files.fonts import RENDERING, Role
from services.files.pdf_document import About, PdfDocument
from services.files.ruled_table import Column
from services.files.wording import one_line, section_heading

_MEANING = (
    "在一次抽取中，把 SHA-256 看作随机函数，同组每一户可抽对象被抽中的机会都是“名额 ÷ 可抽户数”",
    "，每个镇街得到的名额恰是其应得份额进位或舍去后的整数。（若用“最大余数法”，小的镇街可能永远轮不到。）"
    "取整按组、按次进行，不跨组，也不跨批次；两户同时被抽中的机会与简单随机抽样不同",
    "。递补以后，机会不再相等；检查人员只在资格相同的人之间机会相等。",
)
_PLATFORM = (
    "检查对象由省级平台抽取，本证书只记载其名单，不能证明平台怎样抽取；检查人员由本程序抽取，可以核验。"
)
_GROUPS_KEPT_BACK = "本单位不公布风险分类，各组名额载于完整证书；封存的摘要已把它们固定下来。"
_TIMES = "时间的先后由签了字的封存单证明，程序不能证明时间：请用手中封存单上的摘要与本页逐字比对。"
_PUBLIC = (
    "本公告不列名单：名单写明谁将受检查，须待本任务检查全部结束后，随完整证书公布。"
    "届时结果摘要与本页逐字相同，名单便未经改动。"
)


def render_certificate_pdf(certificate: Mapping[str, Any]) -> bytes:
    """Return the PDF of a certificate, the full one or its 公告版, whose shape is right."""
    view = CertificateView(certificate)
    title = "抽取公告" if view.is_public else "抽取证书"
    digest: str = certificate["result_digest"]
    code: str = certificate["draw_code"]
    about = About(f"{title} {code}", one_line(certificate["bureau"]), view.ordinal_text, view.sealed_on)
    with RENDERING:
        document = PdfDocument(about)
        foot = (f"{certificate['bureau']}　{title}　抽取编号 {code}", f"校验码 {short_digest(digest)}")
        sheet = CertificateSheet(document, view.mark, qr_text(code, digest), foot)
        document.add_bookmark(title)
        sheet.draw_head(title, (certificate["bureau"], view.ordinal_text), (short_digest(digest),))
        _draw_summary(sheet, view)
        number = _draw_proof(sheet, view)
        if not view.is_public:
            number = draw_lists(sheet, view, number)
        _draw_voided(sheet, view, number)
        further = [("怎样核验", draw_guide), ("附件", draw_annexes)]
        for name, draw in further[:1] if view.is_public else further:
            sheet.new_page()
            document.add_bookmark(name)
            draw(sheet, view)
        sheet.finish()
        return document.to_bytes(show_outline=True)


def _draw_summary(sheet: CertificateSheet, view: CertificateView) -> None:
    data = view.data
    if view.warning:
        sheet.draw_paragraph(view.warning, Role.HEADING)
    drawn = f"抽中{view.count('sampled')}户，必查{view.count('compulsory')}户"
    if view.is_platform:
        drawn = f"平台抽取{view.count('compulsory')}户"
    sheet.draw_facts(
        (
            ("任务", view.task_text),
            ("平台任务号", text_of(data["task"].get("platform_number"))),
            ("抽取编号", data["draw_code"]),
            ("任务范围", view.optional("scope")),
            ("抽取类型", view.method_text),
            ("抽取结果", drawn),
            ("递补、补抽", f"{view.count('substitutions')}次" if view.count("substitutions") else ""),
            ("结果摘要", digest_text(data["result_digest"])),
            (
                "完整证书摘要" if view.is_public else "本证书摘要",
                digest_text(view.optional("certificate_digest")),
            ),
            (
                "本单位前一份证书的摘要",
                digest_text(data["previous_certificate"]) or "无（本单位第一份证书）",
            ),
        )
    )
    if view.is_public:
        sheet.draw_paragraph(_PUBLIC)
    if view.is_platform:
        sheet.draw_paragraph(_PLATFORM)


def _draw_proof(sheet: CertificateSheet, view: CertificateView) -> int:
    """Draw frame, seals, seed and chances; return the number of the next section."""
    sheet.draw_section(section_heading(1, "抽样框"))
    _draw_counts(sheet, view)
    sheet.draw_section(section_heading(2, "封存"))
    _draw_seals(sheet, view)
    sheet.draw_section(section_heading(3, "种子"))
    _draw_seed(sheet, view)
    if view.is_platform:
        return 4
    sheet.draw_section(section_heading(4, "名额与机会"))
    _draw_chances(sheet, view)
    return 5


def _draw_counts(sheet: CertificateSheet, view: CertificateView) -> None:
    out = view.count("register") - view.count("frame")
    columns = ["名录库", "列入抽样框", view.kind_text("S"), view.kind_text("C"), "不抽（计入基数）", "未列入"]
    keys = (view.count("register"), view.count("frame"), *map(view.count, "SCX"), out)
    sheet.draw_table([Column(title, 1, True) for title in columns], [[f"{number:,}户" for number in keys]])


def _draw_seals(sheet: CertificateSheet, view: CertificateView) -> None:
    for seal in view.data["seals"]:
        sheet.draw_facts(
            (
                (f"第{seal['number']}号封存", _sealed_text(view, seal)),
                ("抽样框（名单）摘要", digest_text(seal["frame_digest"])),
                ("参数摘要", digest_text(seal["parameters_digest"])),
                ("前一号封存的摘要", digest_text(seal["previous"]) or "无（本单位第一号封存）"),
            )
        )
    sheet.draw_paragraph(
        f"以上为本任务的全部封存；封存编号由本单位各任务统一编排，每一号带着前一号的摘要。{_TIMES}",
        is_small=True,
    )


def _sealed_text(view: CertificateView, seal: Row) -> str:
    own = "　（本次）" if seal["draw_code"] == view.data["draw_code"] else ""
    return f"{time_text(seal['sealed_at'])}　抽取编号 {seal['draw_code']}{own}"


def _draw_seed(sheet: CertificateSheet, view: CertificateView) -> None:
    data = view.data
    sources: Sequence[Row] = data.get("seed_sources", ())
    sheet.draw_facts(
        (
            ("封存时约定的来源", data["seed_rule"] or "（未写明）"),
            ("种子", data["seed"]),
            ("公开见证", "是" if data["publicly_witnessed"] else "否：未经公开见证，不能证明种子未经挑选"),
            ("有效种子摘要（对象）", digest_text(data["effective_seed_sha256"]["objects"])),
            ("有效种子摘要（人员）", digest_text(data["effective_seed_sha256"]["officers"])),
        )
    )
    if sources:
        columns = [Column("何人（何处）给出", 30), Column("内容", 70), Column("时间", 30)]
        sheet.draw_table(columns, ([row["by"], row["text"], time_text(row["at"])] for row in sources))


def _draw_chances(sheet: CertificateSheet, view: CertificateView) -> None:
    lines = view.group_lines()
    if not lines:
        sheet.draw_paragraph(_GROUPS_KEPT_BACK)
        return
    _draw_groups(sheet, view, lines)
    if view.is_stratified:
        _draw_quotas(sheet, view, has_groups=any(line.group for line in lines))
    chance, towns, after = _MEANING
    sheet.draw_paragraph(f"这就是说：{chance}{towns if view.is_stratified else ''}{after}")


def _draw_groups(sheet: CertificateSheet, view: CertificateView, lines: Sequence[GroupLine]) -> None:
    share = "抽查比例" if view.data.get("ratio") is not None else "规定户数"
    columns = [Column(name, 1, True) for name in ("组", "基数", share, "可抽", "名额")]
    sheet.draw_table(
        [*columns, Column("每户被抽中的机会", 2, True)],
        (
            [
                group_text(line.group),
                "—" if line.base is None else f"{line.base:,}",
                line.share,
                f"{line.available:,}",
                f"{line.places:,}",
                chance_text(line),
            ]
            for line in lines
        ),
    )
    batch: Row | None = view.data.get("batch")
    if batch is not None and batch["already"]:
        already = "，".join(
            f"{group_text(group)}{number}户" for group, number in sorted(batch["already"].items())
        )
        sheet.draw_paragraph(f"以前各批已抽：{already}，从本批名额中减去。", is_small=True)


def _draw_quotas(sheet: CertificateSheet, view: CertificateView, *, has_groups: bool) -> None:
    names = (*(("组",) if has_groups else ()), "镇街", "可抽", "应得份额", "名额")
    sheet.draw_table(
        [Column(name, 1, True) for name in names],
        (
            [
                *([group_text(row["group"])] if has_groups else []),
                view.town(row["stratum"]),
                f"{row['available']:,}",
                view.fair_share(row),
                str(row["quota"]),
            ]
            for row in view.data["quotas"]
        ),
    )


def _draw_voided(sheet: CertificateSheet, view: CertificateView, number: int) -> None:
    attempts: Sequence[Row] = view.data["voided_attempts"]
    sheet.draw_section(section_heading(number, f"作废的抽取（{len(attempts)}次）"))
    if not attempts:
        sheet.draw_paragraph("无。")
    for attempt in attempts:
        facts = [
            ("抽取编号", attempt["draw_code"]),
            ("作废时间", time_text(attempt["voided_at"])),
            ("抽样框（名单）摘要", digest_text(attempt["frame_digest"])),
            ("参数摘要", digest_text(attempt["parameters_digest"])),
        ]
        if not view.is_public:
            sampled: Sequence[str] = attempt["sampled"]
            facts += [
                ("理由", attempt["reason"]),
                ("批准人", attempt["approved_by"]),
                ("当时的种子", text_of(attempt.get("seed")) or "（未取种子）"),
                (f"当时抽中{len(sampled)}户", "、".join(map(view.named, sampled)) or "无"),
            ]
        sheet.draw_facts(facts)
