"""The sheet of the 随机抽查事项清单: its columns, as the office and other bureaus print them."""

from models.vocab import Industry, ItemCategory, ItemKind
from services.roster import cells
from services.roster.layout import Column, Layout
from services.roster.sub_item_text import parse_sub_items

_CATEGORY = {
    **dict.fromkeys(("一般", "一般事项", "一般检查事项"), ItemCategory.GENERAL),
    **dict.fromkeys(("重点", "重点事项", "重点检查事项"), ItemCategory.KEY),
}

_KIND = {
    **dict.fromkeys(("公示信息检查", "公示信息情况", "公示"), ItemKind.PUBLICATION),
    **dict.fromkeys(("日常生产经营行为", "生产经营行为", "经营行为检查", "经营"), ItemKind.OPERATION),
}

ITEM_LAYOUT = Layout(
    title="随机抽查事项清单",
    anchors=(("title",), ("content",)),
    columns=(
        Column("number", "序号", cells.whole_number, ("编号",), width=6),
        Column("title", "抽查事项", cells.prose(200), ("抽查事项名称", "事项名称", "检查事项", "事项"), is_required=True, width=30),
        Column("content", "抽查内容", cells.prose(5000), ("检查内容", "内容"), is_required=True, width=60),
        Column("category", "事项类别", cells.term(ItemCategory, _CATEGORY), ("类别", "抽查类别"), width=14),
        Column("target", "抽查对象", cells.prose(200), ("检查对象", "对象"), width=24),
        Column("method", "抽查方式", cells.prose(200), ("检查方式", "检查方法", "方式"), width=18),
        Column("basis", "抽查依据", cells.prose(5000), ("检查依据", "依据", "法律依据"), width=50),
        Column("effective_from", "生效日期", cells.day, ("施行日期",)),
        Column("kind", "内容种类", cells.term(ItemKind, _KIND), ("检查内容种类",), width=12),
        Column("subject", "检查主体", cells.prose(100), ("实施部门", "抽查主体", "实施主体", "检查单位"), width=20),
        Column("ratio_frequency", "抽查比例和频次", cells.prose(200), ("比例和频次", "抽查比例及频次", "比例频次", "抽查比例", "抽查频次"), width=22),
        Column("staff_requirement", "人员要求", cells.prose(200), ("检查人员要求", "执法人员要求"), width=28),
        Column("is_key", "关键项", cells.yes_or_no, ("是否关键项",), width=8),
        Column("is_veto", "否决项", cells.yes_or_no, ("是否否决项", "一票否决项"), width=8),
        Column("score", "分值", cells.whole_number, ("满分",), width=8),
        Column("industries", "适用行业", cells.terms(Industry), ("适用工贸行业",), width=20),
        Column("sub_items", "检查子项", parse_sub_items, ("子项", "检查内容子项", "检查细项"), width=80),
    ),
)  # fmt: skip
