"""Make the PDF and the HTML page of a certificate again from its JSON file alone. No database, no window.

A certificate that does not agree with itself gets no paper: it would look true.
"""

from pathlib import Path

from services.draw.verify import AGREES, DIFFERS, VerifyOutcome, verify_any_copy
from services.files.certificate_copy import CertificateForm, render_certificate
from services.files.writing import write_file


def remake_certificate(path: Path, targets: dict[CertificateForm, Path]) -> VerifyOutcome:
    """Write the wanted files of a certificate or of its 公告版; the lines name them, or say why there are none."""
    found = verify_any_copy(path)
    if found.certificate is None:
        return found
    if found.exit_code != AGREES:
        return VerifyOutcome(("证书前后不一致，没有生成文件：", found.lines[-1]), DIFFERS)
    made = {target: render_certificate(found.certificate, form) for form, target in targets.items()}
    for target, content in made.items():
        write_file(target, content)
    return VerifyOutcome(tuple(f"已生成 {target}" for target in made), AGREES)
