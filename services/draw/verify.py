"""Verify an 抽取证书 for an auditor: one line per check, and the exit code. No database, no window."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import UnreadableFileError
from models.rules.certificate_reading import NotACertificateError
from models.rules.public_copy import check_public_copy, is_public_copy
from models.rules.verification import Check, verify
from services.draw.json_file import read_certificate_file

AGREES, DIFFERS, NOT_A_CERTIFICATE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class VerifyOutcome:
    """What ``main.py verify`` prints, and its exit code: 0 all agrees, 1 a difference, 2 not a certificate."""

    lines: tuple[str, ...]
    exit_code: int
    certificate: dict[str, Any] | None = None
    """The JSON object, None where the file is no certificate."""

    @property
    def is_public(self) -> bool:
        """Whether it is the 公告版, which has no list to repeat."""
        return is_public_copy(self.certificate)


def verify_certificate(path: Path) -> VerifyOutcome:
    """Repeat the draw of a certificate file; the lines end with the first difference."""
    try:
        certificate = read_certificate_file(path)
        return _outcome(certificate, verify(certificate))
    except (NotACertificateError, UnreadableFileError) as error:
        return VerifyOutcome((error.message,), NOT_A_CERTIFICATE)


def verify_any_copy(path: Path) -> VerifyOutcome:
    """Repeat the draw of a full certificate, or check what a 公告版 says against itself."""
    try:
        certificate = read_certificate_file(path)
        is_public = is_public_copy(certificate)
        return _outcome(certificate, check_public_copy(certificate) if is_public else verify(certificate))
    except (NotACertificateError, UnreadableFileError) as error:
        return VerifyOutcome((error.message,), NOT_A_CERTIFICATE)


def _outcome(certificate: dict[str, Any], checks: Sequence[Check]) -> VerifyOutcome:
    lines: list[str] = []
    for check in checks:
        lines.append(check.line)
        if not check.is_ok:
            return VerifyOutcome(tuple(lines), DIFFERS, certificate)
    return VerifyOutcome(tuple(lines), AGREES, certificate)
