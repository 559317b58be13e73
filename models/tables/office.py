"""The office: its name and address, the words of its papers, and every open question of its rules as a setting.

Also the two lists that everything else refers to: 科室 and 镇街.
"""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Moment, Record, TermCode
from models.vocab import DayCount, Industry, Letterhead


class Office(Base):
    """局; one row a bureau. Settings are typed columns: a new setting is a new column with its default."""

    __tablename__ = "offices"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(String(36), unique=True)
    row_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 - SQLAlchemy's own form

    # who we are
    bureau_name: Mapped[str] = mapped_column(String(100))  # 洛阳市偃师区应急管理局, as papers are signed
    short_name: Mapped[str] = mapped_column(String(50))  # 偃师区应急管理局, as the window shows it
    plan_department: Mapped[str] = mapped_column(String(50))  # 区应急管理局, as the summary table prints it
    district_code: Mapped[str] = mapped_column(String(6))
    address: Mapped[str] = mapped_column(String(200), default="")
    contact_name: Mapped[str] = mapped_column(String(50), default="")
    phone: Mapped[str] = mapped_column(String(50), default="")
    supervision_phone: Mapped[str] = mapped_column(String(50), default="")
    is_sample: Mapped[bool] = mapped_column(
        default=False
    )  # practice data: every paper and the window say 样例

    # words and authorities of the papers
    number_prefix: Mapped[str] = mapped_column(String(20))  # （豫偃）
    notice_word: Mapped[str] = mapped_column(String(20))  # 应急抽通
    letter_prefix: Mapped[str] = mapped_column(String(20))  # 偃应急函
    review_authority: Mapped[str] = mapped_column(String(100))  # 复议机关
    court: Mapped[str] = mapped_column(String(100), default="")

    # open questions of the rules (domain, §11), each with its default
    paper_set: Mapped[str] = mapped_column(String(20))
    redraw_approver: Mapped[str] = mapped_column(String(50))
    yearly_cap: Mapped[int]
    cap_exempts_industries: Mapped[bool]  # 按细则字面: art. 14 ¶4 exempts ¶2 and ¶3
    cap_counts_reviews: Mapped[bool]
    platform_days: Mapped[int]  # C1, from the end of the inspection
    platform_day_count: Mapped[DayCount] = mapped_column(TermCode(DayCount))
    credit_days: Mapped[int]  # C2, from the day of the result
    credit_day_count: Mapped[DayCount] = mapped_column(TermCode(DayCount))
    portal_days: Mapped[int]  # C3, from the end of the inspection
    portal_day_count: Mapped[DayCount] = mapped_column(TermCode(DayCount))
    notice_in_advance: Mapped[bool]
    ratio_floor: Mapped[str] = mapped_column(String(10))  # percent text, art. 14 ¶2
    certificate_number_format: Mapped[str] = mapped_column(String(50))
    bundle_retention_years: Mapped[int]
    platform_format: Mapped[str] = mapped_column(String(50))
    industry_notice: Mapped[str] = mapped_column(String(100))
    includes_individuals: Mapped[bool]  # 个体工商户 (92…) as objects

    # the draw: shares of the four risk classes A/B/C/D in percent (domain, §4.4), and the bars of the office
    class_ratios: Mapped[str] = mapped_column(String(50), server_default="1/2/10/30")
    class_floors: Mapped[str] = mapped_column(String(50), server_default="1/1/1/1")
    class_ceilings: Mapped[str] = mapped_column(String(50), server_default="100/100/100/100")
    exclusion_months: Mapped[int] = mapped_column(server_default="0")  # 窗口期; 0: none
    bars_same_pair: Mapped[bool] = mapped_column(server_default="0")  # 上次同人同户 enters as 回避
    officer_load_cap: Mapped[int] = mapped_column(server_default="0")  # 工作量上限, objects a year; 0: none
    publishes_groups: Mapped[bool] = mapped_column(server_default="0")  # risk classes on the 公告版
    publishes_full_at_once: Mapped[bool] = mapped_column(server_default="0")

    # papers: how they are numbered, which set each form follows, how letters are headed
    series_words: Mapped[dict[str, str]] = mapped_column(JSON, server_default="{}")  # PaperKind → 字
    form_sets: Mapped[dict[str, str]] = mapped_column(JSON, server_default="{}")  # PaperKind → FormSet
    shares_serial: Mapped[bool] = mapped_column(server_default="0")  # one n for all 执法文书 of an inspection
    approval_before_notice: Mapped[bool] = mapped_column(server_default="0")  # R41
    prints_discipline: Mapped[bool] = mapped_column(server_default="1")  # R40
    letterhead: Mapped[Letterhead] = mapped_column(TermCode(Letterhead), server_default="plain")
    imprint_copies_to: Mapped[str] = mapped_column(String(200), server_default="")  # 抄送
    prints_qr: Mapped[bool] = mapped_column(server_default="1")
    uses_system_fonts: Mapped[bool] = mapped_column(server_default="0")  # 系统公文字体


class Section(Record, Base):
    """科室 or 大队; renamed ones keep their former names as aliases."""

    __tablename__ = "sections"
    __table_args__ = (UniqueConstraint("office_id", "name"),)

    name: Mapped[str] = mapped_column(String(50))
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)


class Town(Base):
    """镇街; a stratum of the 不定向 draw. Some old addresses name towns that lie outside the district today."""

    __tablename__ = "towns"

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    name: Mapped[str] = mapped_column(String(30))
    stem: Mapped[str] = mapped_column(String(30), default="")  # 岳滩: how addresses name it; "" for none
    is_active: Mapped[bool] = mapped_column(default=True)
    in_district: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)


class IndustryCode(Base):
    """One line of the mapping GB/T 4754 → 工贸行业; an office without lines uses the bundled table."""

    __tablename__ = "industry_codes"

    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"), primary_key=True)
    prefix: Mapped[str] = mapped_column(String(4), primary_key=True)  # the longest prefix decides
    industry: Mapped[Industry] = mapped_column(TermCode(Industry))


class OperationLog(Base):
    """操作日志: who did what, when, with the values before and after; written in the transaction of the act itself."""

    __tablename__ = "operation_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id"))
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    who: Mapped[str] = mapped_column(String(50))
    action: Mapped[str] = mapped_column(String(30))  # 新增, 修改, 退出, 导入, 封存, 抽取 …
    noun: Mapped[str] = mapped_column(String(30))  # enterprise, plan_task, draw …
    record_uuid: Mapped[str | None] = mapped_column(String(36), index=True)
    summary: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
