"""The page of a certificate is one fixed text around its JSON: same certificate, same bytes, and no way out of the page."""

import base64
import hashlib
import json
import re

import pytest

from models.rules.certificate import public_copy
from services.files.certificate_html import render_certificate_html
from tests.browser.certificates import sample


def data_of(page: str) -> str:
    [text] = re.findall(r'<script type="application/json" id="certificate">(.*?)</script>', page, re.S)
    return text


def test_the_page_holds_the_whole_certificate() -> None:
    certificate = sample()

    page = render_certificate_html(certificate).decode()

    assert json.loads(data_of(page)) == certificate


def test_the_same_certificate_gives_the_same_bytes_whatever_the_order_of_its_keys() -> None:
    certificate = sample()
    reread = json.loads(json.dumps(dict(reversed(certificate.items()))))

    assert render_certificate_html(reread) == render_certificate_html(certificate)


def test_two_certificates_differ_in_nothing_but_their_data() -> None:
    full, public = (render_certificate_html(each).decode() for each in (sample(), public_copy(sample())))

    assert full.replace(data_of(full), "") == public.replace(data_of(public), "")


def test_no_text_of_a_certificate_can_leave_its_place() -> None:
    page = render_certificate_html(sample(bureau="</script><!--<script>\u2028\u2029&"))

    assert data_of(page.decode()).count("<") == 0
    assert "\u2028" not in page.decode() and "\u2029" not in page.decode()


def test_the_policy_allows_exactly_the_page_s_own_style_and_scripts() -> None:
    page = render_certificate_html(sample()).decode()
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    inline = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.S)

    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]

    assert re.findall(r"'sha256-([^']*)'", policy) == hashes
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy


def test_the_page_names_no_address_and_loads_nothing() -> None:
    page = render_certificate_html(sample()).decode()

    assert not re.search(
        r"https?:|//[a-z]+\.|\bsrc=|\bhref=|@import|url\(|\bfetch\(|XMLHttp|\beval\(|import\(", page
    )


@pytest.mark.parametrize("value", [0.5, float("nan"), "\ud800"])
def test_a_value_that_has_no_canonical_text_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"integers|surrogates"):
        render_certificate_html({**sample(), "bureau": value})


def test_the_program_is_written_so_that_a_browser_of_2017_reads_it_and_can_say_what_it_lacks() -> None:
    page = render_certificate_html(sample()).decode()
    program = re.sub(r"//.*", "", page.rpartition("<script>")[2])

    assert not re.search(
        r"\?\.[\w(\[]|\?\?|\*\*|\b\d+n\b|\{ \.\.\.|catch \{|#\w+ =|\.at\(|replaceAll", program
    )
