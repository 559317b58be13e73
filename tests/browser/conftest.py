"""One browser for a whole run, and a page that was opened from the disk and has come to its verdict."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from services.files.certificate_html import render_certificate_html
from tests.browser.chromium import Chromium, open_chromium

Show = Callable[[dict[str, Any] | bytes], Chromium]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def show(chromium: Chromium, tmp_path: Path) -> Show:
    """Open the page of a certificate, or a page as it stands, and wait for its verdict."""

    def open_page(page: dict[str, Any] | bytes) -> Chromium:
        path = tmp_path / "证书.html"
        path.write_bytes(page if isinstance(page, bytes) else render_certificate_html(page))
        chromium.open(path)
        chromium.wait_for("#verdict.agrees, #verdict.differs, #notice")
        return chromium

    return open_page
