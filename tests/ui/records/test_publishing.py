"""Registering publications: channel, date, person and reference; one or several at once."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from models.tables.base import BEIJING
from models.vocab import PublicationChannel
from services.changes import Changes
from services.clock import SimulatedClock
from services.container import Services
from ui.desk import Desk
from ui.recorded_messages import RecordedMessages
from ui.records.publication_dialog import EACH_LEADER, PublicationDialog
from ui.records.step import Step
from ui.records.tab import RecordTab


@pytest.fixture
def publication_dialog(
    tab: RecordTab,
    desk: Desk,
    clock: SimulatedClock,
    record_keys: list[int],
    inspect: Callable[[list[int]], None],
    dialog: Callable[[type[PublicationDialog]], PublicationDialog],
) -> PublicationDialog:
    inspect(record_keys[:2])
    clock.move_to(datetime(2022, 6, 9, 9, 0, tzinfo=BEIJING))
    desk.operations.changed.emit(Changes.of("record"))
    tab.table.select_keys(record_keys[:3])
    tab.steps[Step.PUBLICATION].click()
    return dialog(PublicationDialog)


def people(dialog: PublicationDialog) -> list[str]:
    return [dialog.published_by.itemText(place) for place in range(dialog.published_by.count())]


def test_the_most_urgent_channel_comes_first_and_who_is_left_out_is_named(
    publication_dialog: PublicationDialog,
) -> None:
    draft = publication_dialog.draft()

    assert draft.channel is PublicationChannel.PORTAL
    assert (draft.published_on, draft.published_by) == (date(2022, 6, 9), "样例操作人")
    assert publication_dialog.summary == "登记 2 户检查结果的公示"
    assert publication_dialog.left_out_text == "还没有发检查通知书（1 户）：样例恒通制鞋厂"


def test_a_publication_without_a_reference_is_not_accepted(publication_dialog: PublicationDialog) -> None:
    publication_dialog.published_on.set_value(date(2022, 6, 7))

    publication_dialog.confirm_button.click()

    assert publication_dialog.isVisible()
    assert publication_dialog.problems.keys() == {"published_on", "reference"}


def test_a_publication_is_registered_for_all_at_once(
    publication_dialog: PublicationDialog, tab: RecordTab, messages: RecordedMessages
) -> None:
    publication_dialog.reference.setText("门户网站 2022 年第 6 号")

    publication_dialog.confirm_button.click()
    clocks = [row.clock(PublicationChannel.PORTAL) for row in tab.table.rows[:2]]

    assert [clock.done_on for clock in clocks if clock is not None] == [date(2022, 6, 9)] * 2
    assert messages.last.text == "已登记 2 户在单位门户网站和企业信用平台的公示"
    assert dict(tab.detail.lines())["门户公开"] == "2022-06-09 已办"


def test_in_the_credit_system_each_result_is_entered_by_its_own_officers(
    publication_dialog: PublicationDialog, services: Services, record_keys: list[int]
) -> None:
    publication_dialog.channel.set_value(PublicationChannel.CREDIT_SYSTEM)
    offered = people(publication_dialog)
    publication_dialog.reference.setText("GSXT-6")

    publication_dialog.confirm_button.click()
    published = [services.records.get_record(key).publications[0] for key in record_keys[:2]]

    assert offered == [EACH_LEADER]  # no officer of both
    assert [line.published_by for line in published] == ["样例甲", "样例丙"]


def test_a_single_result_offers_its_officers(
    tab: RecordTab,
    desk: Desk,
    record_keys: list[int],
    inspect: Callable[[list[int]], None],
    dialog: Callable[[type[PublicationDialog]], PublicationDialog],
) -> None:
    inspect(record_keys[:1])
    desk.operations.changed.emit(Changes.of("record"))
    tab.steps[Step.PUBLICATION].click()
    asked = dialog(PublicationDialog)

    asked.channel.set_value(PublicationChannel.CREDIT_SYSTEM)

    assert people(asked) == ["样例甲", "样例乙"]


def test_a_channel_that_is_done_leaves_its_rows_out(
    publication_dialog: PublicationDialog,
    tab: RecordTab,
    record_keys: list[int],
    dialog: Callable[[type[PublicationDialog]], PublicationDialog],
) -> None:
    publication_dialog.reference.setText("门户网站 2022 年第 6 号")
    publication_dialog.confirm_button.click()
    tab.table.select_keys(record_keys[:2])
    tab.steps[Step.PUBLICATION].click()
    again = dialog(PublicationDialog)
    first = again.channel.value()

    again.channel.set_value(PublicationChannel.PORTAL)

    assert first is PublicationChannel.CREDIT_SYSTEM
    assert not again.confirm_button.isEnabled()
    assert "该渠道已登记公示（2 户）" in again.left_out_text
