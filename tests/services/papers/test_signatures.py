"""Signatures that are placed on papers: added by hand, placed by seat where asked, kept on what bears them."""

from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from models.errors import UserFacingError
from models.tables.office import OperationLog
from models.vocab import FormSet, PaperKind, Seat
from services.container import Services
from services.files.blocks import Field, FieldLine, Together
from services.files.forms.catalogue import FORMS
from services.files.forms.form import Form
from services.files.forms.parts import SeatSignature
from services.files.frozen_view import view_from_json, view_to_json
from services.files.signature_picture import signature_from_strokes
from services.papers.signing import seats_of, signed
from services.records.rows import RecordOfficerRow
from tests.services.records.building import add_officers

STROKES = [[(0.0, 0.0), (40.0, 12.0), (80.0, 3.0)], [(30.0, 30.0), (60.0, 5.0)]]
OTHER = [[(0.0, 0.0), (10.0, 90.0)]]


OFFICERS = [
    RecordOfficerRow(91, "样例甲", "16030700001", "执法大队", Seat.LEADER),
    RecordOfficerRow(92, "样例乙", "16030700002", "执法大队", Seat.MEMBER),
]


@dataclass(frozen=True)
class SignedView:
    number: str
    mark: str = ""
    signatures: tuple[SeatSignature, ...] = ()


@dataclass(frozen=True)
class UnsignedView:
    number: str


def add(services: Services, person: str = "样例甲") -> int:
    key = services.signatures.add_strokes(person=person, strokes=STROKES).key
    assert key is not None
    return key


def test_a_signature_is_kept_for_its_person(services: Services) -> None:
    officer = add_officers(services)[0]

    services.signatures.add_strokes(person=" 样例甲 ", strokes=STROKES, officer_key=officer)

    [row] = services.signatures.list_signatures()
    assert (row.person, row.officer_key, row.added_by, row.is_withdrawn) == (
        "样例甲",
        officer,
        "样例操作人",
        False,
    )
    assert services.signatures.picture(row.key).startswith(b"\x89PNG")


def test_adding_and_withdrawing_are_logged(services: Services) -> None:
    services.signatures.withdraw(add(services))

    with services.workplace.database.reading() as session:
        query = select(OperationLog.summary).where(OperationLog.noun == "signature").order_by(OperationLog.id)
        assert list(session.scalars(query)) == ["添加样例甲的签名图", "停用样例甲的签名图"]


@pytest.mark.parametrize(
    ("person", "sentence"),
    [(" ", "请填写签名人的姓名"), ("甲" * 51, "超过 50 个字"), ("样例甲", "已有同一张")],
)
def test_a_signature_without_a_person_or_twice_is_refused(
    services: Services, person: str, sentence: str
) -> None:
    add(services)

    with pytest.raises(UserFacingError, match=sentence):
        services.signatures.add_strokes(person=person, strokes=STROKES)

    assert len(services.signatures.list_signatures()) == 1


def test_an_officer_who_is_gone_is_told(services: Services) -> None:
    with pytest.raises(UserFacingError, match="执法检查人员样例甲已不在名录中"):
        services.signatures.add_strokes(person="样例甲", strokes=STROKES, officer_key=999)


def test_a_withdrawn_signature_is_listed_no_more_and_may_be_added_again(services: Services) -> None:
    key = add(services)
    services.signatures.withdraw(key)

    with pytest.raises(UserFacingError, match="已经停用"):
        services.signatures.withdraw(key)
    again = add(services)

    assert [row.key for row in services.signatures.list_signatures()] == [again]
    assert len(services.signatures.list_signatures(with_withdrawn=True)) == 2


def test_a_signature_that_is_gone_is_told(services: Services) -> None:
    with pytest.raises(UserFacingError, match="已不存在"):
        services.signatures.picture(999)


def test_signatures_go_into_the_frozen_view_by_seat(services: Services) -> None:
    first, second = add(services), add(services, "样例乙")
    seats = {"检查人员2": second, "检查人员1": first}

    with services.workplace.database.reading() as session:
        view = signed(session, services.workplace, SignedView("1号"), seats, OFFICERS)

    assert [one.seat for one in view.signatures] == ["检查人员1", "检查人员2"]
    assert b64decode(view.signatures[0].png) == services.signatures.picture(first)
    assert view_from_json(SignedView, view_to_json(view)) == view


def test_nobody_signs_unless_asked(services: Services) -> None:
    add(services)
    view = SignedView("1号")

    with services.workplace.database.reading() as session:
        assert signed(session, services.workplace, view, {}) is view


def test_what_cannot_be_placed_is_refused(services: Services) -> None:
    key = add(services)
    services.signatures.withdraw(key)

    with services.workplace.database.reading() as session:
        with pytest.raises(UserFacingError, match="样例甲的签名图已停用，不能再放到“检查人员1”处"):
            signed(session, services.workplace, SignedView("1号"), {"检查人员1": key})
        with pytest.raises(UserFacingError, match="已不存在"):
            signed(session, services.workplace, SignedView("1号"), {"检查人员1": 999})
        with pytest.raises(UserFacingError, match="没有放置签名图的位置"):
            signed(session, services.workplace, UnsignedView("1号"), {"检查人员1": key})


@pytest.mark.parametrize(
    ("seat", "sentence"), [("检查人员2", "“检查人员2”是样例乙"), ("检查人员3", "没有人")]
)
def test_the_seat_of_an_officer_takes_nobody_elses_signature(
    services: Services, seat: str, sentence: str
) -> None:
    key = add(services)

    with (
        services.workplace.database.reading() as session,
        pytest.raises(UserFacingError, match=f"{sentence}.*不能放置样例甲的签名图"),
    ):
        signed(session, services.workplace, SignedView("1号"), {seat: key}, OFFICERS)


def test_a_signature_is_that_of_the_officer_of_the_name(services: Services) -> None:
    officers = add_officers(services, ["样例甲", "样例乙", "样例乙"])

    add(services, "样例甲")
    add(services, "样例乙")

    assert [row.officer_key for row in services.signatures.list_signatures()] == [None, officers[0]]


def test_a_signature_is_added_from_a_file(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "签名.png"
    path.write_bytes(signature_from_strokes(STROKES))

    services.signatures.add_file(person="样例甲", path=path)

    assert len(services.signatures.list_signatures()) == 1
    with pytest.raises(UserFacingError, match="格式不能留存"):
        services.signatures.add_file(person="样例甲", path=tmp_path / "签名.gif")


def test_only_seats_of_the_office_are_offered() -> None:
    form = Form(
        kind=PaperKind.NOTICE,
        view=SignedView,
        wording=FORMS[PaperKind.NOTICE].wording,
        wordings={FormSet.EMERGENCY: "notice"},
        blocks=lambda view: [
            FieldLine((Field("检查人员", seat="检查人员1"), Field("负责人", seat="负责人"))),
            Together((FieldLine((Field("审核人", seat="审核人"),)),)),
        ],
        sample=lambda wording: SignedView("1号"),
        blank=lambda wording: SignedView(""),
    )

    assert seats_of(form) == ("检查人员1", "审核人")
