"""The plan of the sample district: the two tasks of the annex to 偃应急〔2022〕17号, word for word."""

from datetime import date

from models.rules.scope import Scope
from models.vocab import DrawMethod, Hazard, Industry, OfficerMode
from services.plan.rows import TaskDraft

YEAR = 2022
DOCUMENT_NUMBER = "偃应急〔2022〕17号"
APPROVED_ON = date(2022, 5, 25)

_SUBJECT = "金属冶炼等工矿商贸单位安全生产的随机抽查"
_KEY_HAZARDS = frozenset({Hazard.METAL_SMELTING, Hazard.AMMONIA})


def sample_tasks(items: frozenset[int]) -> tuple[TaskDraft, TaskDraft]:
    """Return the two tasks; ``items`` are the keys of the inspection items that both check."""
    first = TaskDraft(
        subject=_SUBJECT,
        name="金属冶炼、涉氨制冷等重点监管工贸行业随机抽查",
        target="金属冶炼、涉氨制冷等工贸企业",
        scope=Scope(hazards=_KEY_HAZARDS),
        ratio="15",
        starts_on=date(YEAR, 5, 1),
        ends_on=date(YEAR, 12, 31),
        method=DrawMethod.DIRECTED,
        officer_mode=OfficerMode.TEAMS,
        teams=2,
        items=items,
    )
    second = TaskDraft(
        subject=_SUBJECT,
        name="机械、轻工、纺织、建材等工贸行业随机抽查",
        target="机械、轻工、纺织、建材等工贸企业",
        scope=Scope(
            industries=frozenset(
                {Industry.MACHINERY, Industry.LIGHT, Industry.TEXTILE, Industry.BUILDING_MATERIALS}
            ),
            without_hazards=_KEY_HAZARDS,
        ),
        ratio="6",
        starts_on=date(YEAR, 5, 1),
        ends_on=date(YEAR, 12, 31),
        method=DrawMethod.STRATIFIED,
        officer_mode=OfficerMode.EACH,
        batches=3,
        items=items,
    )
    return first, second
