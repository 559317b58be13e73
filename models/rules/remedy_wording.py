"""The remedies before the seal in a clerk's words; what they are and that none is larger than needed, ``remedies`` says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.rules.remedies import (
    FewerSeats,
    MorePeople,
    OtherTeams,
    Qualify,
    Remedy,
    Review,
    SingleAssignment,
    SmallerTeams,
    WithoutBar,
)
from models.rules.sealing import OfficerRequest
from models.vocab import OfficerMode

_NUMBERED = "①②③④⑤⑥⑦⑧⑨"
_NAMED_ENTERPRISES = 3
_NAMED_OFFICERS = 3


@dataclass(frozen=True, slots=True)
class Outside:
    """One officer of the roster who is not in the pool, with the reason."""

    name: str
    leader: bool
    expert: bool
    reason: str


def remedy_sentences(
    request: OfficerRequest,
    found: Iterable[Remedy],
    names: Mapping[str, str] | None = None,
    outside: Sequence[Outside] = (),
) -> tuple[str, ...]:
    """Return each remedy in words, without full stop; ``names`` gives enterprises and officers by id.

    Where people lack, those ``outside`` the pool who have what lacks are named with what keeps them out.
    """
    return tuple(
        _words(request, remedy, names or {}) + (_outside_words(remedy, outside) if outside else "")
        for remedy in found
    )


def choice_text(sentences: Sequence[str]) -> str:
    """Return the remedies as one sentence, 可以任选一种办法：①……；②……。, and the recorded fallback (R35)."""
    if not sentences:
        return ""
    numbered = "；".join(map("".join, zip(_NUMBERED, sentences, strict=False)))
    choice = f"任选一种办法：{numbered}" if len(sentences) > 1 else sentences[0]
    return f"可以{choice}。都做不到的，写明理由、报批后直接委派。"


def _words(request: OfficerRequest, remedy: Remedy, names: Mapping[str, str]) -> str:
    match remedy:
        case MorePeople():
            more = f"增加{_people_words(remedy)}"
            if remedy.teams != request.teams:
                return (
                    f"把检查组由{request.teams}组增至{remedy.teams}组"
                    f"（共需{remedy.teams * request.team_size}人），并{more}"
                )
            return more
        case Qualify():
            return f"为现有可抽人员{_qualification_words(remedy)}"
        case OtherTeams():
            verb = "减为" if remedy.teams < request.teams else "增至"
            need = f"（共需{remedy.teams * request.team_size}人）" if remedy.teams > request.teams else ""
            return f"把检查组由{request.teams}组{verb}{remedy.teams}组{need}"
        case SmallerTeams():
            return f"把{_unit(request.mode)}人数由{request.team_size}人减为{remedy.team_size}人"
        case FewerSeats():
            seats = [("专业人员", remedy.without_expert), ("组长", remedy.without_leader)]
            return f"不设{'和'.join(word for word, is_out in seats if is_out)}席位"
        case Review():
            return _review_words(remedy, names)
        case SingleAssignment():
            return "改为逐户派人"
        case WithoutBar():
            return "本次不执行“上次同人同户”的限制（在“设置”中改）"


def _unit(mode: OfficerMode) -> str:
    return "每组" if mode is OfficerMode.TEAMS else "每户"


def _people_words(more: MorePeople) -> str:
    kinds = (
        (more.leaders, "有组长资格的"),
        (more.experts, "专业匹配的"),
        (more.both, "兼有组长资格和专业的"),
        (more.either, "有组长资格或专业匹配的"),
        (more.others, "可抽"),
    )
    named = [(number, kind) for number, kind in kinds if number]
    if len(named) == 1:
        return f"{named[0][0]}名{named[0][1]}人员"
    parts = [f"{kind if kind != '可抽' else '其他可抽'}人员{number}名" for number, kind in named]
    return f"{more.total}名可抽人员（{'、'.join(parts)}）"


def _outside_words(remedy: Remedy, outside: Iterable[Outside]) -> str:
    if not isinstance(remedy, MorePeople):
        return ""
    fitting = [
        officer
        for officer in outside
        if remedy.others
        or (officer.leader and remedy.leaders + remedy.either + remedy.both)
        or (officer.expert and remedy.experts + remedy.either + remedy.both)
    ]
    if not fitting:
        return ""
    named = "、".join(f"{officer.name}〔{officer.reason}〕" for officer in fitting[:_NAMED_OFFICERS])
    more = f"等{len(fitting)}人" if len(fitting) > _NAMED_OFFICERS else ""
    return f"，例如让现在不在可抽之列的{named}{more}能够参加"


def _qualification_words(given: Qualify) -> str:
    kinds = (
        (given.leaders, "人确认组长资格"),
        (given.experts, "人登记与任务行业相符的专业"),
        (given.either, "人确认组长资格或登记专业"),
    )
    text = "、".join(f"中的{number}{words}" for number, words in kinds if number)
    fresh = f"，其中至少{given.fresh}人须是现在两种资格都没有的" if given.fresh else ""
    return f"{text}（须确实具备条件{fresh}）"


def _review_words(review: Review, names: Mapping[str, str]) -> str:
    """Name how many of how many, enterprise by enterprise, and one choice of them."""
    parts: list[str] = []
    for enterprise, away in list(review.recused.items())[:_NAMED_ENTERPRISES]:
        back = [pair.officer for pair in review.pairs if pair.enterprise == enterprise]
        example = "、".join(names.get(officer, officer) for officer in back)
        such = "" if len(back) == len(away) else f"{len(away)}人中"
        parts.append(f"“{names.get(enterprise, enterprise)}”回避的{such}至少{len(back)}人（如{example}）")
    left = len(review.recused) - len(parts)
    others = f"等{len(review.recused)}户" if left > 0 else ""
    return (
        f"重新核实回避登记，登记有误的予以更正：{'、'.join(parts)}{others}，共至少{len(review.pairs)}条"
        if len(review.recused) > 1
        else f"重新核实回避登记，登记有误的予以更正：{parts[0]}"
    )
