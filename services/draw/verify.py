"""Verify an 抽取证书 for an auditor: one line per check, and the exit code. No database, no window."""

from dataclasses import dataclass
from pathlib import Path

from models.errors import UnreadableFileError
from models.rules.certificate_reading import NotACertificateError
from models.rules.verification import verify
from services.draw.json_file import read_certificate_file

AGREES, DIFFERS, NOT_A_CERTIFICATE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class VerifyOutcome:
    """What ``main.py verify`` prints, and its exit code: 0 all agrees, 1 a difference, 2 not a certificate."""

    lines: tuple[str, ...]
    exit_code: int


def verify_certificate(path: Path) -> VerifyOutcome:
    """Repeat the draw of a certificate file; the lines end with the first difference."""
    try:
        checks = verify(read_certificate_file(path))
    except (NotACertificateError, UnreadableFileError) as error:
        return VerifyOutcome((error.message,), NOT_A_CERTIFICATE)
    lines: list[str] = []
    for check in checks:
        lines.append(check.line)
        if not check.is_ok:
            return VerifyOutcome(tuple(lines), DIFFERS)
    return VerifyOutcome(tuple(lines), AGREES)
