"""The certificate on paper says all that a reader needs, from its JSON alone, on pages that belong together."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from models.rules.certificate import public_copy
from models.rules.draw import object_tickets
from models.rules.sealing import DrawRequest, Entry, Reason
from models.rules.short_digest import qr_text, short_digest
from models.rules.tickets import sha256_hex
from models.vocab import DrawMethod, EntryKind, OfficerMode
from services.files.certificate_pdf import render_certificate_pdf
from services.files.certificate_view import CertificateView, ShortTickets, fraction_text
from tests.browser.certificates import MARK, TOWNS, Certificate, code_of, issue, random_request, sample
from tests.services.files.pdf_reading import metadata, outline_titles, page_texts

CLASSES = DrawRequest(
    draw_code="2022-01-1",
    method=DrawMethod.STRATIFIED,
    frame=tuple(
        Entry(code_of(number), list(TOWNS)[number % 2], "AB"[number % 2], EntryKind.SELECTABLE)
        for number in range(40)
    ),
    ratio={"A": "5", "B": "20"},
    seed_rule="骰子：20位，由样例甲投掷",
)


def whole(certificate: Certificate) -> str:
    return "".join(page_texts(render_certificate_pdf(certificate)))


def test_the_first_page_says_what_was_drawn_and_how_often_it_was_tried() -> None:
    certificate = sample(scope="行业：机械")

    first, *_ = page_texts(render_certificate_pdf(certificate))

    for words in (
        "抽取证书样例区应急管理局本次为第3次抽取（第2批，共3批），以前作废1次",
        "任务2022年度第1号任务样例任务",
        "任务范围行业：机械",
        "抽取编号2022-01-3",
        "抽中4户，必查1户",
        f"结果摘要{certificate['result_digest']}",
        f"本证书摘要{certificate['certificate_digest']}",
        f"本单位前一份证书的摘要{'e' * 64}",
    ):
        assert words in first


def test_it_tells_seals_seed_chances_officers_and_what_changed_since() -> None:
    certificate = sample()
    text = whole(certificate)
    [named, _] = certificate["substitutions"]

    for words in (
        *(f"第{number}号封存" for number in (1, 2, 3)),
        *(seal["parameters_digest"] for seal in certificate["seals"]),
        "第3号封存2022-06-0309:00:00抽取编号2022-01-3（本次）",
        "何人（何处）给出内容时间样例甲013824381127973166542022-07-0410:00:00",
        "全部3930%3844/38=10.53%",
        "以前各批已抽：全部4户",
        "名额÷可抽户数",
        "最大余数法",
        "分2组，每组2人，每组须有组长",
        "须回避的企业（共1对）",
        "七、递补和补抽（2次）",
        "八、作废的抽取（1次）",
        "当时抽中1户甲",
    ):
        assert words in text
    assert f"（{named['out']}）" in text and f"（{named['in']}）" in text


def test_the_annex_gives_every_entry_its_ticket_in_order_within_its_town() -> None:
    certificate = sample()
    view = CertificateView(certificate)
    text = whole(certificate)

    assert [certificate["tickets"][row["id"]][:18] in text for row in certificate["frame"]] == [True] * 40
    for _, town, ids in view.blocks():
        places = [text.rindex(f"{each}样例厂") for each in ids]
        drawn = sorted((each in certificate["sampled"] for each in ids), reverse=True)
        assert places == sorted(places)
        assert [each in certificate["sampled"] for each in ids] == drawn
        assert f"{view.town(town or '')}：可抽{len(ids)}户，名额{sum(drawn)}户" in text
    assert "停业1" in text


def test_the_guide_is_one_page_and_its_example_can_be_followed_by_hand() -> None:
    certificate = sample()
    [guide] = [page for page in page_texts(render_certificate_pdf(certificate)) if "怎样核验" in page]
    first = CertificateView(certificate).dispatch_order[0]
    digest = sha256_hex(f"{certificate['seed']}/2022-01-3/objects")
    hashed = sha256_hex(digest + first)

    for words in (
        "/2022-01-3/objects",
        digest + first,
        hashed,
        str(int(hashed, 16)),
        certificate["tickets"][first],
        "certutil",
        "consistent-sampler",
        "不能靠计算证明",
    ):
        assert words in guide


@pytest.mark.parametrize("certificate", [sample(), public_copy(sample())], ids=["full", "public"])
def test_every_page_carries_mark_code_and_number_among_all(certificate: Certificate) -> None:
    pdf = render_certificate_pdf(certificate)
    pages = page_texts(pdf)
    code = qr_text("2022-01-3", certificate["result_digest"])

    for number, page in enumerate(pages, start=1):
        assert MARK in page
        assert f"共{len(pages)}页，第{number}页" in page
        assert f"校验码{short_digest(certificate['result_digest'])}" in page
        with pypdfium2.PdfDocument(pdf) as document:
            picture = document[number - 1].render(scale=4).to_pil().convert("L")
        assert {found.text for found in zxingcpp.read_barcodes(picture)} == {code}


def test_the_public_copy_names_nobody_and_promises_the_list() -> None:
    certificate = sample()
    text = whole(public_copy(certificate))

    assert text.startswith(f"{MARK}抽取公告")
    assert "本公告不列名单" in text
    assert f"完整证书摘要{certificate['certificate_digest']}" in text
    for hidden in (*certificate["tickets"], "样例厂", "16030220", "样例甲"):
        assert hidden not in text.replace("由样例甲投掷", "")  # the rule on the 封存单 names who throws


def test_the_public_copy_shows_classes_only_where_the_office_publishes_them() -> None:
    certificate = issue(CLASSES)

    kept_back, told = whole(public_copy(certificate)), whole(public_copy(certificate, publishes_groups=True))

    assert "本单位不公布风险分类" in kept_back
    assert "B类" not in kept_back
    assert "B类—20%2044/20=20.00%" in told


def test_the_full_copy_shows_each_class_with_its_own_chance() -> None:
    text = whole(issue(CLASSES))

    assert "A类205%2011/20=5.00%" in text
    assert "B类2020%2044/20=20.00%" in text


def test_an_unwitnessed_seed_is_said_on_the_first_page() -> None:
    certificate = issue(replace(CLASSES, seed_rule="系统随机数，未经公开见证"), "0" * 64)

    for each in (certificate, public_copy(certificate)):
        first, *_ = page_texts(render_certificate_pdf(each))
        assert "系统随机数，未经公开见证" in first
        assert "否：未经公开见证，不能证明种子未经挑选" in whole(each)


def test_what_the_platform_drew_is_not_called_compulsory() -> None:
    request = replace(
        CLASSES,
        method=DrawMethod.DIRECTED,
        frame=tuple(Entry(code_of(n), next(iter(TOWNS)), "", EntryKind.COMPULSORY) for n in range(3)),
        reasons=tuple(Reason(code_of(n), "平台抽取，平台任务号1") for n in range(3)),
        ratio={"": "0"},
    )
    platform = {"number": "1", "drawn_at": "2022-06-01T09:00:00+08:00", "objects": 3}

    text = whole(issue(request, platform=platform))

    assert "平台抽取（对象由省级平台抽取）" in text
    assert "不能证明平台怎样抽取" in text
    assert "必查" not in text
    assert "名额与机会" not in text


def test_a_direct_appointment_is_printed_with_reason_and_approver() -> None:
    text = whole(sample(None, direct_appointment={"reason": "只有两名持证人员", "approved_by": "样例局长"}))

    assert "检查人员由单位直接委派，未经抽取。理由只有两名持证人员批准人样例局长" in text


@pytest.mark.parametrize("number", range(6))
def test_draws_of_every_shape_are_printed(number: int) -> None:
    certificate = issue(random_request(number), lines=3)

    assert len(page_texts(render_certificate_pdf(certificate))) >= 5


def test_the_same_json_gives_the_same_bytes_and_says_what_it_is() -> None:
    certificate = sample(OfficerMode.EACH)
    reread = json.loads(json.dumps(dict(reversed(certificate.items()))))

    first, second = render_certificate_pdf(certificate), render_certificate_pdf(reread)

    assert first == second
    assert metadata(first)["Title"] == "抽取证书 2022-01-3"
    assert metadata(first)["CreationDate"].startswith("D:20220603")
    assert outline_titles(first) == ["抽取证书", "怎样核验", "附件"]


@pytest.mark.parametrize(
    "more",
    [
        {"mark": 1, "scope": [], "towns": "无", "platform": None, "direct_appointment": 3},
        {"towns": {"410307001": 7}},
        {"task": {"year": 2022, "number": 1, "name": None, "platform_number": 4}},
        {"bureau": "样例\U000f0000\n局\x07"},
    ],
)
def test_odd_values_that_take_no_part_in_the_draw_do_not_keep_it_from_being_printed(
    more: dict[str, Any],
) -> None:
    assert whole(sample(**more))


def test_a_certificate_without_names_shows_the_codes() -> None:
    certificate = sample()
    for row in certificate["frame"]:
        del row["name"]

    assert code_of(0) in whole(certificate)


def test_a_long_frame_flows_over_pages_and_loses_no_entry() -> None:
    frame = tuple(Entry(code_of(n), list(TOWNS)[n % 4], "", EntryKind.SELECTABLE) for n in range(700))

    text = whole(issue(replace(CLASSES, frame=frame, ratio={"": "5"})))

    assert all(code_of(number) in text for number in range(700))


def test_tickets_that_begin_alike_are_printed_until_they_part() -> None:
    tickets = {"a": "0." + "1" * 30 + "2", "b": "0." + "1" * 30 + "3", "c": "0.9"}

    short = ShortTickets(tickets)

    assert (short["a"], short["b"]) == (tickets["a"], tickets["b"])
    assert short["c"] == "0.9"


def test_sixteen_digits_are_enough_for_a_real_draw() -> None:
    drawn = object_tickets("1" * 20, "2022-01-1")

    assert ShortTickets({code_of(n): drawn.ticket(code_of(n)) for n in range(3000)}).digits == 16


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"), [(9, 3, "3"), (4, 3, "1.33"), (0, 5, "0"), (1, 0, "0")]
)
def test_shares_are_whole_or_have_two_decimals(numerator: int, denominator: int, text: str) -> None:
    assert fraction_text(numerator, denominator) == text


def test_the_day_of_the_file_is_the_day_of_the_seal_even_for_a_strange_time() -> None:
    certificate = sample()
    assert CertificateView(certificate).sealed_on == date(2022, 6, 3)

    certificate["seals"][-1]["sealed_at"] = "昨天"

    assert CertificateView(certificate).sealed_on == date(2000, 1, 1)
    assert "昨天" in whole(certificate)
