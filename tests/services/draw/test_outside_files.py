"""A certificate that comes from outside may be anything: each kind of wrong gets its own sentence, and no paper."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from models.rules.certificate import public_copy
from services.draw.json_file import LARGEST_MB
from services.draw.remaking import remake_certificate
from services.draw.verify import AGREES, DIFFERS, NOT_A_CERTIFICATE, verify_certificate
from services.files.certificate_copy import CertificateForm, certificate_text, render_certificate
from tests.browser.certificates import Certificate, sample, signed

MB = 1024 * 1024
TEXT = certificate_text(sample())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "证书.json"


def refusals(file: Path) -> set[str]:
    """Return what verify and certificate say of a file that is none; both end with 2 and nothing is written."""
    pdf = file.with_suffix(".pdf")
    outcomes = (verify_certificate(file), remake_certificate(file, {CertificateForm.PDF: pdf}))
    assert {outcome.exit_code for outcome in outcomes} == {NOT_A_CERTIFICATE}
    assert {len(outcome.lines) for outcome in outcomes} == {1}
    assert not pdf.exists()
    return {outcome.lines[0] for outcome in outcomes}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空的"),
        (b" \n\t", "是空的"),
        (b"\xef\xbb\xbf", "是空的"),
        (b"%PDF-1.7 ...", "是PDF，核验要用证书的 JSON 文件"),
        (b"\n<!DOCTYPE html><html>", "是网页，核验要用证书的 JSON 文件"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "没有“protocol”一项"),
        ("样例".encode("gb18030"), "没有“protocol”一项"),
        ('{"protocol": "样例"}'.encode("gb18030"), "不是 UTF-8 编码的 JSON 文件"),
        (TEXT.encode("utf-16"), "不是 UTF-8 编码的 JSON 文件"),
        (b'"protocol"', "不是抽取证书"),
        (b'["protocol"]', "不是抽取证书"),
        (b'{"protocol": {}}', "不是本规程"),
        (b'{"protocol": "ssj-draw/2"}', "按规程 ssj-draw/2 制作，本程序只会核验 ssj-draw/1"),
        (b'{"protocol": "ssj-draw/1"}', "不是完整的抽取证书"),
        (b'{"protocol": "ssj-draw/1", "copy": "public"}', "公告版"),
        (b'{"protocol": "ssj-draw/1", "protocol": "ssj-draw/1"}', "两次写了“protocol”"),
        (b'{"protocol": NaN}', "不是 UTF-8 编码的 JSON 文件"),
        (b'{"protocol": [' * 100_000, "不是 UTF-8 编码的 JSON 文件"),
        (b'{"protocol": ' + b"9" * 5000 + b"}", "不是 UTF-8 编码的 JSON 文件"),
        (b'{"protocol" "ssj-draw/1", "x": [1, 2, 3]}', "第 1 行写法有误"),
    ],
)
def test_what_is_no_certificate_is_said_in_one_sentence(file: Path, content: bytes, sentence: str) -> None:
    file.write_bytes(content)

    assert [sentence in line for line in refusals(file)] == [True] * len(refusals(file))


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.8, 0.999])
def test_a_certificate_cut_anywhere_is_said_to_be_cut(file: Path, share: float) -> None:
    whole = TEXT.rstrip().encode()
    start = int(len(whole) * share)
    for end in range(start, min(start + 60, len(whole) - 1)):
        file.write_bytes(whole[:end])

        [line] = refusals(file)

        assert "不完整" in line or "没有“protocol”一项" in line


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(file: Path) -> None:
    with file.open("wb") as out:
        out.write(b'{"protocol": "ssj-draw/1", "frame": [')
        out.truncate(50 * MB)
    tracemalloc.start()

    lines = refusals(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert lines == {f"文件“{file}”有 50 MB，抽取证书不会超过 {LARGEST_MB} MB，没有读取。"}
    assert peak < MB


def test_a_large_file_that_is_no_certificate_is_not_parsed(file: Path) -> None:
    file.write_bytes(b"[" + b"{}," * (6 * MB) + b"{}]")
    tracemalloc.start()

    [line] = refusals(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "没有“protocol”一项" in line
    assert peak < 40 * MB


def test_a_folder_and_a_missing_file_are_said(tmp_path: Path) -> None:
    assert "无法读取" in verify_certificate(tmp_path).lines[0]
    assert "找不到文件" in verify_certificate(tmp_path / "没有.json").lines[0]


def edited(**more: Any) -> Certificate:
    return signed({**sample(), **more})


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        (edited(seed="1" * 20), "种子由各项来源依次组成：应为"),
        (edited(sampled=[]), "抽中名单：应为 第1项"),
        ({**sample(), "bureau": "别的局"}, "证书全文摘要：应为"),
    ],
)
def test_an_edited_certificate_is_refused_with_the_first_difference_and_no_paper(
    file: Path, certificate: Certificate, words: str
) -> None:
    file.write_text(certificate_text(certificate), encoding="utf-8")
    html = file.with_suffix(".html")

    made = remake_certificate(file, {CertificateForm.HTML: html})
    verified = verify_certificate(file)

    assert made.exit_code == verified.exit_code == DIFFERS
    assert made.lines[0] == "证书前后不一致，没有生成文件："
    assert made.lines[-1] == verified.lines[-1]
    assert words in made.lines[-1]
    assert not html.exists()


def test_both_papers_are_made_again_byte_by_byte(file: Path) -> None:
    certificate = sample()
    file.write_text(json.dumps(dict(reversed(certificate.items()))), encoding="utf-8")
    targets = {form: file.with_suffix(form.value) for form in (CertificateForm.PDF, CertificateForm.HTML)}

    outcome = remake_certificate(file, targets)

    assert outcome.exit_code == AGREES
    assert outcome.lines == tuple(f"已生成 {path}" for path in targets.values())
    for form, path in targets.items():
        assert path.read_bytes() == render_certificate(certificate, form)


def test_the_public_copy_is_checked_against_itself_and_made_again(file: Path) -> None:
    public = public_copy(sample())
    file.write_text(certificate_text(public), encoding="utf-8")
    pdf = file.with_suffix(".pdf")

    outcome = remake_certificate(file, {CertificateForm.PDF: pdf})

    assert outcome.exit_code == AGREES
    assert pdf.read_bytes() == render_certificate(public, CertificateForm.PDF)
