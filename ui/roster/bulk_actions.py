"""What the buttons 批量修改 and 名录体检 do: open their dialog over the list, and say what came of it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from services.container import Services
from services.office.rows import TownRow
from services.roster.enterprise_rows import EnterpriseWords
from ui.desk import Desk
from ui.roster.bulk_dialog import BulkEditDialog, BulkScope, say_edited
from ui.roster.bulk_values import value_forms
from ui.roster.cleanup_dialog import CleanupDialog


def bulk_scopes(chosen: Sequence[int], shown: Sequence[int], *, is_filtered: bool) -> list[BulkScope]:
    """Return what may be changed: the selected records where there are several, all on screen, the one in use."""
    return [
        BulkScope(f"{title} {len(keys):,} 户", partial(tuple, keys))
        for title, keys in (
            ("所选", chosen if len(chosen) > 1 else ()),
            ("筛选出的" if is_filtered else "全部", shown),
            ("当前", chosen if len(chosen) == 1 else ()),
        )
        if len(keys)
    ]


def open_bulk_edit(
    parent: QWidget,
    desk: Desk,
    services: Services,
    *,
    scopes: Sequence[BulkScope],
    towns: Sequence[TownRow],
    words: EnterpriseWords,
) -> BulkEditDialog:
    """Open the dialog for these records; the first scope is the one that is taken at first."""
    forms = value_forms(towns, words, services.workplace.clock.today())
    dialog = BulkEditDialog(parent, desk, services, scopes, forms)
    dialog.edited.connect(partial(say_edited, desk, services))
    dialog.open()
    return dialog


def open_cleanup(
    parent: QWidget, desk: Desk, services: Services, show_record: Callable[[int], object]
) -> CleanupDialog:
    """Open 名录体检 and look through the register at once."""
    dialog = CleanupDialog(parent, desk, services)
    dialog.opened.connect(show_record)
    dialog.open()
    dialog.examine()
    return dialog
