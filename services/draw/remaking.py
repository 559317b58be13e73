"""Make the PDF and the HTML page of a certificate again from its JSON file alone. No database, no window.

A certificate that does not agree with itself gets no paper: it would look true.
"""

from pathlib import Path

from models.errors import UnreadableFileError
from models.rules.certificate_reading import NotACertificateError
from models.rules.public_copy import check_public_copy, is_public_copy
from models.rules.verification import verify
from services.draw.json_file import read_certificate_file
from services.draw.verify import AGREES, DIFFERS, NOT_A_CERTIFICATE, VerifyOutcome
from services.files.certificate_copy import CertificateForm, render_certificate
from services.files.writing import write_file


def remake_certificate(path: Path, targets: dict[CertificateForm, Path]) -> VerifyOutcome:
    """Write the wanted files of a certificate or of its 公告版; the lines name them, or say why there are none."""
    try:
        certificate = read_certificate_file(path)
        checks = check_public_copy(certificate) if is_public_copy(certificate) else verify(certificate)
    except (NotACertificateError, UnreadableFileError) as error:
        return VerifyOutcome((error.message,), NOT_A_CERTIFICATE)
    fault = next((check for check in checks if not check.is_ok), None)
    if fault is not None:
        return VerifyOutcome(("证书前后不一致，没有生成文件：", fault.line), DIFFERS)
    made = {target: render_certificate(certificate, form) for form, target in targets.items()}
    for target, content in made.items():
        write_file(target, content)
    return VerifyOutcome(tuple(f"已生成 {target}" for target in made), AGREES)
