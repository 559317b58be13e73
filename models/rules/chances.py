"""中签机会 in exact words: what the papers of a draw say to an enterprise that asks how likely it was (protocol, §6).

A fraction is always printed beside its percentage: only the fraction is exact.
"""

from decimal import ROUND_HALF_UP, Decimal

_SHOWN_DIGITS = 10


def chance_text(places: int, available: int) -> str:
    """Return the chance of every enterprise that may be drawn, ``places`` of ``available``: 18/852（2.11%）."""
    if not available:
        return "没有可抽的对象"
    return f"{places}/{available}（{_rounded(Decimal(100 * places) / available)}%）"


def share_text(in_town: int, places: int, available: int) -> str:
    """Return the share of a town before rounding: 120×18÷852≈2.54; a whole share is printed without decimals."""
    product = in_town * places
    if not available:
        return "0"
    if product % available == 0:
        return str(product // available)
    return f"{in_town}×{places}÷{available}≈{_rounded(Decimal(product) / available)}"


def shown_ticket(ticket: str) -> str:
    """Return a ticket at a length that can be read aloud: ``0.`` and ten digits; the certificate has all of them."""
    return ticket[: 2 + _SHOWN_DIGITS]


def _rounded(number: Decimal) -> str:
    """Return the number with two decimals; what is not nothing is never printed as nothing."""
    shown = number.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if shown == 0 and number > 0:
        return f"{number.quantize(Decimal('0.0001'), ROUND_HALF_UP)}"
    return f"{shown}"
