"""随机抽查事项清单: each change of an item is a new edition, so that plans and records keep the one they used."""

from datetime import date

from sqlalchemy import JSON, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Record, TermCode
from models.vocab import ItemCategory, ItemKind


class InspectionItem(Record, Base):
    """One edition of one 抽查事项; ``lineage`` is shared by its editions, the current one has no ``effective_to``."""

    __tablename__ = "inspection_items"
    __table_args__ = (UniqueConstraint("lineage", "edition"),)

    lineage: Mapped[str] = mapped_column(String(36), index=True)
    edition: Mapped[int] = mapped_column(default=1)
    number: Mapped[int]  # 序号 in the list
    title: Mapped[str] = mapped_column(String(200))
    content: Mapped[str] = mapped_column(Text)
    category: Mapped[ItemCategory] = mapped_column(TermCode(ItemCategory))
    kind: Mapped[ItemKind] = mapped_column(TermCode(ItemKind), default=ItemKind.OPERATION)
    subject: Mapped[str] = mapped_column(String(100), default="")  # 检查主体
    target: Mapped[str] = mapped_column(String(200), default="")  # 抽查对象
    method: Mapped[str] = mapped_column(String(200), default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    ratio_frequency: Mapped[str] = mapped_column(String(200), default="")  # 抽查比例和频次
    staff_requirement: Mapped[str] = mapped_column(String(200), default="")  # 人员要求
    is_key: Mapped[bool] = mapped_column(default=False)  # 关键项
    is_veto: Mapped[bool] = mapped_column(default=False)  # 否决项
    score: Mapped[int | None]  # 分值
    industries: Mapped[list[str]] = mapped_column(JSON, default=list)  # 工贸行业 it is for; none: all
    sub_items: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)  # services' SubItem
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
    added_by_import_id: Mapped[int | None]  # models.tables.roster.RosterImport; an import is never deleted


class ItemList(Record, Base):
    """The 清单 of one year as it was decided and made public; its lines are the editions in force in that year."""

    __tablename__ = "item_lists"
    __table_args__ = (UniqueConstraint("office_id", "year"),)

    year: Mapped[int]
    document_number: Mapped[str] = mapped_column(String(50), default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    published_on: Mapped[date | None]
