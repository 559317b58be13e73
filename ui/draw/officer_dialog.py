"""补抽: which officer drops out, or must stand aside from one enterprise; the successor is named by the rule, not here."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from services.draw.rows import DrawDetail, PlaceRow
from services.draw.seal_rows import PoolRow
from ui.draw.facts import officer_lines
from ui.draw.reason_dialog import Reason, ReasonDialog
from ui.messages import Messages
from ui.widgets.chooser import Chooser
from ui.widgets.form import Form

_MEANING = (
    "由号码次序中的下一名合格人员接替，不能指定人选。原人员、理由和批准人留在记录中；"
    "已经检查的对象不变。退出的人员在本次抽取中不再接受派发。"
)
_ALL = "退出本次抽取：其尚未检查的全部对象"


@dataclass(frozen=True, slots=True)
class OfficerReplacement:
    """Who is replaced; ``place_key`` None means everywhere."""

    officer_key: int
    place_key: int | None
    given: Reason


class OfficerDialog(ReasonDialog):
    """Asks for officer, extent, reason and approver."""

    def __init__(
        self,
        parent: QWidget | None,
        detail: DrawDetail,
        chosen: PlaceRow | None = None,
        messages: Messages | None = None,
    ) -> None:
        self._places = [place for place in detail.places if place.is_live]
        self.officer = Chooser[int](_officers(detail), none_text="请选择", can_type=True)
        self.extent = Chooser[int](none_text=_ALL)
        super().__init__(
            parent,
            "补抽检查人员",
            _MEANING,
            confirm="补抽接替人员",
            hint="如：工作调动；与该企业法定代表人有近亲属关系",
            messages=messages,
        )
        self.officer.currentIndexChanged.connect(self._offer_places)
        if chosen is not None:
            first = next((seat for seat in chosen.seats if seat.replaced_at is None), None)
            self.officer.set_value(first.officer_key if first is not None else None)
            self.extent.set_value(chosen.key)

    @classmethod
    def ask_replacement(
        cls, parent: QWidget | None, detail: DrawDetail, chosen: PlaceRow | None, messages: Messages
    ) -> OfficerReplacement | None:
        """Show the dialog; None when the user left."""
        dialog = cls(parent, detail, chosen, messages)
        return dialog.replacement() if dialog.exec() else None

    def replacement(self) -> OfficerReplacement:
        """Return what was filled in."""
        return OfficerReplacement(self.officer.value() or 0, self.extent.value(), self.given())

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by field."""
        missing = {} if self.officer.value() else {"officer": "请选择退出或须回避的检查人员。"}
        return missing | super().problems()

    def _add_fields(self, form: Form) -> None:
        self.officer.setMinimumWidth(280)
        form.add("officer", "检查人员", self.officer, is_required=True)
        form.add("extent", "范围", self.extent)

    def _offer_places(self) -> None:
        key = self.officer.value()
        mine = [place for place in self._places if key in _officer_keys(place)]
        self.extent.set_options([(place.key, f"只回避“{place.name}”") for place in mine])


def _officers(detail: DrawDetail) -> Sequence[tuple[int, str]]:
    return [
        (line.officer.officer_key, _officer_text(line.officer, line.load))
        for line in officer_lines(detail.pool, detail.loads)
        if line.load
    ]


def _officer_text(officer: PoolRow, load: int) -> str:
    return f"{officer.name}（{officer.certificate_number}），{load} 户"


def _officer_keys(place: PlaceRow) -> set[int]:
    return {seat.officer_key for seat in place.seats if seat.replaced_at is None}
