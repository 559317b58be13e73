"""The sheet 联合科室和部门名单: whom a 科室 that starts a joint inspection will take along (细则 art. 4, 24—26)."""

from services.roster import cells
from services.roster.layout import Column, Layout

PARTNERS_LAYOUT = Layout(
    title="联合科室和部门名单",
    anchors=(("partner",), ("matter",)),
    columns=(
        Column("lead", "发起科室", cells.prose(50), ("发起部门", "牵头科室"), width=20),
        Column("partner", "联合科室/部门", cells.prose(100), (
            "联合科室", "联合部门", "联合单位", "协同部门", "联合科室和部门", "联合科室、部门", "配合部门",
        ), is_required=True, width=26),
        Column("contact", "联系人", cells.name(50), ("联络员",), width=12),
        Column("phone", "电话", cells.compact(50), ("联系电话", "手机", "联系方式"), width=16),
        Column("matter", "联合事项", cells.prose(500), ("联合检查事项", "联合抽查事项", "事项"), is_required=True, width=48),
        Column("remark", "备注", cells.prose(500), width=24),
    ),
)  # fmt: skip
