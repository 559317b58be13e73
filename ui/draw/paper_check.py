"""核对纸面编码: what a 校验码 or a certificate file leads to, computed again; runs on the database thread, knows no widget."""

from dataclasses import dataclass
from pathlib import Path

from models.errors import UserFacingError
from models.vocab import DrawStage
from services.container import Services
from services.draw.rows import DrawRow
from services.draw.verify import AGREES, VerifyOutcome, verify_any_copy
from ui.draw.facts import count_text
from ui.draw.loading import read_recheck


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What is said of a paper or a file: how it stands in one word and a sentence, and the lines of the check."""

    word: str
    tone: str
    sentence: str
    lines: tuple[str, ...] = ()
    row: DrawRow | None = None


def check_code(services: Services, text: str) -> PaperCheck:
    """Find the draw of a 校验码 and compute it again."""
    row = services.draws.find_by_digest(text)
    if row is None:
        return PaperCheck(
            "没有找到",
            "warn",
            "本机的数据库里没有这个校验码的抽取：可能是别的单位的，也可能是在恢复备份之后丢失的。",
        )
    detail = services.draws.get_draw(draw_key=row.key)
    about = f"{row.draw_code}　{row.task_name}。{row.title}，{row.stage.label}"
    if row.drawn_at is None:
        line = f"√ 第{detail.seal.number}号封存的名单和参数：与摘要一致"
        return PaperCheck("封存有效", "ok", f"{about}；还没有种子和结果。", (line,), row)
    checked = read_recheck(services, detail)
    result = f"{about}；{count_text(detail)}。"
    if row.stage is DrawStage.VOIDED:
        result += f"作废的理由：{row.void_reason}。"
    word, tone = ("复算一致", "ok") if checked.is_ok else ("复算不一致", "bad")
    if checked.is_ok and row.stage is DrawStage.VOIDED:
        word, tone = "已作废", "warn"
    return PaperCheck(word, tone, result, checked.lines, row)


def check_file(services: Services, path: Path) -> PaperCheck:
    """Verify a certificate file, and compare it with the draw in the database where it is one of this office."""
    outcome = verify_any_copy(path)
    if outcome.certificate is None:
        return PaperCheck("不能核验", "bad", outcome.lines[0])
    is_ok = outcome.exit_code == AGREES
    row = _own_draw(services, outcome)
    where = "是本机数据库里的抽取" if row is not None else "不在本机的数据库里"
    copy = "公告版" if outcome.is_public else "完整证书"
    sentence = f"{path.name}：{outcome.certificate['draw_code']} 的{copy}，{where}。"
    if row is not None and row.stage is DrawStage.VOIDED:
        sentence += "这次抽取后来已经作废。"
    if outcome.is_public and is_ok:
        sentence += "公告版不含名单，只能核对种子、户数和封存记录。"
    word, tone = ("一致", "ok") if is_ok else ("不一致", "bad")
    return PaperCheck(word, tone, sentence, outcome.lines, row)


def _own_draw(services: Services, outcome: VerifyOutcome) -> DrawRow | None:
    """Return the draw of this office with the same code and the same whole result digest."""
    certificate = outcome.certificate or {}
    try:
        row = services.draws.find_by_digest(certificate["result_digest"])
    except UserFacingError:
        return None  # an edited digest need not even look like one
    same = (certificate["draw_code"], certificate["result_digest"])
    return row if row is not None and (row.draw_code, row.result_digest) == same else None
