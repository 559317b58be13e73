"""A certificate's JSON as its PDF shows it: names for codes, counts, exact chances, what became of each enterprise.

Only what the JSON says is used: no clock, no database. What takes no part in the draw (names, towns, marks) may be missing
or of a wrong type in a file from outside, and is then left out; everything else was checked before.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from models.rules.seed import UNWITNESSED
from models.vocab import DrawMethod, EntryKind, Seat

Row = Mapping[str, Any]

_SHORTEST_TICKET = 16  # digits shown of a ticket; more where two of a draw share them
_UNDATED = date(2000, 1, 1)
_METHODS = {
    DrawMethod.DIRECTED: "定向（每组取号码最小的各户）",
    DrawMethod.STRATIFIED: "不定向（地理区域均衡，名额分到镇街）",
}


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One risk class with its exact chance; ``base`` is None where the public copy does not tell it."""

    group: str
    share: str
    base: int | None
    available: int
    places: int


class CertificateView:
    """One certificate, the full one or its 公告版."""

    def __init__(self, data: Row) -> None:
        self.data = data
        officers: Row = data.get("officers") or {}
        lines: Sequence[Row] = data.get("substitutions", ())
        self.frame: Mapping[str, Row] = {row["id"]: row for row in data.get("frame", ())}
        self.reasons: Mapping[str, str] = {row["id"]: row["reason"] for row in data.get("reasons", ())}
        self.followed_by: Mapping[str, str] = {
            row["out"]: row.get("in") or "" for row in lines if row["kind"] == "object"
        }
        """Who took the place of a sampled enterprise, "" where nobody did."""
        self._officers = {row["id"]: text_of(row.get("name")) for row in officers.get("pool", ())}

    # -- the draw

    @property
    def is_public(self) -> bool:
        """Whether this is the 公告版: counts and digests without a name."""
        return self.data.get("copy") == "public"

    @property
    def is_platform(self) -> bool:
        """Whether the objects were drawn on the provincial platform."""
        return isinstance(self.data.get("platform"), dict)

    @property
    def is_stratified(self) -> bool:
        """Whether the places were shared among the towns."""
        return self.data["method"] == DrawMethod.STRATIFIED

    @property
    def mark(self) -> str:
        """样例, or empty."""
        return text_of(self.data.get("mark"))

    @property
    def warning(self) -> str:
        """That a seed without witnesses proves nothing about choice; empty for a witnessed one."""
        rule: str = self.data["seed_rule"]
        if UNWITNESSED in rule:
            return rule
        return "" if self.data["publicly_witnessed"] else f"种子{UNWITNESSED}"

    @property
    def task_text(self) -> str:
        """2022年度第1号任务 with its name."""
        task: Row = self.data["task"]
        return f"{task['year']}年度第{task['number']}号任务　{text_of(task.get('name'))}".rstrip()

    @property
    def ordinal_text(self) -> str:
        """本次为第 n 次抽取, as every paper says."""
        batch: Row | None = self.data.get("batch")
        text = f"本次为第{self.data['draw_code'].rpartition('-')[2]}次抽取"
        if batch is not None:
            text += f"（第{batch['number']}批，共{batch['of']}批）"
        voided = len(self.data["voided_attempts"])
        return f"{text}，以前作废{voided}次" if voided else text

    @property
    def method_text(self) -> str:
        """定向 or 不定向 with what it means."""
        return (
            "平台抽取（对象由省级平台抽取）"
            if self.is_platform
            else _METHODS[DrawMethod(self.data["method"])]
        )

    @property
    def sealed_on(self) -> date:
        """The day of the seal that counts, which is the date of the file."""
        own = [
            seal["sealed_at"] for seal in self.data["seals"] if seal["draw_code"] == self.data["draw_code"]
        ]
        try:
            return datetime.fromisoformat(own[-1]).date()
        except (IndexError, ValueError):
            return _UNDATED

    def optional(self, key: str) -> str:
        """Return a text that need not be there."""
        return text_of(self.data.get(key))

    def count(self, key: str) -> int:
        """Return how many there are of a kind (S, C, X), in the frame, register, compulsory, sampled, substitutions."""
        if self.is_public:
            found = self.data["counts"].get(key, 0)
            return found if isinstance(found, int) else 0
        if key in tuple(EntryKind):
            return sum(row["kind"] == key for row in self.frame.values())
        return self.data["register_count"] if key == "register" else len(self.data[key])

    def kind_text(self, kind: str) -> str:
        """Return 可抽, 必查, 不抽; what the platform drew is not called 必查."""
        is_drawn_there = self.is_platform and EntryKind(kind) is EntryKind.COMPULSORY
        return "平台抽取" if is_drawn_there else EntryKind(kind).label

    # -- names

    @property
    def has_groups(self) -> bool:
        """Whether there are risk classes to show."""
        return any(row["group"] for row in self.frame.values())

    @property
    def has_officers(self) -> bool:
        """Whether officers were drawn for the objects."""
        return self.data.get("officers") is not None

    def town(self, stratum: str) -> str:
        """Return a town's name, its code where the certificate does not name it."""
        towns = self.data.get("towns")
        name = text_of(towns.get(stratum)) if isinstance(towns, dict) else ""
        return name or stratum

    def name(self, entry_id: str) -> str:
        """Return an enterprise's name, empty where the certificate does not tell it."""
        row = self.frame.get(entry_id)
        return text_of(row.get("name")) if row else ""

    def named(self, entry_id: str) -> str:
        """Return an enterprise with its code."""
        name = self.name(entry_id)
        return f"{name}（{entry_id}）" if name else entry_id

    def officer(self, number: str) -> str:
        """Return an officer's name, the 执法证号 where there is none."""
        return self._officers.get(number) or number

    def officer_named(self, number: str) -> str:
        """Return an officer with the 执法证号."""
        name = self._officers.get(number)
        return f"{name}（{number}）" if name else number

    def party(self, line: Row, key: str) -> str:
        """Return who a line of 递补 or 补抽 puts out or in."""
        found = line.get(key)
        if found is None:
            return "无可递补，名额作废"
        return self.named(found) if line["kind"] == "object" else self.officer_named(found)

    # -- numbers

    def group_lines(self) -> list[GroupLine]:
        """Return the classes with their shares and chances; empty where the public copy keeps them back."""
        quotas: Sequence[Row] | None = self.data.get("quotas")
        if quotas is None:
            return []
        available, places, base = Counter[str](), Counter[str](), Counter[str]()
        for row in quotas:
            available[row["group"]] += row["available"]
            places[row["group"]] += row["quota"]
            base[row["group"]] += row.get("base", 0)
        if self.frame:
            kinds = Counter((row["group"], row["kind"]) for row in self.frame.values())
            base = Counter[str]()
            for (group, kind), number in kinds.items():
                base[group] += number if kind != EntryKind.COMPULSORY else 0
        elif set(base) == {""}:
            base[""] = self.count("S") + self.count("X")
        return [
            GroupLine(group, self._share(group), base[group] or None, available[group], places[group])
            for group in sorted({*available, *(group for group in base if base[group])})
        ]

    def _share(self, group: str) -> str:
        ratio, count = self.data.get("ratio"), self.data.get("count")
        if ratio is not None:
            return f"{ratio.get(group, '')}%"
        return "" if count is None else f"{count.get(group, '')}户"

    def fair_share(self, row: Row) -> str:
        """Return what falls to a town before it is rounded: its part of the places of its group."""
        mates = [each for each in self.data["quotas"] if each["group"] == row["group"]]
        places = sum(each["quota"] for each in mates)
        return fraction_text(row["available"] * places, sum(each["available"] for each in mates))

    # -- the lists of the full copy

    @property
    def dispatch_order(self) -> list[str]:
        """The drawn and the compulsory enterprises in ticket order."""
        tickets: Mapping[str, str] = self.data["tickets"]
        return sorted(
            (*self.data["compulsory"], *self.data["sampled"]), key=lambda each: (tickets[each], each)
        )

    def blocks(self) -> Iterator[tuple[str, str | None, list[str]]]:
        """Yield group, town (None for 定向) and the ids that could be drawn there, in ticket order.

        The first ones of each block, as many as its quota, are those drawn: the annex shows the rule at a glance.
        """
        tickets: Mapping[str, str] = self.data["tickets"]
        members: dict[tuple[str, str | None], list[str]] = {}
        for row in self.data["quotas"]:
            members[row["group"], row.get("stratum")] = []
        for entry_id, row in self.frame.items():
            place = (row["group"], row["stratum"] if self.is_stratified else None)
            if row["kind"] == EntryKind.SELECTABLE and place in members:
                members[place].append(entry_id)
        for (group, town), ids in members.items():
            yield group, town, sorted(ids, key=lambda each: (tickets[each], each))

    def of_kind(self, kind: EntryKind) -> list[str]:
        """Return the ids of a kind in ticket order."""
        tickets: Mapping[str, str] = self.data["tickets"]
        ids = (entry_id for entry_id, row in self.frame.items() if row["kind"] == kind)
        return sorted(ids, key=lambda each: (tickets[each], each))

    def crew(self, entry_id: str) -> tuple[int | None, Sequence[str]]:
        """Return the team's number, if there are teams, and the officers as drawn."""
        part: Row | None = self.data.get("officers")
        drawn = None if part is None else part["assignment"].get(entry_id)
        if part is None or drawn is None:
            return None, ()
        return (drawn, part["teams_drawn"][drawn - 1]) if isinstance(drawn, int) else (None, drawn)

    def seat(self, position: int) -> str:
        """Return the seat at a position of a team: leader, expert, others."""
        part: Row = self.data["officers"]
        seats = [Seat.LEADER] * part["need_leader"] + [Seat.EXPERT] * part["need_expert"]
        return (seats[position] if position < len(seats) else Seat.MEMBER).label

    def loads(self) -> Counter[str]:
        """Return how many enterprises each officer got, as drawn."""
        return Counter(number for entry_id in self.dispatch_order for number in self.crew(entry_id)[1])

    def out_of_frame(self) -> list[tuple[str, int]]:
        """Return why the rest of the register is not in the frame, and how many each time, the most first."""
        heads = Counter(
            reason.split("：")[0] for entry_id, reason in self.reasons.items() if entry_id not in self.frame
        )
        return sorted(heads.items(), key=lambda pair: (-pair[1], pair[0]))


class ShortTickets:
    """Tickets cut to as many digits as keep them apart, and so in order."""

    def __init__(self, tickets: Mapping[str, str]) -> None:
        self._tickets = tickets
        self.digits = _SHORTEST_TICKET
        longest = max(map(len, tickets.values()), default=0)
        while self.digits < longest and len({self._cut(text) for text in tickets.values()}) < len(tickets):
            self.digits += 1

    def __getitem__(self, entry_id: str) -> str:
        return self._cut(self._tickets[entry_id])

    def _cut(self, text: str) -> str:
        return text[: self.digits + len("0.")]


def group_text(group: str) -> str:
    """Return a risk class as it is printed."""
    return f"{group}类" if group else "全部"


def chance_text(line: GroupLine) -> str:
    """Return the chance of each enterprise of a group: 18 / 852 = 2.11%."""
    if not line.available:
        return "没有可抽的对象"
    percent = (Decimal(100 * line.places) / line.available).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{line.places:,} / {line.available:,} = {percent}%"


def fraction_text(numerator: int, denominator: int) -> str:
    """Return a fraction as a whole number, or with two decimals."""
    if not denominator or numerator % denominator == 0:
        return str(numerator // denominator) if denominator else "0"
    return str((Decimal(numerator) / denominator).quantize(Decimal("0.01"), ROUND_HALF_UP))


def time_text(at: str) -> str:
    """Return an ISO time as it is read; another text as it stands."""
    try:
        return f"{datetime.fromisoformat(at):%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return at


def digest_text(digest: str) -> str:
    """Return a digest in blocks of four, as it is compared by eye and read aloud."""
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def text_of(value: object) -> str:
    """Return a text, empty for anything else."""
    return value if isinstance(value, str) else ""
