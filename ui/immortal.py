"""A guard against a fault of PySide6 6.12.0 under Python 3.11 that ends the program after some minutes of use."""

import ctypes
import sys

_PLENTY = 1 << 40
_CONSTANTS = (None, True, False, NotImplemented, ...)


def make_constants_immortal() -> None:
    """Let None, True and False outlive what PySide6 takes from them.

    Its wheels give these constants away without counting the reference, as is right from Python 3.12 on, where they are
    immortal. In 3.11 each ``emit`` costs one of True's, many calls one of None's, until the interpreter aborts with
    "deallocating None". Here they get what 3.12 gives them: a count that does not run out.
    """
    if sys.version_info >= (3, 12):
        return
    for constant in _CONSTANTS:
        if sys.getrefcount(constant) < _PLENTY:
            ctypes.c_ssize_t.from_address(
                id(constant)
            ).value += _PLENTY  # the count is every object's first field
