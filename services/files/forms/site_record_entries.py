"""What the 现场检查记录 asks the clerk after the visit: the place, the people who were present, a refusal to sign."""

from services.files.forms.entry import EntryField, EntryKind

REFUSED, NOT_REFUSED = "拒绝签名", "已签名"

ENTRIES = (
    EntryField("place", "检查场所", hint="如：生产车间、仓库、配电室"),
    EntryField("reason", "事由和目的"),
    EntryField("post", "法定代表人（负责人）职务", longest=30),
    EntryField("manager", "现场负责人", longest=30),
    EntryField("manager_sex", "现场负责人性别", EntryKind.CHOICE, choices=("男", "女")),
    EntryField(
        "manager_identity",
        "现场负责人身份证号",
        longest=18,
        is_private=True,
        hint="只印在文书上，不进日志，不公示",
    ),
    EntryField("manager_post", "现场负责人职务", longest=30),
    EntryField("manager_phone", "现场负责人电话", longest=30),
    EntryField("expert", "检查专家", longest=60),
    EntryField("expert_employer", "检查专家单位", longest=60),
    EntryField("recorder", "记录人", longest=30),
    EntryField(
        "more",
        "其他检查情况",
        EntryKind.LINES,
        hint="接在已录入的检查结果后面；未录入结果也未填写的，印空白横线手写",
    ),
    EntryField("signing", "现场负责人签名情况", EntryKind.CHOICE, choices=(NOT_REFUSED, REFUSED)),
    EntryField("refusal_note", "拒签情况说明", hint="拒签的必填，如：阅后拒绝签名，未说明理由"),
    EntryField("witness", "见证人", longest=30, hint="拒签的，见证人和录音录像至少填一项"),
    EntryField("witness_employer", "见证人单位或住址", longest=60),
    EntryField("witness_phone", "见证人电话", longest=30),
    EntryField("recording", "拒签录音录像", hint="如：执法记录仪文件名或编号"),
)
