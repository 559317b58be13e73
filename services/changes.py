"""What kinds of thing an act changed: views decide by it whether to reload."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The nouns whose rows changed, e.g. ``Changes.of("enterprise", "draw")``; ``key`` is the new record, if one."""

    nouns: frozenset[str] = frozenset()
    key: int | None = None

    @classmethod
    def of(cls, *nouns: str, key: int | None = None) -> "Changes":
        """Name the nouns that changed."""
        return cls(frozenset(nouns), key)

    def touches(self, *nouns: str) -> bool:
        """Whether one of the nouns changed."""
        return bool(self.nouns.intersection(nouns))

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.nouns | other.nouns, other.key or self.key)
