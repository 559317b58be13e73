"""抽查比例 in exact decimals: a percentage is a text, and 达到 n% is a floor, so counts are rounded up.

Binary floats would make ⌈100 × 7 %⌉ an 8.
"""

from decimal import ROUND_CEILING, Decimal, InvalidOperation
from unicodedata import normalize


def parse_percent(text: str) -> Decimal | None:
    """Read a percentage such as ``15``, ``6.5%`` or ``６％``; None when it is not one between 0 and 100."""
    text = normalize("NFKC", text).strip().removesuffix("%").strip()
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value <= 100 and "e" not in text.lower() else None


def percent_text(value: Decimal) -> str:
    """Return the shortest decimal text, as the draw protocol wants it: ``15``, ``6.5``, ``0``."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def required_count(base: int, percent: Decimal) -> int:
    """Return ⌈base × percent / 100⌉ (R16): 860 × 6 % → 52."""
    return int((base * percent / 100).to_integral_value(rounding=ROUND_CEILING))
