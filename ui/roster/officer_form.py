"""The form of one 执法检查人员: the certificate, where the officer works, what the officer may be in a team."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from models.vocab import Industry, OfficerStatus
from services.office.rows import SectionRow
from services.roster.officer_rows import OfficerDraft
from ui.roster.draft_form import MEDIUM, DraftForm, term_chooser
from ui.widgets.chooser import Chooser


class OfficerForm(DraftForm[OfficerDraft]):
    """Fields for a whole OfficerDraft."""

    def __init__(
        self, sections: Iterable[SectionRow], draft: OfficerDraft, parent: QWidget | None = None
    ) -> None:
        super().__init__(draft, parent)
        self.name = self.add_line("name", "姓名", width=MEDIUM, is_required=True)
        self.certificate = self.add_line(
            "certificate_number", "执法证号", width=MEDIUM, hint="没有的暂不填，不可抽取"
        )
        self.expires_on = self.add_date("certificate_expires_on", "有效期至")
        self.status = self.add_chooser("status", "人员状态", term_chooser(OfficerStatus))
        self.regular = self.add_check("is_regular", "编制", "正式工作人员（只有正式人员可抽取）")
        names = [(section.name, section.name) for section in sections]
        if draft.section_name and draft.section_name not in {name for name, _ in names}:
            names.append((draft.section_name, draft.section_name))
        self.section: Chooser[str] = self.add_chooser(
            "section_name", "科室", Chooser[str](names, none_text="未定")
        )
        read = self._bindings["section_name"].read
        write = self._bindings["section_name"].write
        self._rebind("section_name", lambda: read() or "", lambda name: write(name or None))
        self.add_line("post", "岗位", width=MEDIUM, hint="例如：监管、执法")
        self.add_line("title", "职务", width=MEDIUM)
        self.add_section("在检查组中")
        self.leader = self.add_check("is_leader_qualified", "组长资格", "可任检查组组长")
        self.expert = self.add_check("is_expert", "专家", "按专业人员配备")
        self.industries = self.add_terms(
            "industries", "专业行业", Industry, none_text="不限", hint="抽取任务要求专业人员时，按行业配备"
        )
        self.add_section("联系")
        self.add_line("phone", "联系电话", width=MEDIUM)
        self.add_text("remark", "备注", lines=2)
        self.add_stretch()
        self.show_draft(draft)
