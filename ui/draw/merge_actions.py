"""综合查一次 on the draw screen: join the places that two tasks hold into one visit, or take that back."""

from collections.abc import Sequence
from functools import partial

from services.changes import Changes
from services.container import Services
from services.draw.rows import PlaceRow
from ui.desk import Desk

_NAMED = 8  # enterprises named in the question before 等


def merge_visits(desk: Desk, services: Services, places: Sequence[PlaceRow]) -> None:
    """Say which enterprises and ask, then join each with the first open place of another draw."""
    if not places:
        return
    named = "\n".join(f"{place.name}：与 {place.also_in[0].name} 合并" for place in places[:_NAMED])
    more = f"\n等 {len(places)} 户" if len(places) > _NAMED else ""
    agrees = desk.messages.confirm(
        f"把 {len(places)} 户与其他任务合并为一次检查？",
        detail=f"{named}{more}\n两项任务的检查人员同去一次，各自记录结果；年度频次只计一次。检查之前可以取消合并。",
        yes=f"合并 {len(places)} 户检查",
    )
    if agrees:
        desk.operations.change(
            partial(_merge_all, services, places),
            lambda _: desk.messages.toast(f"已把 {len(places)} 户合并为一次检查"),
        )


def split_visit(desk: Desk, services: Services, place: PlaceRow) -> None:
    """Ask, then let both tasks inspect the enterprise by themselves again."""
    agrees = desk.messages.confirm(
        f"取消“{place.name}”的合并检查？",
        detail=f"取消后，本次抽取与 {place.visit_with} 各检查一次，年度频次计两次。",
        yes="取消合并检查",
    )
    if agrees:
        desk.operations.change(
            partial(services.draws.split_visit, place_key=place.key),
            lambda _: desk.messages.toast(f"已取消“{place.name}”的合并检查"),
        )


def _merge_all(services: Services, places: Sequence[PlaceRow]) -> Changes:
    changes = Changes()
    for place in places:
        changes |= services.draws.merge_visits(place_key=place.key, with_place_key=place.also_in[0].place_key)
    return changes
