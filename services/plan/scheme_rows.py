"""工作方案 as screens and papers see it, and the draft that its form edits."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class SchemeState(Enum):
    """How far the scheme of a task has come; only an approved one lets its draw be sealed (R24)."""

    MISSING = "missing"
    WRITTEN = "written"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class SchemeDraft:
    """What the form of the scheme edits; the chapters are free text."""

    title: str
    basis: str = ""  # 检查依据
    objects: str = ""  # 检查对象和抽取方式
    content: str = ""  # 检查内容
    organisation: str = ""  # 组织分工
    steps: str = ""  # 实施步骤
    requirements: str = ""  # 工作要求
    written_by: str = ""
    written_on: date | None = None


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """One edition of the scheme of a task; one that a seal rests on can only be followed by another edition."""

    key: int
    task_key: int
    edition: int
    draft: SchemeDraft
    approved_by: str
    approved_on: date | None
    is_sealed_on: bool  # a seal rests on it

    @property
    def is_approved(self) -> bool:
        """Whether a seal may rest on it (R24)."""
        return self.approved_on is not None
