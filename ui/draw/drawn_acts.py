"""What the clerk may do with the draw on screen beside its four steps: void, 递补, 补抽, 委派, 启封, papers and proofs.

It only hands the draw on screen to the function of the act; which buttons are there is the business of the pages.
"""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from services.container import Services
from services.draw.rows import DrawDetail
from ui.desk import Desk
from ui.draw import actions, further_actions
from ui.draw.confirm_page import ConfirmPage
from ui.draw.evidence_dialog import EvidenceDialog
from ui.draw.frame_facts import mergeable
from ui.draw.loading import TaskView
from ui.draw.merge_actions import merge_visits, split_visit
from ui.draw.result_page import ResultPage
from ui.draw.seed_page import SeedPage


class DrawnActs(QObject):
    """Connects the pages of a sealed draw with the acts that are possible on it."""

    def __init__(
        self,
        desk: Desk,
        services: Services,
        page: QWidget,
        seed_page: SeedPage,
        result_page: ResultPage,
        confirm_page: ConfirmPage,
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._services = services
        self._page = page
        self._view: TaskView | None = None
        self._result_page = result_page
        seed_page.export_clicked.connect(self._export_frame)
        result_page.certificate_clicked.connect(self._ask_certificate)
        result_page.substitute_clicked.connect(self._substitute)
        result_page.officer_clicked.connect(self._replace_officer)
        result_page.merge_clicked.connect(self._merge)
        result_page.split_clicked.connect(self._split)
        result_page.appoint_clicked.connect(self._appoint)
        result_page.open_clicked.connect(self._open_assignment)
        result_page.evidence_clicked.connect(self._show_evidence)
        confirm_page.attendees_clicked.connect(self._ask_attendees)
        confirm_page.full_clicked.connect(partial(self._export, is_public=False))
        confirm_page.public_clicked.connect(partial(self._export, is_public=True))
        for each in (seed_page, result_page, confirm_page):
            each.void_clicked.connect(self._void)

    def show_view(self, view: TaskView) -> None:
        """Work on another draw from now on."""
        self._view = view

    def _void(self) -> None:
        if detail := self._detail:
            actions.void(self._desk, self._services, self._page, detail.row)

    def _substitute(self) -> None:
        chosen = self._result_page.chosen_places
        if (detail := self._detail) and chosen:
            actions.substitute(self._desk, self._services, self._page, detail.row, chosen)

    def _replace_officer(self) -> None:
        if detail := self._detail:
            chosen = self._result_page.chosen_places
            one = chosen[0] if len(chosen) == 1 else None
            actions.replace_officer(self._desk, self._services, self._page, detail, one)

    def _merge(self) -> None:
        if detail := self._detail:
            merge_visits(self._desk, self._services, mergeable(detail))

    def _split(self) -> None:
        for place in self._result_page.chosen_places:
            split_visit(self._desk, self._services, place)

    def _appoint(self) -> None:
        if detail := self._detail:
            chosen = self._result_page.chosen_places
            further_actions.appoint(self._desk, self._services, self._page, detail, chosen)

    def _open_assignment(self) -> None:
        if detail := self._detail:
            further_actions.open_assignment(self._desk, self._services, self._page, detail)

    def _show_evidence(self) -> None:
        if detail := self._detail:
            EvidenceDialog(self._page, self._desk, self._services, detail.row).exec()

    def _ask_attendees(self) -> None:
        if detail := self._detail:
            actions.ask_attendees(self._desk, self._services, self._page, detail)

    def _ask_certificate(self) -> None:
        if detail := self._detail:
            actions.ask_certificate(self._desk, self._services, detail.row)

    def _export(self, *, is_public: bool) -> None:
        if detail := self._detail:
            actions.export_certificate(self._desk, self._services, detail.row, is_public=is_public)

    def _export_frame(self) -> None:
        if detail := self._detail:
            actions.export_frame(self._desk, self._services, detail)

    @property
    def _detail(self) -> DrawDetail | None:
        return None if self._view is None else self._view.detail
