"""The conditions of a plan task: which enterprises of the roster it is about (细则 art. 6: 类型、行业、区域、方案要求).

Within one condition any of the named values will do; all conditions given must hold. An empty condition asks nothing.
"""

from dataclasses import dataclass, field

from models.vocab import EntityKind, Hazard, Industry


@dataclass(frozen=True, slots=True)
class ScopeFacts:
    """What the conditions look at in one enterprise; ``town`` is a town code or None."""

    industry: Industry
    kind: EntityKind
    town: str | None
    hazards: frozenset[Hazard] = frozenset()
    is_dishonest: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """The conditions of one task."""

    industries: frozenset[Industry] = field(default=frozenset())
    hazards: frozenset[Hazard] = field(default=frozenset())
    without_hazards: frozenset[Hazard] = field(default=frozenset())
    towns: frozenset[str] = field(default=frozenset())
    kinds: frozenset[EntityKind] = field(default=frozenset())

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
        return None

    def covers(self, facts: ScopeFacts) -> bool:
        """Whether the enterprise is in the scope."""
        return self.refusal(facts) is None

    def describe(self, town_names: dict[str, str] | None = None) -> str:
        """Return the conditions as one Chinese line, in the order of the vocabulary."""
        parts = [
            f"{title}：{'、'.join(labels)}"
            for title, labels in (
                ("行业", [term.label for term in Industry if term in self.industries]),
                ("重点标记", [term.label for term in Hazard if term in self.hazards]),
                ("排除标记", [term.label for term in Hazard if term in self.without_hazards]),
                ("镇街", [(town_names or {}).get(code, code) for code in sorted(self.towns)]),
                ("主体类型", [term.label for term in EntityKind if term in self.kinds]),
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
        )
