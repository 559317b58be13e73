"""The form of one 执法检查人员: the certificate, where the officer works, what the officer may be in a team."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from models.rules.person import age_on, id_number_problem, sex_of
from models.vocab import Industry, OfficerStatus
from services.office.rows import SectionRow, TownRow
from services.roster.officer_rows import OfficerDraft
from ui.roster.draft_form import MEDIUM, DraftForm, term_chooser
from ui.theme import set_look
from ui.widgets.chooser import Chooser
from ui.widgets.multi_chooser import MultiChooser


class OfficerForm(DraftForm[OfficerDraft]):
    """Fields for a whole OfficerDraft; ``today`` is for the age that the 身份证号 tells."""

    def __init__(
        self,
        sections: Iterable[SectionRow],
        towns: Iterable[TownRow],
        draft: OfficerDraft,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(draft, parent)
        self._today = today
        self._add_certificate()
        self._add_work(sections, towns, draft)
        self._add_seats()
        self._add_person()
        self.add_stretch()
        self.show_draft(draft)

    def _add_certificate(self) -> None:
        self.name = self.add_line("name", "姓名", width=MEDIUM, is_required=True)
        self.certificate = self.add_line(
            "certificate_number", "执法证号", width=MEDIUM, hint="没有的暂不填，不可抽取"
        )
        self.expires_on = self.add_date("certificate_expires_on", "有效期至")
        self.status = self.add_chooser("status", "人员状态", term_chooser(OfficerStatus))
        self.regular = self.add_check("is_regular", "编制", "正式工作人员（只有正式人员可抽取）")
        self.add_line(
            "second_certificate_number", "第二证号", width=MEDIUM, hint="例如部门执法证，没有的不填"
        )
        self.add_date("second_certificate_expires_on", "第二证至")

    def _add_work(
        self, sections: Iterable[SectionRow], towns: Iterable[TownRow], draft: OfficerDraft
    ) -> None:
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
        self.add_line("staff_number", "单位工号", width=MEDIUM)
        own = [town.name for town in towns if town.in_district]
        own += sorted(draft.towns.difference(own))
        self.towns = MultiChooser("", [(name, name) for name in own], all_text="不分镇街")
        self.towns.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.towns.changed.connect(self._tell)
        self._bind(
            "towns",
            "负责镇街",
            self.towns,
            lambda: frozenset(str(name) for name in self.towns.values()),
            self.towns.set_values,
        )

    def _add_seats(self) -> None:
        self.add_section("在检查组中")
        self.leader = self.add_check("is_leader_qualified", "组长资格", "可任检查组组长")
        self.expert = self.add_check("is_expert", "专家", "按专业人员配备")
        self.industries = self.add_terms(
            "industries", "专业行业", Industry, none_text="不限", hint="抽取任务要求专业人员时，按行业配备"
        )

    def _add_person(self) -> None:
        self.add_section("本人")
        self.add_line("phone", "联系电话", width=MEDIUM)
        self.add_line("education", "学历", width=MEDIUM)
        self.id_number = self.add_line("id_number", "身份证号", width=MEDIUM, hint="只用于省平台格式导出")
        self._person = QLabel()
        set_look(self._person, "secondary")
        self.add("person", "性别年龄", self._person)
        self.id_number.textChanged.connect(self._show_person)
        self._show_person("")
        self.add_text("remark", "备注", lines=2)

    @property
    def person_words(self) -> str:
        """What the 身份证号 tells: 男，32 岁."""
        return self._person.text()

    def _show_person(self, typed: str) -> None:
        number = typed.strip().upper()
        sex, age = sex_of(number), age_on(number, self._today)
        is_right = id_number_problem(number, self._today) is None and sex is not None
        self._person.setText(f"{sex.value}，{age} 岁" if is_right and sex is not None else "按身份证号算出")
