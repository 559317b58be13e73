"""A paper of no office that holds every kind of block, for the writers that must handle them all."""

from dataclasses import dataclass
from datetime import date

from models.vocab import FormSet, PaperKind
from services.files import blocks
from services.files.blocks import Block, Cell, CellRow, Field, GridColumn, Size
from services.files.fonts import Role
from services.files.forms.form import Copy, Form
from services.files.pdf_document import Numbering

_LONG = "样例单位按照双随机抽查的要求配合检查，如实反映情况，提供相关材料，"

FORM_BLOCKS: tuple[Block, ...] = (
    blocks.FormHead("样例区应急管理局", "现场检查记录", "（样例）应急检记〔2022〕1号"),
    blocks.FieldLine((Field("被检查单位", "样例耐火材料有限公司"),)),
    blocks.FieldLine((Field("地址", _LONG * 2),)),
    blocks.FieldLine((Field("法定代表人", "样例甲"), Field("联系电话", "0379-00000003"))),
    blocks.Writing("检查情况", _LONG * 3 + "\n1.样例问题。", rows=8),
    blocks.FormTable(
        (
            CellRow((Cell("检查时间", 1, is_label=True), Cell("2022年9月14日", 3))),
            CellRow(
                (
                    Cell("事项", 1, is_label=True),
                    Cell("警示标志", 1),
                    Cell("结果", 1, is_label=True),
                    Cell("未发现问题", 1, is_centred=True),
                )
            ),
            CellRow((Cell("意见", 1, is_label=True), Cell("第一行\n第二行", 3)), least=60),
        )
    ),
    blocks.Grid(
        (GridColumn("序号", 1, is_centred=True), GridColumn("检查事项", 5), GridColumn("结果", 2)),
        tuple((str(n), f"样例事项{n}", "未发现问题") for n in range(1, 31)),
        least_rows=32,
    ),
    blocks.Together(
        (
            blocks.Paragraph("以上情况属实。", size=Size.FOUR),
            blocks.FieldLine(
                (Field("检查人员（签名）", seat="检查人员1"), Field("日期", share=0.6)), is_for_hand=True
            ),
        )
    ),
    blocks.FootNote("本文书一式两份，一份由检查机关备案，一份交被检查单位。"),
)
LETTER_BLOCKS: tuple[Block, ...] = (
    blocks.LetterHead("样例市样例区应急管理局", "样应急函〔2022〕31号"),
    blocks.Title("“双随机、一公开”|检查结果反馈函"),
    blocks.Centred("（样例）"),
    blocks.Blank(),
    blocks.Paragraph("样例耐火材料有限公司：", indent=0),
    blocks.Paragraph("一、检查结果", role=Role.HEADING, is_heading=True),
    *(blocks.Paragraph(_LONG * 3) for _ in range(6)),
    blocks.Signature("样例市样例区应急管理局", date(2022, 9, 15)),
    blocks.Imprint("样例市应急管理局", "样例区应急管理局办公室", date(2022, 9, 15)),
)
DOCUMENT_BLOCKS: tuple[Block, ...] = (
    blocks.RedHead("样例市样例区应急管理局文件", "样应急〔2022〕17号", signer="样例乙"),
    blocks.Title("关于印发2022年度抽查计划的通知"),
    blocks.Paragraph(_LONG),
    blocks.AttachmentNote(("2022年度双随机抽查计划汇总表，名称很长的附件名称会转到下一行", "抽查事项清单")),
    blocks.Signature("样例区应急管理局", None, has_seal=False),
    blocks.Attachment(1, "汇总表"),
    blocks.Paragraph(_LONG),
    blocks.NewPage(),
    blocks.Grid((GridColumn("事项", 1),), (("样例",),)),
    blocks.NewPage(),
    blocks.Paragraph("完。"),
)

WIDE_BLOCKS: tuple[Block, ...] = (
    blocks.Paragraph(_LONG),
    blocks.Landscape(
        (
            blocks.Title("汇总表"),
            blocks.Grid(
                tuple(GridColumn(f"第{n}栏", 1) for n in range(1, 11)),
                tuple(tuple(f"样例{row}" for _ in range(10)) for row in range(1, 26)),
            ),
        )
    ),
    blocks.Paragraph("完。"),
)
"""A wide list on pages that lie on their side, between upright ones."""


@dataclass(frozen=True)
class NoWords:
    """Fixed texts of a form that has none."""


@dataclass(frozen=True)
class AnyView:
    """A view that is nothing but its blocks."""

    blocks: tuple[Block, ...]
    wording: NoWords = NoWords()
    bureau: str = "样例区应急管理局"
    enterprise_name: str = "样例耐火材料有限公司"
    issued_on: date = date(2022, 9, 15)
    mark: str = "样例"


def copy_of_blocks(made: tuple[Block, ...], numbering: Numbering = Numbering.DASHED) -> Copy:
    """Return a copy of a paper that consists of these blocks."""
    form = Form(
        kind=PaperKind.NOTICE,
        view=AnyView,
        wording=NoWords,
        wordings={FormSet.EMERGENCY: "notice"},
        blocks=lambda view: view.blocks,
        sample=lambda _: AnyView(made),
        blank=lambda _: AnyView(made),
        numbering=numbering,
        texts=lambda _: iter(()),
    )
    return Copy(form, AnyView(made))
