"""The verifier written from the document: it bears out what is published and refuses what was tampered with."""

import ast
import json
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.rules.certificate_reading import NotACertificateError
from models.rules.verification import verify
from services import program
from tests.auditor import afterwards, auditor, drawing
from tests.auditor.auditor import audit, audit_case
from tests.auditor.drawing import digest
from tests.auditor.situations import Situation, situations

CASES: list[dict[str, Any]] = json.loads(program.resource("draw/cases.json").read_text(encoding="utf-8"))
Path_ = tuple[str | int, ...]
# what a forger may not change unseen; names, reasons and approvers rest on the signed paper and the certificate digest
RECKONED = {
    "draw_code", "method", "ratio", "count", "batch", "seed_rule", "frame_digest", "parameters_digest", "seed",
    "effective_seed_sha256", "frame", "reasons", "register_count", "quotas", "compulsory", "sampled", "tickets",
    "officers", "result_digest",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_published_case_follows_from_the_document(case: dict[str, Any]) -> None:
    assert audit_case(case) == []


@pytest.mark.parametrize("key", ["compulsory", "sampled", "quotas", "officers"])
def test_a_published_case_with_another_result_is_refused(key: str) -> None:
    case = deepcopy(next(case for case in CASES if case["name"] == "teams-of-three"))
    del case["expected"][key]

    assert audit_case(case) == [f"{key} differs"]


@pytest.mark.parametrize("module", [afterwards, auditor, drawing])
def test_the_verifier_shares_no_code_with_the_program(module: Any) -> None:
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    own = {"tests.auditor.afterwards", "tests.auditor.drawing", "consistent_sampler"}
    assert {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names} <= own


def leaves(value: Any, path: Path_ = ()) -> list[Path_]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for place, inner in enumerate(value) for leaf in leaves(inner, (*path, place))]
    return [path]


def holder(value: Any, path: Path_) -> Any:
    for step in path[:-1]:
        value = value[step]
    return value


def changed(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str) and value:
        return value[:-1] + ("1" if value[-1] != "1" else "2")
    return "1"


def signed_anew(certificate: dict[str, Any]) -> dict[str, Any]:
    """A forger knows how to make the digest of the whole anew."""
    body = {key: value for key, value in certificate.items() if key != "certificate_digest"}
    return body | {"certificate_digest": digest(body)}


@settings(deadline=None)
@given(situations(), st.data())
def test_one_value_changed_anywhere_is_refused(situation: Situation, data: st.DataObject) -> None:
    certificate = situation.certificate
    paths = [
        path
        for path in leaves({key: certificate[key] for key in RECKONED & certificate.keys()})
        if path[-1] != "name" and path != ("count",) and path != ("ratio",)
    ]
    path = data.draw(st.sampled_from(paths))
    inner = holder(certificate, path)
    inner[path[-1]] = changed(inner[path[-1]])

    assert audit(signed_anew(certificate)) != []
    assert program_refuses(signed_anew(certificate))


def program_refuses(certificate: dict[str, Any]) -> bool:
    try:
        return not all(check.is_ok for check in verify(certificate))
    except NotACertificateError:
        return True


@settings(deadline=None)
@given(situations(), st.data())
def test_a_successor_that_the_rules_do_not_name_is_refused(situation: Situation, data: st.DataObject) -> None:
    certificate = situation.certificate
    assume(certificate["substitutions"])
    line = data.draw(st.sampled_from(certificate["substitutions"]))
    candidates = [entry["id"] for entry in certificate["frame"]]
    candidates += [officer["id"] for officer in (certificate["officers"] or {"pool": []})["pool"]]
    line["in"] = data.draw(st.sampled_from([one for one in [None, *candidates] if one != line["in"]]))

    assert audit(signed_anew(certificate)) != []
    assert program_refuses(signed_anew(certificate))


@settings(deadline=None)
@given(situations(), st.data())
def test_a_list_cut_or_turned_is_refused(situation: Situation, data: st.DataObject) -> None:
    certificate = situation.certificate
    lists = [certificate[key] for key in ("frame", "sampled", "compulsory", "quotas", "seals", "reasons")]
    cut = data.draw(st.sampled_from([one for one in lists if one]))
    del cut[data.draw(st.integers(0, len(cut) - 1))]

    assert audit(signed_anew(certificate)) != []
    assert program_refuses(signed_anew(certificate))


Put = Callable[[dict[str, Any]], object]


def whole_certificate() -> dict[str, Any]:
    """One attempt voided, then drawn: small enough to be changed by hand."""
    case = deepcopy(next(case for case in CASES if case["name"] == "teams-of-three"))
    frame = case["frame"]
    seals: list[dict[str, Any]] = []
    for number in (1, 2):
        code = f"2022-05-{number}"
        parameters = drawing.parameters_digest(case | {"draw_code": code, "reasons": reasons_of(frame)})
        seals.append(
            {
                "number": number,
                "draw_code": code,
                "sealed_at": f"2022-05-2{number}T09:00:00+08:00",
                "frame_digest": drawing.frame_digest(frame),
                "parameters_digest": parameters,
                "previous": digest(seals[0]) if seals else "",
            }
        )
    draft: dict[str, Any] = {
        "protocol": "ssj-draw/1",
        "bureau": "样例区应急管理局",
        "task": {"year": 2022, "number": 5, "name": "样例任务", "platform_number": ""},
        "draw_code": "2022-05-2",
        "method": case["method"],
        "ratio": case["ratio"],
        "batch": None,
        "seed_rule": "",
        "seals": seals,
        "frame_digest": seals[1]["frame_digest"],
        "parameters_digest": seals[1]["parameters_digest"],
        "seed": case["seed"],
        "seed_sources": [{"by": "样例甲", "text": case["seed"], "at": "2022-05-22T09:30:00+08:00"}],
        "publicly_witnessed": True,
        "frame": frame,
        "reasons": reasons_of(frame),
        "register_count": len(frame),
        "officers": case["officers"],
        "substitutions": [],
        "previous_certificate": "",
    }
    first = draft | {"draw_code": "2022-05-1", "seed": "1" * 20}
    ticket = drawing.ticketing(draft, "objects")
    voided = {key: seals[0][key] for key in ("draw_code", "frame_digest", "parameters_digest")} | {
        "seed": "1" * 20,
        "sampled": drawing.draw_objects(first)[1],
        "voided_at": "2022-05-21T10:00:00+08:00",
        "reason": "程序有误",
        "approved_by": "样例局长",
    }
    result = drawing.expected(draft)
    drawn = result.pop("officers")
    officers = case["officers"] | {"teams_drawn": drawn["teams"], "assignment": drawn["assignment"]}
    return signed_anew(
        draft
        | result
        | {
            "officers": officers,
            "effective_seed_sha256": {
                purpose: drawing.sha256(drawing.effective_seed(draft, purpose))
                for purpose in ("objects", "officers")
            },
            "tickets": {entry["id"]: ticket(entry["id"]) for entry in frame},
            "voided_attempts": [voided],
        }
    )


def reasons_of(frame: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"id": entry["id"], "reason": "样例理由"} for entry in frame if entry["kind"] != "S"]


def test_a_whole_certificate_made_from_the_document_is_borne_out() -> None:
    assert audit(whole_certificate()) == []


@pytest.mark.parametrize(
    ("put", "said"),
    [
        (lambda one: one.update(protocol="ssj-draw/2"), "form: protocol"),
        (lambda one: one.update(count={"": 3}), "form: ratio or count"),
        (lambda one: one["task"].update(number=6), "form: draw code of the task"),
        (lambda one: one.update(register_count=1.5), "form: whole numbers"),
        (lambda one: one["frame"].append(dict(one["frame"][0])), "frame: no id twice"),
        (lambda one: one["frame"][0].update(id="abc"), "frame: ids"),
        (lambda one: one["frame"][0].update(stratum="偃师"), "frame: strata"),
        (lambda one: one["frame"][0].update(group="a"), "frame: groups"),
        (lambda one: one["frame"][0].update(kind="Z"), "frame: kinds"),
        (lambda one: one.update(register_count=1), "frame: register count"),
        (lambda one: one["reasons"].clear(), "frame: a reason for each but S"),
        (lambda one: one["officers"].update(pool=one["officers"]["pool"][:5]), "sealable: seats can be filled"),
        (lambda one: one["officers"].update(team_size=1), "sealable: team of two or more"),
        (lambda one: one["seed_sources"][0].update(text="7" * 20), "seed: seed of its contributions"),
        (
            lambda one: one["seed_sources"][0].update(at="2022-05-22T08:59:59+08:00"),
            "seed: seed after the seal",
        ),
        (lambda one: one["voided_attempts"][0].update(seed=one["seed"]), "seed: seed used once"),
        (lambda one: one.update(publicly_witnessed=False), "seed: unwitnessed seed is 32 bytes"),
        (lambda one: one["seals"].reverse(), "seals: single rising numbers"),
        (lambda one: one["seals"].pop(0), "seals: all earlier attempts were sealed"),
        (lambda one: one["seals"][1].update(previous="0" * 64), "seals: chain"),
        (lambda one: one["seals"][0].update(previous="0" * 64), "seals: first seal"),
        (lambda one: one["seals"][1].update(sealed_at="2022-01-01T00:00:00+08:00"), "seals: times"),
        (lambda one: one["voided_attempts"].clear(), "seals: earlier attempts"),
        (
            lambda one: one["voided_attempts"][0].update(voided_at="2022-05-23T09:00:00+08:00"),
            "seals: earlier attempts",
        ),
        (lambda one: one["sampled"].reverse(), "result: sampled"),
        (lambda one: one["officers"]["teams_drawn"].reverse(), "result: teams"),
        (lambda one: one["voided_attempts"][0].update(frame_digest="0" * 64), "voids: 2022-05-1: digests"),
        (lambda one: one["voided_attempts"][0].update(reason=""), "voids: 2022-05-1: reason and approver"),
        (lambda one: one["voided_attempts"][0]["sampled"].reverse(), "voids: 2022-05-1: list drawn"),
    ],
)  # fmt: skip
def test_each_tampering_is_refused_in_its_own_words(put: Put, said: str) -> None:
    certificate = whole_certificate()
    put(certificate)

    assert said in audit(signed_anew(certificate))


@pytest.mark.parametrize("key", ["frame", "seals", "seed", "tickets", "voided_attempts", "substitutions"])
def test_a_certificate_that_lacks_a_part_cannot_be_read(key: str) -> None:
    certificate = whole_certificate()
    del certificate[key]

    assert any("cannot be read" in said for said in audit(signed_anew(certificate)))
