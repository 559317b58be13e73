"""The page repeats a draw in a real browser: it agrees with what the program says, and finds what was changed."""

import base64
import io
import random
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from models.rules.certificate import public_copy
from models.rules.verification import verify
from models.vocab import OfficerMode
from services.files.certificate_html import render_certificate_html
from tests.browser.certificates import (
    CASES,
    Certificate,
    certificate_of_case,
    code_of,
    issue,
    random_request,
    sample,
    signed,
)
from tests.browser.chromium import Chromium, ChromiumMissingError, open_chromium
from tests.browser.conftest import Show

_CHECKS = """return Array.from(document.querySelectorAll("#checks > li"), (item) => [
    item.dataset.check, item.className === "agrees",
    ...Array.from(item.querySelectorAll("dd"), (value) => value.textContent)])"""


def checks_of(page: Chromium) -> list[list[Any]]:
    """Return (name, agrees, expected, found) of every step but the last, which is about the page's own text."""
    checks = page.run(_CHECKS)
    assert checks[-1][0] == "writing"
    return checks[:-1]


def verified(certificate: Certificate) -> list[list[Any]]:
    """Return the same of the program's own verification."""
    return [
        [check.name, check.is_ok, *([] if check.is_ok else [check.expected, check.found])]
        for check in verify(certificate)
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_published_case_is_repeated_in_the_browser(show: Show, case: dict[str, Any]) -> None:
    certificate = certificate_of_case(case)

    page = show(certificate)

    assert certificate["sampled"] == case["expected"]["sampled"]
    assert page.text("#verdict").startswith("全部一致"), page.text("#verdict")
    assert checks_of(page) == verified(certificate)


@pytest.mark.parametrize("number", range(10))
def test_a_draw_of_any_shape_is_repeated_with_its_substitutions(show: Show, number: int) -> None:
    certificate = issue(random_request(number), lines=3)

    page = show(certificate)

    assert page.text("#verdict").startswith("全部一致"), page.text("#verdict")
    assert checks_of(page) == verified(certificate)


def at(*path: str | int) -> Callable[[Certificate, Any], None]:
    def put(certificate: Certificate, value: Any) -> None:
        inner: Any = certificate
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value

    return put


TAMPERINGS: list[tuple[Callable[[Certificate, Any], None], Any, str]] = [
    (at("frame", 3, "stratum"), "410307999", "抽样框摘要"),
    (at("frame", 3, "kind"), "X", "抽样框摘要"),
    (at("frame", 3, "group"), "D", "参数合乎规程"),
    (at("ratio", ""), "31", "参数摘要"),
    (at("reasons", 0, "reason"), "另有原因", "参数摘要"),
    (at("officers", "recusals"), [], "参数摘要"),
    (at("officers", "pool", 0, "leader"), False, "参数摘要"),
    (at("seed"), "01382438112797316655", "种子由各项来源依次组成"),
    (at("effective_seed_sha256", "officers"), "0" * 64, "有效种子摘要"),
    (at("publicly_witnessed"), False, "公开见证的标注"),
    (at("register_count"), 40, "名录库总户数（抽样框＋未列入）"),
    (at("tickets", code_of(9)), "0.1", "全部号码"),
    (at("quotas", 0, "quota"), 9, "各组（镇街）名额"),
    (at("compulsory"), [], "必查名单"),
    (at("sampled", 0), code_of(2), "抽中名单"),
    (at("officers", "teams_drawn", 0), ["16030220000", "16030220001"], "检查组"),
    (at("officers", "assignment", code_of(0)), 9, "派人结果"),
    (at("result_digest"), "0" * 64, "结果摘要"),
    (at("substitutions", 0, "in"), code_of(1), "第1次递补"),
    (at("substitutions", 1, "in"), "16030220000", "第2次人员补抽"),
    (at("voided_attempts"), [], "第1至3次抽取均有交代"),
    (at("task", "number"), 2, "抽取编号与任务相符"),
    (at("voided_attempts", 0, "frame_digest"), "0" * 64, "作废的2022-01-2与其封存记录"),
    (at("seals", 2, "frame_digest"), "0" * 64, "本次抽取的封存记录"),
    (at("seals", 1, "previous"), "0" * 64, "第2号封存的前一摘要"),
    (at("frame", 0, "name"), "别的厂", "证书全文摘要"),
    (at("previous_certificate"), "0" * 64, "证书全文摘要"),
]  # fmt: skip


@pytest.mark.parametrize(("put", "value", "label"), TAMPERINGS, ids=[row[2] for row in TAMPERINGS])
def test_a_changed_certificate_is_said_in_red_with_what_differs(
    show: Show, put: Callable[[Certificate, Any], None], value: Any, label: str
) -> None:
    certificate = sample()
    put(certificate, value)

    page = show(certificate)

    assert page.text("#verdict").startswith(f"不一致：{label}")
    assert page.run("return getComputedStyle(document.getElementById('verdict')).color") == "rgb(176, 0, 32)"
    assert checks_of(page) == verified(certificate)


def test_a_forger_who_makes_the_digest_again_is_still_found(show: Show) -> None:
    certificate = sample()
    first, second = certificate["sampled"][:2]
    certificate["sampled"][:2] = [second, first]

    page = show(signed(certificate))

    assert page.text("#verdict").startswith("不一致：抽中名单")
    assert f"第1项 {first}" in page.text("#verdict") and f"第1项 {second}" in page.text("#verdict")


def test_one_byte_changed_anywhere_in_data_or_program_is_never_green(show: Show) -> None:
    page = render_certificate_html(sample())
    data = page.index(b'id="certificate">') + len(b'id="certificate">')
    end = page.index(b"</script>", data)
    program = page.index(b"(function ()"), page.rindex(b"</script>")
    chance = random.Random(4)

    for place in [chance.randrange(data, end) for _ in range(12)] + [
        chance.randrange(*program) for _ in range(4)
    ]:
        changed = bytearray(page)
        changed[place] ^= 1
        shown = show(bytes(changed))
        text = shown.text("#verdict.differs, #notice")
        assert text.startswith(("不一致：", "尚未核验")), f"byte {place}: {text}"


def test_a_number_written_otherwise_is_a_change(show: Show) -> None:
    page = render_certificate_html(sample()).replace(b'"register_count":41', b'"register_count":41.0')

    assert show(page).text("#verdict").startswith("不一致：证书文字的写法")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ({}, "没有“protocol”一项"),
        ({"protocol": "ssj-draw/2"}, "不是本规程"),
        ({**sample(), "frame": 1}, "“frame”"),
    ],
)
def test_anything_else_is_no_certificate(show: Show, page: dict[str, Any], reason: str) -> None:
    assert reason in show(page).text("#verdict.differs")


def test_an_enterprise_finds_its_ticket_its_place_and_its_chance(show: Show) -> None:
    certificate = sample()
    drawn = certificate["sampled"][1]
    page = show(certificate)

    page.type("#code", f" {drawn[:6].lower()} {drawn[6:].lower()} ")

    answer = page.text("#answer")
    assert answer.startswith("抽中")
    assert certificate["tickets"][drawn] in answer
    assert "4/38（约10.53%）" in answer
    assert "可抽的13户中，号码从小到大排第1，取前" in answer


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (code_of(0), "名称\n样例厂0000\n镇街\n样例街道"),
        (code_of(0), "严重失信主体，必查"),
        (code_of(1), "本任务已抽"),
        (code_of(99), "停业"),
        (code_of(77), f"本证书没有“{code_of(77)}”"),
        ("9141", "应为18位，您输入的是4位"),
        ("", "请输入统一社会信用代码"),
    ],
)
def test_every_code_gets_an_answer(show: Show, typed: str, answer: str) -> None:
    page = show(sample(OfficerMode.EACH))

    page.type("#code", typed)

    assert answer in page.text("#answer")


def test_a_replaced_enterprise_and_its_substitute_are_told(show: Show) -> None:
    certificate = sample()
    line = certificate["substitutions"][0]
    page = show(certificate)

    page.type("#code", line["out"])
    assert "抽中，后被递补" in page.text("#answer") and "迁出，由样例厂" in page.text("#answer")
    page.type("#code", line["in"])
    assert page.text("#answer").startswith("递补列入")


def test_the_public_copy_shows_counts_and_names_nobody(show: Show) -> None:
    certificate = sample()

    page = show(public_copy(certificate))

    text = page.text("body")
    assert text.count("公告版所载，全部一致") == 1
    assert certificate["certificate_digest"] in text and certificate["result_digest"] in text
    assert not any(entry["id"] in text or entry["name"] in text for entry in certificate["frame"])
    assert "须待本任务最后一户检查结束后" in text


@pytest.mark.parametrize(
    ("put", "value", "label"),
    [
        (at("seed"), "1" * 19, "种子合乎封存单的约定"),
        (at("seed"), "1" * 20, "有效种子摘要"),
        (at("counts", "sampled"), 5, "各项户数相符"),
        (at("counts", "frame"), 39, "各项户数相符"),
        (at("seals", 2, "frame_digest"), "0" * 64, "本次抽取的封存记录"),
        (at("voided_attempts"), [], "第1至3次抽取均有交代"),
    ],
)  # fmt: skip
def test_a_changed_public_copy_is_found(
    show: Show, put: Callable[[Certificate, Any], None], value: Any, label: str
) -> None:
    copy = public_copy(sample())
    put(copy, value)

    assert show(copy).text("#verdict").startswith(f"不一致：{label}")


def test_names_are_text_and_never_markup(show: Show) -> None:
    name = "</script><script>document.title='x'</script><!--\u2028&amp;<b>"
    page = show(sample(bureau=name))

    assert page.text("#verdict").startswith("全部一致")
    assert page.run("return document.querySelector('.bureau').textContent") == name
    assert page.run("return document.title") == "抽取证书 2022-01-3"


def test_the_page_asks_nothing_of_any_network(show: Show) -> None:
    page = show(sample())

    assert page.run("return performance.getEntriesByType('resource').length") == 0


def test_a_platform_draw_and_a_direct_appointment_are_named(show: Show) -> None:
    certificate = sample(
        None,
        platform={"number": "P-2022-7", "drawn_at": "2022-07-01T09:00:00+08:00", "objects": 1},
        scope="行业：机械；镇街：样例镇",
        direct_appointment={"reason": "可抽人员不足", "approved_by": "样例局长"},
    )

    page = show(certificate)

    assert "平台抽取名单（1户）" in page.text("body") and "P-2022-7" in page.text("#compulsory")
    assert "行业：机械；镇街：样例镇" in page.text("#head")
    assert "直接委派" in page.text("#officers") and "可抽人员不足" in page.text("#officers")


def test_an_old_browser_is_told_what_it_lacks(show: Show, chromium: Chromium) -> None:
    with chromium.before_each_page("delete window.BigInt"):
        text = show(sample()).text("#notice")

    assert "浏览器过旧" in text and "BigInt" in text


def test_a_long_list_is_shown_in_parts_and_filtered(show: Show) -> None:
    [case] = [case for case in CASES if len(case["frame"]) == 1500]
    page = show(certificate_of_case(case))
    rows = "return document.querySelectorAll('#frame tbody tr').length"

    assert page.run(rows) == 200
    page.click("#frame .tools button")
    assert page.run(rows) == 400
    page.type("#frame input", case["frame"][7]["id"].lower())
    assert page.run(rows) == 1


def test_the_places_of_a_group_are_worked_out_in_words(show: Show) -> None:
    page = show(sample())

    assert "39×30%＝11.7，应抽12；到第2批应抽8；减以前各批4；得4" in page.text("#quotas")


def test_every_printed_page_carries_the_draw_code_and_the_short_digest(show: Show) -> None:
    certificate = sample()
    digest = certificate["result_digest"][:16].upper()

    document = pypdfium2.PdfDocument(io.BytesIO(base64.b64decode(show(certificate).print_pdf())))

    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert len(texts) > 3
    assert all("2022-01-3" in text and f"{digest[:4]}-{digest[4:8]}" in text for text in texts)


def test_a_machine_without_chromium_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with (
        pytest.raises(ChromiumMissingError, match="apt-get install chromium chromium-driver"),
        open_chromium(),
    ):
        pass
