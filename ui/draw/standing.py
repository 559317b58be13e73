"""How a draw stands, in the sentences above its lists: origin, 直接委派, 未启封, roster moved since the seal, voided."""

from models.vocab import DrawStage
from services.draw.rows import DrawDetail, DrawRow


def standing_texts(detail: DrawDetail) -> list[str]:
    """Return what is worth knowing of a draw that stands: origin, 直接委派, 未启封, roster changed since the seal."""
    texts: list[str] = []
    if detail.platform is not None:
        texts.append(
            f"对象由省平台抽取（平台任务号 {detail.platform.number}），本局只抽取检查人员；证书不证明对象的抽取。"
        )
    if detail.direct is not None:
        waiting = f"，还有 {detail.without_officers} 户没有检查人员" if detail.without_officers else ""
        texts.append(
            f"检查人员直接委派（{detail.direct.approved_by}批准：{detail.direct.reason}）{waiting}。"
        )
    if detail.unopened:
        texts.append(f"派人结果封存，还有 {detail.unopened} 户未启封；启封之前不显示谁去哪一户。")
    return [*texts, *changed_text(detail)]


def changed_text(detail: DrawDetail) -> list[str]:
    """Return that the roster changed after the seal and that the draw keeps to what was sealed."""
    is_open = detail.row.stage in (DrawStage.SEALED, DrawStage.DRAWN)
    if not detail.changed_since_seal or not is_open:
        return []
    return [f"封存后名录有 {detail.changed_since_seal} 户变动，本次抽取仍用封存的名单。"]


def void_text(row: DrawRow) -> str:
    """Return that and why a draw was voided, or an empty text."""
    if row.stage is not DrawStage.VOIDED or row.voided_at is None:
        return ""
    at = f"{row.voided_at:%Y-%m-%d %H:%M}"
    return f"本次抽取已于 {at} 作废：{row.void_reason}（{row.void_approved_by}批准）。以下只供查阅。"
