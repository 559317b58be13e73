"""The 抽取证书 as one HTML page that repeats the draw in the visitor's browser (protocol, §8): no network, no clock.

The page is a fixed text around the certificate's JSON: whatever it shows is written by its own program from that JSON,
and a browser refuses a program or a style of which one byte was changed. The same certificate gives the same bytes.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from models.rules.tickets import canonical_json
from services.program import resource

# in this order: each file uses what stands before it
_PROGRAM = (
    "digest", "request", "objects", "officers", "standing", "record_checks", "checks",
    "elements", "sections", "lists", "lookup", "rule", "main",
)  # fmt: skip
# what could end the element that holds the JSON, or a line of an old script engine
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def render_certificate_html(certificate: Mapping[str, Any]) -> bytes:
    """Return the page of a certificate, the full one or its 公告版, as the JSON file says it.

    A value that canonical JSON cannot hold (a float, a lone surrogate) raises ValueError.
    """
    before, after = _fixed_parts()
    text = canonical_json(dict(certificate))
    return f"{before}{_UNSAFE.sub(_escaped, text)}{after}".encode()


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


@cache
def _fixed_parts() -> tuple[str, str]:
    """Return the page before and after its certificate."""
    style, old_browser = _source("page.css"), _source("old_browser.js")
    program = "".join(_source(f"{name}.js") for name in _PROGRAM)
    verifier = f'(function () {{\n"use strict";\n{program}}})();\n'
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(style)}",
            f"script-src {_hash(old_browser)} {_hash(verifier)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    before, after = _source("page.html").split("{certificate}")
    parts = {"{policy}": policy, "{style}": style, "{old_browser}": old_browser, "{verifier}": verifier}
    for place, text in parts.items():
        before, after = before.replace(place, text), after.replace(place, text)
    return before, after


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _source(name: str) -> str:
    """Read a part of the page; comments of scripts stay in it, for whoever reads the page's source."""
    return resource(f"draw/page/{name}").read_text("utf-8")
