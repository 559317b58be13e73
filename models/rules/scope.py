"""The conditions of a plan task: which enterprises of the roster it is about (细则 art. 6: 类型、行业、区域、方案要求).

Within one condition any of the named values will do; all conditions given must hold. An empty condition asks nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.rules.roster_groups import roster_groups
from models.vocab import EntityKind, Hazard, Industry, RiskClass, RosterGroup

_ABNORMAL = "listed"


@dataclass(frozen=True, slots=True)
class ScopeFacts:
    """What the conditions look at in one enterprise, the lists as they stand on the day of the draw; ``town`` is a code or None."""

    industry: Industry
    kind: EntityKind
    town: str | None
    hazards: frozenset[Hazard] = frozenset()
    is_dishonest: bool = False
    is_blacklisted: bool = False
    is_abnormal: bool = False
    is_focus: bool = False
    risk_class: RiskClass | None = None
    licences: frozenset[str] = frozenset()  # 类别 of the 许可证 it holds, expired or not
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """The conditions of one task."""

    industries: frozenset[Industry] = field(default=frozenset())
    hazards: frozenset[Hazard] = field(default=frozenset())
    without_hazards: frozenset[Hazard] = field(default=frozenset())
    towns: frozenset[str] = field(default=frozenset())
    kinds: frozenset[EntityKind] = field(default=frozenset())
    groups: frozenset[RosterGroup] = field(default=frozenset())
    risk_classes: frozenset[RiskClass] = field(default=frozenset())
    licences: frozenset[str] = field(default=frozenset())
    tags: frozenset[str] = field(default=frozenset())
    only_abnormal: bool = False  # on the 经营异常名录

    def refusal(self, facts: ScopeFacts) -> str | None:
        """Return why the enterprise is not in the scope, as a short Chinese clause; None when it is in."""
        if self.industries and facts.industry not in self.industries:
            return f"行业为{facts.industry.label}，不在任务的行业范围"
        if self.hazards and not self.hazards & facts.hazards:
            return "没有任务要求的重点标记"
        if self.without_hazards & facts.hazards:
            return "属于任务排除的重点标记"
        if self.towns and facts.town not in self.towns:
            return "不在任务的镇街范围"
        if self.kinds and facts.kind not in self.kinds:
            return f"主体类型为{facts.kind.label}，不在任务的类型范围"
        return self._further_refusal(facts)

    def _further_refusal(self, facts: ScopeFacts) -> str | None:
        if self.groups and not self.groups & roster_groups(facts):
            return "不属于任务要求的名录类别"
        if self.risk_classes and facts.risk_class not in self.risk_classes:
            risk = facts.risk_class.label if facts.risk_class is not None else "未分类"
            return f"信用风险为{risk}，不在任务的风险类别"
        if self.licences and not self.licences & facts.licences:
            return "没有任务要求的许可证"
        if self.tags and not self.tags & facts.tags:
            return "没有任务要求的标签"
        return "未列入经营异常名录" if self.only_abnormal and not facts.is_abnormal else None

    def covers(self, facts: ScopeFacts) -> bool:
        """Whether the enterprise is in the scope."""
        return self.refusal(facts) is None

    def describe(self, town_names: Mapping[str, str] | None = None) -> str:
        """Return the conditions as one Chinese line, in the order of the vocabulary."""
        names = town_names or {}
        parts = [
            f"{title}：{'、'.join(labels)}"
            for title, labels in (
                ("行业", [term.label for term in Industry if term in self.industries]),
                ("重点标记", [term.label for term in Hazard if term in self.hazards]),
                ("排除标记", [term.label for term in Hazard if term in self.without_hazards]),
                ("镇街", [names.get(code, code) for code in sorted(self.towns)]),
                ("主体类型", [term.label for term in EntityKind if term in self.kinds]),
                ("名录类别", [term.label for term in RosterGroup if term in self.groups]),
                ("信用风险", [term.label for term in RiskClass if term in self.risk_classes]),
                ("许可证", sorted(self.licences)),
                ("标签", sorted(self.tags)),
                ("经营异常", ["已列入名录"] if self.only_abnormal else []),
            )
            if labels
        ]
        return "；".join(parts) or "全部检查对象"

    def to_stored(self) -> dict[str, list[str]]:
        """Return the conditions as stored: code lists, sorted, empty ones left out."""
        lists = {
            "industries": self.industries,
            "hazards": self.hazards,
            "without_hazards": self.without_hazards,
            "towns": self.towns,
            "kinds": self.kinds,
            "groups": self.groups,
            "risk_classes": self.risk_classes,
            "licences": self.licences,
            "tags": self.tags,
            "abnormal": frozenset({_ABNORMAL} if self.only_abnormal else ()),
        }
        return {key: sorted(str(value) for value in values) for key, values in lists.items() if values}

    @classmethod
    def from_stored(cls, stored: dict[str, list[str]]) -> "Scope":
        """Read the conditions back; an unknown code raises ValueError."""
        return cls(
            industries=frozenset(Industry(code) for code in stored.get("industries", ())),
            hazards=frozenset(Hazard(code) for code in stored.get("hazards", ())),
            without_hazards=frozenset(Hazard(code) for code in stored.get("without_hazards", ())),
            towns=frozenset(stored.get("towns", ())),
            kinds=frozenset(EntityKind(code) for code in stored.get("kinds", ())),
            groups=frozenset(RosterGroup(code) for code in stored.get("groups", ())),
            risk_classes=frozenset(RiskClass(code) for code in stored.get("risk_classes", ())),
            licences=frozenset(stored.get("licences", ())),
            tags=frozenset(stored.get("tags", ())),
            only_abnormal=_ABNORMAL in stored.get("abnormal", ()),
        )
