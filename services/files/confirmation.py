"""抽取结果确认单: what the draw gave, signed by those who saw it (R36).

Reprinted after a 递补 it shows both: who was drawn, struck through, and who came in. What was drawn never vanishes.
"""

from dataclasses import dataclass
from functools import cache

from services.files.draw_lines import ResultLines, SealLine, TaskLines
from services.files.draw_paper import (
    Facts,
    PaperHead,
    Part,
    Signer,
    Signing,
    Text,
    two_lines,
)
from services.files.draw_parts import (
    chance_parts,
    change_parts,
    digest_lines,
    draw_wording,
    load_parts,
    moment_text,
    numbered_sections,
    place_grid,
    seed_parts,
    task_facts,
    void_parts,
)
from services.files.draw_sheet import render_draw_paper
from services.files.wording import fill, read_wording


@dataclass(frozen=True, slots=True)
class ConfirmationWording:
    """The fixed texts, ``resources/forms/confirmation.toml``."""

    title: str
    summary: str
    summary_platform: str
    attempts: str
    statement: str


@dataclass(frozen=True, slots=True)
class ConfirmationView:
    """All that one 确认单 says."""

    head: PaperHead
    ordinal: int
    task: TaskLines
    seal: SealLine
    result: ResultLines
    selectable: int
    signers: tuple[Signer, ...]


@cache
def confirmation_wording() -> ConfirmationWording:
    """Return the fixed texts the program comes with."""
    return read_wording(ConfirmationWording, "confirmation")


def render_confirmation(view: ConfirmationView) -> bytes:
    """Return the 确认单 as PDF."""
    return render_draw_paper(view.head, _parts(view))


def _parts(view: ConfirmationView) -> list[Part]:
    wording, result, task = confirmation_wording(), view.result, view.task
    has_classes = len(result.groups) > 1
    named = {"抽取编号": view.head.draw_code, "校验码": view.head.short_digest}
    return [
        Text(_summary(view)),
        *numbered_sections(
            [
                ("抽取结果", (place_grid(result, has_classes=has_classes), Text(draw_wording().tickets))),
                ("检查人员工作量", load_parts(result) if result.officers else ()),
                ("递补和补抽", change_parts(result.changes)),
                ("名额和机会", chance_parts(task, result.groups, result.quotas)),
                ("种子", seed_parts(result, view.seal.seed_rule)),
                ("封存和指纹", (_digests(view),)),
                ("抽查任务", (task_facts(task),)),
                ("此前作废的抽取", void_parts(result.voided)),
            ]
        ),
        Signing(fill(wording.statement, named), view.signers),
    ]


def _summary(view: ConfirmationView) -> str:
    wording, result = confirmation_wording(), view.result
    codes = "、".join(str(line.draw_code.rpartition("-")[2]) for line in result.voided)
    attempts = fill(wording.attempts, {"作废次序": codes}) if codes else ""
    template = wording.summary_platform if view.task.platform else wording.summary
    return fill(
        template,
        {
            "抽取时间": moment_text(result.drawn_at),
            "可抽户数": str(view.selectable),
            "抽中户数": str(result.sampled),
            "必查户数": str(result.given),
            "合计户数": str(result.sampled + result.given),
            "作废说明": attempts,
        },
    )


def _digests(view: ConfirmationView) -> Facts:
    return Facts(
        (
            ("封存", f"第{view.seal.number}号，{moment_text(view.seal.sealed_at)}"),
            *digest_lines(view.seal),
            ("结果指纹\n（SHA-256）", two_lines(view.result.result_digest)),
        )
    )
