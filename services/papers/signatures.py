"""签名图: signatures that may be placed on papers, each added by hand for one person; a withdrawn one stays where it was used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import UserFacingError
from models.tables.officer import Officer
from models.tables.paper import SignatureImage
from models.vocab import OfficerStatus
from services.changes import Changes
from services.files.kept_file import read_kept_file
from services.files.signature_picture import Stroke, signature_from_picture, signature_from_strokes
from services.workplace import Workplace

_LONGEST_NAME = 50
_PICTURES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One signature; ``officer_key`` is None for a person who is no officer of the roster, such as a 负责人."""

    key: int
    person: str
    officer_key: int | None
    added_by: str
    added_at: datetime
    is_withdrawn: bool


class SignatureService:
    """Use cases of the signatures that ``PaperService.issue`` places by seat."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def list_signatures(self, *, with_withdrawn: bool = False) -> list[SignatureRow]:
        """Return the signatures by person, the newest of each first."""
        with self._workplace.database.reading() as session:
            query = (
                select(SignatureImage)
                .where(SignatureImage.office_id == self._workplace.office_id)
                .order_by(SignatureImage.person, SignatureImage.id.desc())
            )
            if not with_withdrawn:
                query = query.where(SignatureImage.withdrawn_at.is_(None))
            return [_row(image) for image in session.scalars(query)]

    def picture(self, signature_key: int) -> bytes:
        """Return a signature as PNG; raises UserFacingError when it is gone."""
        with self._workplace.database.reading() as session:
            return self._image(session, signature_key).png

    def add_picture(
        self, *, person: str, content: bytes, name: str = "签名图", officer_key: int | None = None
    ) -> Changes:
        """Keep the signature on a scan or photograph (PNG, JPEG); its paper becomes transparent.

        Raises UnreadableFileError, or UserFacingError without a name, without ink, or where the person has the same one.
        """
        return self._add(person, lambda: signature_from_picture(content, name), officer_key)

    def add_file(self, *, person: str, path: Path) -> Changes:
        """Keep the signature in a picture file; raises UnreadableFileError besides what ``add_picture`` raises."""
        file = read_kept_file(path, _PICTURES)
        return self.add_picture(person=person, content=file.content, name=file.name)

    def add_strokes(
        self, *, person: str, strokes: Sequence[Stroke], officer_key: int | None = None
    ) -> Changes:
        """Keep a signature that was drawn on screen; raises UserFacingError as ``add_picture`` does."""
        return self._add(person, lambda: signature_from_strokes(strokes), officer_key)

    def withdraw(self, signature_key: int) -> Changes:
        """Let a signature be placed no more; papers that bear it keep it."""
        workplace = self._workplace
        with workplace.database.transaction() as session:
            image = self._image(session, signature_key)
            if image.withdrawn_at is not None:
                raise UserFacingError(f"{image.person}的这张签名图已经停用。")
            image.withdrawn_at = workplace.clock.now()
            workplace.touch(image)
            workplace.log(
                session,
                action="停用",
                noun="signature",
                summary=f"停用{image.person}的签名图",
                record_uuid=image.uuid,
            )
        return Changes.of("signature", key=signature_key)

    def _add(self, person: str, make: Callable[[], bytes], officer_key: int | None) -> Changes:
        person = person.strip()
        if not person:
            raise UserFacingError("请填写签名人的姓名。")
        if len(person) > _LONGEST_NAME:
            raise UserFacingError(f"签名人的姓名超过 {_LONGEST_NAME} 个字，请改短。")
        png = make()
        digest = sha256(png).hexdigest()
        workplace = self._workplace
        with workplace.database.transaction() as session:
            if officer_key is None:
                officer_key = self._officer_named(session, person)
            elif session.get(Officer, officer_key) is None:
                raise UserFacingError(f"执法检查人员{person}已不在名录中，请刷新后重选。")
            same = select(SignatureImage.id).where(
                SignatureImage.office_id == workplace.office_id,
                SignatureImage.person == person,
                SignatureImage.digest == digest,
                SignatureImage.withdrawn_at.is_(None),
            )
            if session.scalars(same).first() is not None:
                raise UserFacingError(f"{person}已有同一张签名图，不必重复添加。")
            image = workplace.add(
                session,
                SignatureImage(
                    person=person,
                    officer_id=officer_key,
                    png=png,
                    digest=digest,
                    added_by=workplace.operator or "未署名",
                ),
            )
            session.flush()
            workplace.log(
                session,
                action="新增",
                noun="signature",
                summary=f"添加{person}的签名图",
                record_uuid=image.uuid,
                after={"digest": digest},
            )
            return Changes.of("signature", key=image.id)

    def _officer_named(self, session: Session, person: str) -> int | None:
        """Return the officer of that name, None where there is none or more than one."""
        query = select(Officer.id).where(
            Officer.office_id == self._workplace.office_id,
            Officer.name == person,
            Officer.status != OfficerStatus.LEFT,
        )
        found = session.scalars(query).all()
        return found[0] if len(found) == 1 else None

    def _image(self, session: Session, signature_key: int) -> SignatureImage:
        image = session.get(SignatureImage, signature_key)
        if image is None or image.office_id != self._workplace.office_id:
            raise UserFacingError("这张签名图已不存在，请刷新后重试。")
        return image


def _row(image: SignatureImage) -> SignatureRow:
    return SignatureRow(
        key=image.id,
        person=image.person,
        officer_key=image.officer_id,
        added_by=image.added_by,
        added_at=image.created_at,
        is_withdrawn=image.withdrawn_at is not None,
    )
