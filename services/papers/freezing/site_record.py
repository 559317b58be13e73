"""现场检查记录 from an inspection (F4): before the visit a form for this enterprise, after it with what was found (R46)."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from models.tables.inspection_record import InspectionRecord
from models.vocab import PaperKind
from services.files.blocks import chinese_date
from services.files.forms.site_record import Person, SiteRecordView, SiteRecordWording
from services.files.forms.site_record_entries import REFUSED
from services.files.wording import fill, lines_of, without_end_mark
from services.papers.facts import PaperFacts
from services.papers.freezing.obstacles import visit_obstacle
from services.papers.making import Making, RecordPaper


def _obstacle(facts: PaperFacts) -> str | None:
    keys = {officer.key for officer in facts.officers}
    if len(keys) < len(facts.officers):
        return "检查人员重复，现场检查记录须由两名不同的检查人员签名。"
    return visit_obstacle(facts, PaperKind.SITE_RECORD.label)


def _suggest(facts: PaperFacts) -> dict[str, str]:
    return {
        "place": facts.enterprise.work_address,
        "reason": f"“双随机、一公开”随机抽查（{facts.task.name}）",
    }


def _check(facts: PaperFacts, values: Mapping[str, str]) -> dict[str, str]:
    """A refusal to sign is put on record, with somebody or something that shows it (安全生产法 art. 68)."""
    del facts
    if values.get("signing", "") != REFUSED:
        return {}
    problems: dict[str, str] = {}
    if not values.get("refusal_note", "").strip():
        problems["refusal_note"] = "现场负责人拒绝签名的，请填写拒签情况说明。"
    if not values.get("witness", "").strip() and not values.get("recording", "").strip():
        problems["witness"] = "现场负责人拒绝签名的，请填写见证人或者拒签录音录像。"
    return problems


def _freeze(facts: PaperFacts, making: Making) -> SiteRecordView:
    entry, wording = making.entry, making.wording
    return SiteRecordView(
        bureau=facts.office.bureau_name,
        number=making.number,
        enterprise=facts.enterprise_line,
        post=entry.get("post", ""),
        place=entry.get("place", ""),
        time=_time(facts.record),
        officers=facts.officer_lines,
        reason=entry.get("reason", ""),
        manager=Person(
            name=entry.get("manager", ""),
            sex=entry.get("manager_sex", ""),
            identity_number=entry.get("manager_identity", ""),
            post=entry.get("manager_post", ""),
            phone=entry.get("manager_phone", ""),
        ),
        witness=Person(
            name=entry.get("witness", ""),
            phone=entry.get("witness_phone", ""),
            employer=entry.get("witness_employer", ""),
        ),
        expert=Person(name=entry.get("expert", ""), employer=entry.get("expert_employer", "")),
        recorder=entry.get("recorder", ""),
        situation=tuple(_situation(facts, wording, entry)),
        refusal=_refusal(wording, entry),
        issued_on=making.issued_on,
        mark=facts.mark,
        wording=wording,
        task_name=facts.task.name,
        form_set=making.form_set,
    )


def _situation(facts: PaperFacts, wording: SiteRecordWording, entry: Mapping[str, str]) -> Iterator[str]:
    """Yield the findings, numbered as the items, and what was typed besides."""
    titles = {item.id: item.title for item in facts.items}
    entered = [finding for finding in facts.record.findings if finding.result is not None]
    for number, finding in enumerate(entered, start=1):
        assert finding.result is not None
        named = {"检查事项": without_end_mark(titles[finding.item_id]), "检查结果": finding.result.label}
        told = f"{number}.{fill(wording.finding, named)}"
        problem, measure = _joined(finding.text), _joined(finding.measure)
        if problem:
            told += fill(wording.problem, {"问题": problem})
        if measure:
            told += fill(wording.measure, {"处理措施": measure})
        if finding.rectify_by is not None:
            told += fill(wording.due, {"完成期限": chinese_date(finding.rectify_by)})
        yield told
    yield from lines_of(entry.get("more", ""))


def _joined(text: str) -> str:
    return "；".join(without_end_mark(line) for line in lines_of(text))


def _refusal(wording: SiteRecordWording, entry: Mapping[str, str]) -> str:
    if entry.get("signing", "") != REFUSED:
        return ""
    note = without_end_mark(entry.get("refusal_note", ""))
    recording = entry.get("recording", "").strip()
    told = wording.refused + (f"{note}。" if note else "")
    return told + (fill(wording.recording, {"录音录像": recording}) if recording else "")


def _time(record: InspectionRecord) -> str:
    """Return 年月日时分 from and to; the second day is left out where it is the first."""
    first, last = record.inspected_from, record.inspected_to
    if first is None or last is None:
        return ""
    begin = f"{chinese_date(first.date())}{_clock(first)}"
    if first.date() == last.date():
        return f"{begin}至{_clock(last)}"
    day = f"{last.month}月{last.day}日" if first.year == last.year else chinese_date(last.date())
    return f"{begin}至{day}{_clock(last)}"


def _clock(moment: datetime) -> str:
    return f"{moment.hour}时{moment.minute:02d}分"


PAPER = RecordPaper(
    kind=PaperKind.SITE_RECORD, freeze=_freeze, obstacle=_obstacle, suggest=_suggest, check=_check
)
