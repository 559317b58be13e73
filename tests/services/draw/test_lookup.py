"""The 校验码 of a paper leads back to its draw, typed or scanned; a paper that does not match is not believed."""

import pytest

from models.errors import UserFacingError
from models.rules.short_digest import qr_text, short_digest
from services.container import Services
from tests.services.draw.builders import OTHER_SEED, SEED, draw_and_dispatch, lock_task, seal, thrown


def digests(services: Services, key: int) -> tuple[str, str]:
    detail = services.draws.get_draw(draw_key=key)
    return detail.row.result_digest or "", detail.seal.frame_digest


def test_the_digits_of_the_result_and_those_of_the_sealed_list_find_the_draw(district: Services) -> None:
    key = draw_and_dispatch(district, lock_task(district), SEED)

    for digest in digests(district, key):
        for typed in (short_digest(digest), digest[:16], digest, qr_text("2022-01-1", digest).lower()):
            found = district.draws.find_by_digest(typed)
            assert found is not None
            assert (found.key, found.draw_code) == (key, "2022-01-1")


def test_a_seal_finds_its_draw_before_there_is_a_result(district: Services) -> None:
    key = seal(district, lock_task(district))

    found = district.draws.find_by_digest(short_digest(digests(district, key)[1]))

    assert found is not None and found.drawn_at is None


def test_the_same_list_sealed_twice_leads_to_the_attempt_that_the_paper_names_else_to_the_last(
    district: Services,
) -> None:
    task_key = lock_task(district)
    first = seal(district, task_key)
    district.draws.void(draw_key=first, reason="操作人写错", approved_by="样例局长")
    second = seal(district, task_key)
    district.draws.draw(draw_key=second, contributions=thrown(OTHER_SEED))
    frame = digests(district, first)[1]

    named = district.draws.find_by_digest(qr_text("2022-01-1", frame))
    unnamed = district.draws.find_by_digest(short_digest(frame))

    assert named is not None and named.key == first
    assert unnamed is not None and unnamed.key == second


def test_an_unknown_code_finds_nothing(district: Services) -> None:
    draw_and_dispatch(district, lock_task(district), SEED)

    assert district.draws.find_by_digest("1234-1234-1234-1234") is None
    assert district.draws.find_by_digest(qr_text("2021-01-1", "0" * 64)) is None


def test_a_paper_of_a_known_draw_with_other_digits_is_reported(district: Services) -> None:
    draw_and_dispatch(district, lock_task(district), SEED)

    with pytest.raises(UserFacingError, match="2022-01-1 是本单位的抽取，但校验码与名单、结果都不符"):
        district.draws.find_by_digest(qr_text("2022-01-1", "0" * 64))


@pytest.mark.parametrize("typed", ["", "样例", "2022-01-1", "' or 1=1 --", "%%%%%%%%%%%%%%%%"])
def test_what_is_no_code_is_said(district: Services, typed: str) -> None:
    with pytest.raises(UserFacingError, match="这不是校验码"):
        district.draws.find_by_digest(typed)


def test_the_code_of_an_issued_paper_is_told_where_it_belongs(district: Services) -> None:
    with pytest.raises(UserFacingError, match="检查文书上的二维码，不是抽取文书的"):
        district.draws.find_by_digest(qr_text("notice-2022-1", "0" * 64))
