"""A real headless Chromium, driven by W3C WebDriver over its local port; nothing but the standard library is needed."""

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_MISSING = "没有找到 {}：网页证书须在真正的浏览器中检验。Debian：apt-get install chromium chromium-driver"
_ENTER = "\ue007"


class ChromiumMissingError(RuntimeError):
    """There is no Chromium or no chromedriver on this machine."""


class Chromium:
    """One window of a browser."""

    def __init__(self, address: str, session: str) -> None:
        """Hold an open session."""
        self._address = address
        self._session = session

    def open(self, path: Path) -> None:
        """Open a file of the disk, as a double click does."""
        self._ask("POST", "url", {"url": path.resolve().as_uri()})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page and return what it returns."""
        return self._ask("POST", "execute/sync", {"script": script, "args": list(arguments)})

    def wait_for(self, selector: str, seconds: float = 20) -> None:
        """Wait until an element is there; the page works in slices of its own."""
        until = time.monotonic() + seconds
        while not self.run("return document.querySelector(arguments[0]) !== null", selector):
            if time.monotonic() > until:
                raise TimeoutError(f"{selector} did not appear: {self.text('body')[:300]}")
            time.sleep(0.005)

    def text(self, selector: str) -> str:
        """Return the text of an element as it is seen."""
        return self.run("return document.querySelector(arguments[0]).innerText", selector)

    def type(self, selector: str, text: str) -> None:
        """Type into a field and press Enter."""
        found = self._ask("POST", "element", {"using": "css selector", "value": selector})
        self._ask("POST", f"element/{found[_ELEMENT]}/clear", {})
        self._ask("POST", f"element/{found[_ELEMENT]}/value", {"text": text + _ENTER})

    def click(self, selector: str) -> None:
        """Click an element."""
        found = self._ask("POST", "element", {"using": "css selector", "value": selector})
        self._ask("POST", f"element/{found[_ELEMENT]}/click", {})

    def print_pdf(self) -> bytes:
        """Print the page on A4 and return the PDF in base64, as the driver gives it."""
        return self._ask("POST", "print", {"page": {"width": 21.0, "height": 29.7}}).encode()

    @contextmanager
    def before_each_page(self, script: str) -> Generator[None]:
        """Run a script in every page before its own scripts, as long as the block lasts."""
        added = self._command("Page.addScriptToEvaluateOnNewDocument", source=script)
        try:
            yield
        finally:
            self._command("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])

    def _command(self, command: str, **parameters: Any) -> Any:
        return self._ask("POST", "goog/cdp/execute", {"cmd": command, "params": parameters})

    def _ask(self, method: str, path: str, body: dict[str, Any]) -> Any:
        return _request(method, f"{self._address}/session/{self._session}/{path}", body)


@contextmanager
def open_chromium() -> Generator[Chromium]:
    """Start chromedriver with one headless window; both end with the block."""
    browser, driver = _found("chromium", "chrome", "google-chrome"), _found("chromedriver")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(address)
        session = _request("POST", f"{address}/session", {"capabilities": {"alwaysMatch": _wanted(browser)}})
        try:
            yield Chromium(address, session["sessionId"])
        finally:
            _request("DELETE", f"{address}/session/{session['sessionId']}", None)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wanted(browser: str) -> dict[str, Any]:
    flags = [
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-extensions",
    ]
    return {
        "browserName": "chrome",
        "goog:chromeOptions": {"binary": browser, "args": [*flags, "--window-size=1000,900"]},
    }


def _found(*names: str) -> str:
    for name in names:
        path = shutil.which(name)
        if path is not None:
            return path
    raise ChromiumMissingError(_MISSING.format(names[0]))


def _wait_until_ready(address: str) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            if _request("GET", f"{address}/status", None)["ready"]:
                return
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
        time.sleep(0.02)


def _request(method: str, url: str, body: dict[str, Any] | None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        url, data=data, method=method, headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        with error:
            raise RuntimeError(f"{method} {url}: {error.read().decode(errors='replace')[:500]}") from None
