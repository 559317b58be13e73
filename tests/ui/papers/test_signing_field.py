"""The seats of a form are signed by hand unless a signature is chosen."""

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from models.tables.base import BEIJING
from services.papers.signatures import SignatureRow
from ui.papers.signing_field import SigningField

AT = datetime(2022, 5, 25, tzinfo=BEIJING)
ROWS = [
    SignatureRow(1, "样例甲", None, "样例操作人", AT, is_withdrawn=False),
    SignatureRow(2, "样例乙", None, "样例操作人", AT, is_withdrawn=True),
]


@pytest.fixture
def field(qtbot: QtBot) -> SigningField:
    field = SigningField()
    qtbot.addWidget(field)
    field.show()
    return field


def test_everybody_signs_by_hand_unless_a_signature_is_chosen(field: SigningField) -> None:
    field.offer(["检查人员1", "审核人"], ROWS)
    before = field.value()

    field.choosers["审核人"].set_value(1)

    assert before == {}
    assert field.value() == {"审核人": 1}


def test_a_withdrawn_signature_is_not_offered(field: SigningField) -> None:
    field.offer(["审核人"], ROWS)

    chooser = field.choosers["审核人"]
    assert [chooser.itemText(place) for place in range(chooser.count())] == ["手签", "样例甲"]


@pytest.mark.parametrize(("seats", "rows"), [([], ROWS), (["审核人"], ROWS[1:])])
def test_the_field_hides_where_there_is_nothing_to_choose(
    field: SigningField, seats: list[str], rows: list[SignatureRow]
) -> None:
    field.offer(["审核人"], ROWS)

    field.offer(seats, rows)

    assert field.isHidden()
    assert field.value() == {}
