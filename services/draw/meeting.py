"""抽取现场: where a draw is held and who is present, in which role; the minutes print it and they sign."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.draw import Draw, DrawAttendee
from models.vocab import DrawStage
from services.draw.rows import AttendeeRow


def store_meeting(session: Session, draw: Draw, meeting_place: str, attendees: Sequence[AttendeeRow]) -> None:
    """Replace what is written down of the meeting; refused once the list has been dispatched."""
    if draw.stage in (DrawStage.DISPATCHED, DrawStage.VOIDED):
        raise UserFacingError(f"抽取 {draw.draw_code} {draw.stage.label}，在场人员不能再改。")
    for place, attendee in enumerate(attendees, start=1):
        if not attendee.name.strip() or not attendee.role.strip():
            raise UserFacingError(f"在场人员第 {place} 行须填写姓名和身份。")
    draw.meeting_place = meeting_place.strip()
    session.execute(delete(DrawAttendee).where(DrawAttendee.draw_id == draw.id))
    session.add_all(
        DrawAttendee(
            draw_id=draw.id,
            position=position,
            name=attendee.name.strip(),
            role=attendee.role.strip(),
            unit=attendee.unit.strip(),
        )
        for position, attendee in enumerate(attendees)
    )
    session.flush()


def read_attendees(session: Session, draw: Draw) -> tuple[AttendeeRow, ...]:
    """Return who is written down as present, in order."""
    query = select(DrawAttendee).where(DrawAttendee.draw_id == draw.id).order_by(DrawAttendee.position)
    return tuple(AttendeeRow(row.name, row.role, row.unit) for row in session.scalars(query))
