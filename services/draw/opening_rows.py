"""派人封存 as the draw screen sees it: what is still closed, by team or leader, never by enterprise."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    """A part of a sealed assignment that is opened at once: a team's, or (``team_number`` None) a leader's."""

    number: int
    team_number: int | None
    leader: str
    place_keys: tuple[int, ...]

    @property
    def title(self) -> str:
        """第1组 or the leader's name, and how many objects; never which."""
        who = f"第{self.team_number}组　组长 {self.leader}" if self.team_number is not None else self.leader
        return f"{who}　{len(self.place_keys)} 户"
