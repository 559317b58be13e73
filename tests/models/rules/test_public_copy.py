"""The public copy agrees with itself; each tampering that it can show fails its own check."""

import copy
from typing import Any

import pytest

from models.rules.certificate import public_copy
from models.rules.certificate_reading import NotACertificateError
from models.rules.public_copy import check_public_copy, is_public_copy
from tests.models.rules.test_verification import EACH, REQUEST, WITHOUT_OFFICERS, at, issue


def public() -> dict[str, Any]:
    return copy.deepcopy(public_copy(issue()))


@pytest.mark.parametrize("request_", [REQUEST, EACH, WITHOUT_OFFICERS], ids=["teams", "each", "objects only"])
def test_a_public_copy_agrees_with_itself(request_: Any) -> None:
    made = public_copy(issue(request_))

    assert is_public_copy(made)
    assert [check.line for check in check_public_copy(made) if not check.is_ok] == []


@pytest.mark.parametrize(
    ("put", "value", "name"),
    [
        (at("draw_code"), "2022-1", "protocol"),
        (at("seed"), "1" * 19, "seed_rule"),
        (at("seed"), "1" * 20, "effective_seed"),
        (at("effective_seed_sha256", "officers"), "0" * 64, "effective_seed"),
        (at("publicly_witnessed"), False, "publicly_witnessed"),
        (at("counts", "S"), 99, "counts"),
        (at("counts", "compulsory"), 0, "counts"),
        (at("counts", "register"), 3, "counts"),
        (at("counts", "sampled"), 1, "counts"),
        (at("task", "number"), 2, "ordinals"),
        (at("seals"), [], "ordinals"),
        (at("frame_digest"), "0" * 64, "own_seal"),
        (at("seals", 2, "draw_code"), "2022-01-4", "own_seal"),
        (at("voided_attempts", 0, "frame_digest"), "0" * 64, "voided_attempts"),
        (at("seals", 1, "previous"), "0" * 64, "seal_chain"),
    ],
)  # fmt: skip
def test_each_tampering_fails_its_own_check(put: Any, value: Any, name: str) -> None:
    made = public()
    put(made, value)

    failed = [check for check in check_public_copy(made) if not check.is_ok]

    assert failed[0].name == name


def test_without_quotas_no_more_than_all_can_have_been_sampled() -> None:
    made = public()
    for key in ("quotas", "ratio", "batch"):
        made.pop(key)
    made["counts"]["sampled"] = 1000

    [failed] = [check for check in check_public_copy(made) if not check.is_ok]

    assert failed.name == "counts"


@pytest.mark.parametrize(
    ("put", "value"),
    [
        (at("counts"), {}),
        (at("counts", "S"), "38"),
        (at("task"), None),
        (at("seals", 0), 3),
        (at("seals", 0, "number"), "1"),
        (at("quotas", 0, "stratum"), None),
        (at("quotas", 0, "quota"), 1.5),
        (at("ratio"), 3),
        (at("batch", "already", ""), "4"),
        (at("voided_attempts", 0, "voided_at"), None),
        (at("method"), "weighted"),
        (at("seed"), "\ud800"),
        (at("effective_seed_sha256", "objects"), 0),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_no_public_copy(put: Any, value: Any) -> None:
    made = public()
    put(made, value)

    with pytest.raises(NotACertificateError):
        check_public_copy(made)


@pytest.mark.parametrize("value", [None, [], {}, {"copy": "full"}, "public"])
def test_anything_else_does_not_claim_to_be_one(value: object) -> None:
    assert not is_public_copy(value)
