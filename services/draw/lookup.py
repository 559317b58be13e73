"""核对纸面: from the 校验码 of a paper back to its draw.

Sixteen digits only find a draw; whether the paper tells the truth is seen when the draw is computed again.
"""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.errors import UserFacingError
from models.rules.short_digest import read_paper_code
from models.tables.draw import Draw, Seal

_DIGITS = 16


def find_draw(session: Session, office_id: int, text: str) -> Draw | None:
    """Return the draw whose result or sealed frame has these digits, the newest where several were sealed alike.

    A text that is no 校验码 raises UserFacingError; so does one that names a draw of the office with other digits.
    """
    code = read_paper_code(text)
    if code is None:
        raise UserFacingError(
            "这不是校验码：应为纸面上的16位数字和字母（如 A1B2-C3D4-E5F6-0718），或扫二维码。"
        )
    if code.paper_code:
        raise UserFacingError("这是检查文书上的二维码，不是抽取文书的，请到“检查记录”页查找这份文书。")
    prefix = code.short_digest.replace("-", "").lower()
    sealed_alike = select(Seal.draw_id).where(func.substr(Seal.frame_digest, 1, _DIGITS) == prefix)
    query = (
        select(Draw)
        .where(Draw.office_id == office_id)
        .where(or_(func.substr(Draw.result_digest, 1, _DIGITS) == prefix, Draw.id.in_(sealed_alike)))
        .options(selectinload(Draw.seals))
        .order_by(Draw.id.desc())
    )
    found = session.scalars(query).all()
    if not code.draw_code:
        return found[0] if found else None
    named = [draw for draw in found if draw.draw_code == code.draw_code]
    if named:
        return named[0]
    is_known = select(Draw.id).where(Draw.office_id == office_id, Draw.draw_code == code.draw_code)
    if session.scalars(is_known).first() is not None:
        raise UserFacingError(
            f"{code.draw_code} 是本单位的抽取，但校验码与名单、结果都不符：这张纸不是由入库的结果印出的，请报告监督人。"
        )
    return None
