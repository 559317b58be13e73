"""The forms in which an 抽取证书 goes out: the JSON file, and the PDF and the HTML page made from it alone."""

import json
from collections.abc import Mapping
from enum import Enum
from typing import Any


class CertificateForm(Enum):
    """One kind of file; its value is the suffix."""

    JSON = ".json"
    PDF = ".pdf"
    HTML = ".html"


def certificate_text(certificate: Mapping[str, Any]) -> str:
    """Return the text of the JSON file."""
    return json.dumps(certificate, ensure_ascii=False, indent=1) + "\n"


def render_certificate(certificate: Mapping[str, Any], form: CertificateForm) -> bytes:
    """Return the file of a certificate, the full one or its 公告版; the same JSON gives the same bytes."""
    if form is CertificateForm.PDF:
        from services.files.certificate_pdf import (
            render_certificate_pdf,
        )  # deferred: reportlab is slow to load

        return render_certificate_pdf(certificate)
    if form is CertificateForm.HTML:
        from services.files.certificate_html import render_certificate_html

        return render_certificate_html(certificate)
    return certificate_text(certificate).encode()
