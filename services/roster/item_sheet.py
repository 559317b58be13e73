"""The sheet of the 随机抽查事项清单: its columns, as the office and other bureaus print them."""

from models.vocab import ItemCategory
from services.roster import cells
from services.roster.layout import Column, Layout

_CATEGORY = {
    **dict.fromkeys(("一般", "一般事项", "一般检查事项"), ItemCategory.GENERAL),
    **dict.fromkeys(("重点", "重点事项", "重点检查事项"), ItemCategory.KEY),
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
    ),
)  # fmt: skip
