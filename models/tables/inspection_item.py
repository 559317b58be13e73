"""随机抽查事项清单: each change of an item is a new edition, so that plans and records keep the one they used."""

from datetime import date

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Record, TermCode
from models.vocab import ItemCategory


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
    target: Mapped[str] = mapped_column(String(200), default="")  # 抽查对象
    method: Mapped[str] = mapped_column(String(200), default="")
    basis: Mapped[str] = mapped_column(Text, default="")
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
