"""文号: （简称）应急X〔YYYY〕n号 for 执法文书, 代字〔YYYY〕n号 for letters; from 1 each year, never padded (domain, §5.1)."""

from models.vocab import PaperKind


def paper_number(
    kind: PaperKind, year: int, serial: int, *, prefix: str, notice_word: str, letter_prefix: str
) -> str:
    """Return the number of a paper; ``serial`` counts from 1 within its 文种 and year."""
    if serial < 1:
        raise ValueError("serials count from 1")
    series = f"{prefix}{notice_word}" if kind is PaperKind.NOTICE else letter_prefix
    return f"{series}〔{year}〕{serial}号"
