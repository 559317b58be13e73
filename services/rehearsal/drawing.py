"""One draw of a rehearsal from the seal to the dispatch, the seed given as a text and said to be no public one."""

from models.rules.seed import Contribution, SeedRule
from models.vocab import SeedSource
from services.container import Services
from services.draw.rows import AttendeeRow

OPERATOR = "样例操作人"
SUPERVISOR = "样例监督人"
_PRESENT = (
    AttendeeRow("样例主持人", "主持人", "政策法规科"),
    AttendeeRow("样例见证人", "见证人", "样例企业代表"),
)


def rehearse_draw(services: Services, *, task_key: int, seed: str) -> int:
    """Seal a task, draw with a seed of its own, hold the meeting, dispatch; return the key of the draw.

    Raises NothingToDrawError where the task has no enterprise.
    """
    draws = services.draws
    sealed = draws.seal(
        task_key=task_key,
        operator=OPERATOR,
        supervisor=SUPERVISOR,
        seed_rule=SeedRule(SeedSource.COMMAND),
    )
    draw_key = sealed.key or 0
    text = f"{seed} {draws.get_draw(draw_key=draw_key).row.draw_code}"  # a seed is used once
    draws.draw(draw_key=draw_key, contributions=[Contribution(SeedSource.COMMAND.label, text)])
    draws.set_meeting(draw_key=draw_key, meeting_place="样例会议室", attendees=_PRESENT)
    draws.dispatch(draw_key=draw_key)
    return draw_key
