"""The search of 检查对象: what a word finds, on both kinds of index, and that the index never falls behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models.tables.enterprise import EnterpriseGram
from services.clock import WallClock
from services.container import Services, open_services
from services.roster import search
from services.roster.enterprise_rows import EnterpriseDraft, EnterpriseFilter
from services.roster.search import FullTextIndex, GramIndex, SearchIndex, bring_search_up_to_date
from tests.services.roster.workbooks import code

Variant = Callable[[Session], SearchIndex]

MACHINES = EnterpriseDraft(
    name="洛阳样例（锐捷）机械有限公司",
    credit_code=code(1),
    former_names="偃师样例老机械厂",
    address="洛阳市偃师区岳滩镇样例路１２３号",
    work_address="顾县镇样例工业园",
    legal_representative="样例甲某",
    contact="乙某",
    phone="0379-60000001",
)
FOOD = EnterpriseDraft(
    name="洛阳样例西安饭庄ABC店", credit_code=code(2), address="首阳山街道样例街8号", phone="13900000002"
)


@pytest.fixture(params=[FullTextIndex, GramIndex])
def roster(request: pytest.FixtureRequest, services: Services, monkeypatch: pytest.MonkeyPatch) -> Services:
    """Two enterprises, found through either index."""
    monkeypatch.setattr(SearchIndex, "of", staticmethod(request.param))
    for draft in (MACHINES, FOOD):
        services.enterprises.add_enterprise(draft=draft)
    return services


def found(services: Services, typed: str, *, with_retired: bool = False) -> list[int]:
    wanted = EnterpriseFilter(text=typed, with_retired=with_retired)
    keys = list(services.enterprises.find_enterprises(wanted))
    assert services.enterprises.count_enterprises(wanted) == len(keys)
    return keys


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("", [1, 2]),
        ("锐", [1]),
        ("锐捷", [1]),
        ("样例", [1, 2]),
        ("样例锐捷机械", [1]),
        ("样例（锐捷", [1]),
        ("老机械厂", [1]),
        ("顾县", [1]),
        ("甲某", [1]),
        ("乙", [1]),
        ("123号", [1]),
        ("样例路123", [1]),
        ("abc店", [2]),
        ("ＡＢＣ", [2]),
        (code(1)[-6:].lower(), [1]),
        (code(2), [2]),
        ("60000001", [1]),
        ("0379-6", [1]),
        ("lyjx", [1]),
        ("jx", [1]),
        ("ylrj", [1]),
        ("rjjx", [1]),
        ("jxly", []),
        ("luoyangyang", [1, 2]),
        ("ruiji", [1]),
        ("xian", [1, 2]),
        ("xifan", []),
        ("uoyang", []),
        ("样例 锐捷", [1]),
        ("样例 lyjx 0379", [1]),
        ("锐捷 饭庄", []),
        ("机锐", []),
        ("械机", []),
        ("%", []),
        ("_", []),
        ("锐捷%", [1]),
        ('锐"捷', [1]),
        ("' OR 1=1 --", []),
        ("NOT 样例", []),
    ],
)
def test_a_word_finds_by_part_by_pinyin_and_by_initials(
    roster: Services, typed: str, keys: list[int]
) -> None:
    assert found(roster, typed) == keys


def test_a_retired_enterprise_is_found_only_when_asked_for(roster: Services) -> None:
    roster.enterprises.retire_enterprise(key=1, reason="注销")

    without = [found(roster, typed) for typed in ("锐捷", "样例机械", "ruijie", code(1))]
    with_them = [
        found(roster, typed, with_retired=True) for typed in ("锐捷", "锐捷机械", "ruijie", code(1), "样例")
    ]
    roster.enterprises.restore_enterprise(key=1)

    assert without == [[], [], [], []]
    assert with_them == [[1], [1], [1], [1], [1, 2]]
    assert found(roster, "锐捷") == [1]


def test_a_changed_name_is_found_by_its_new_characters_only(roster: Services) -> None:
    draft = replace(MACHINES, name="洛阳样例新都机械有限公司")

    roster.enterprises.update_enterprise(key=1, row_version=1, draft=draft)

    assert (found(roster, "锐捷"), found(roster, "新都"), found(roster, "xindu")) == ([], [1], [1])


def test_an_old_database_gets_its_index_when_it_is_opened(services: Services) -> None:
    services.enterprises.add_enterprise(draft=MACHINES)
    with services.workplace.database.transaction() as session:
        session.execute(text("UPDATE enterprises SET sort_key = '', initials = '', pinyin = ''"))
        session.execute(text("INSERT INTO enterprise_search (enterprise_search) VALUES ('delete-all')"))
    before = found(services, "锐捷")

    bring_search_up_to_date(services.workplace.database)

    assert before == []
    assert (found(services, "锐捷"), found(services, "lyjx")) == ([1], [1])


# -- never behind

TEXTS = st.text(st.sampled_from("洛阳样例机械锐捷（ ）A1、"), min_size=1, max_size=6)
ACTS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "retire", "restore"]), st.integers(0, 5), TEXTS, TEXTS),
    max_size=14,
)


@contextmanager
def a_roster(variant: Variant) -> Iterator[Services]:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(SearchIndex, "of", staticmethod(variant))
        services = open_services(Path(folder), operator="样例经办", clock=WallClock())
        yield services
        services.close()


def perform(services: Services, act: str, number: int, name: str, address: str) -> None:
    service = services.enterprises
    draft = EnterpriseDraft(name=f"例{name}", credit_code=code(number), address=address)
    row = next(
        (
            row
            for row in service.list_enterprises(EnterpriseFilter(with_retired=True))
            if row.code == code(number)
        ),
        None,
    )
    if act == "add" and row is None:
        service.add_enterprise(draft=draft)
    elif act == "change" and row is not None:
        service.update_enterprise(key=row.key, row_version=row.row_version, draft=draft)
    elif act == "retire" and row is not None:
        service.retire_enterprise(key=row.key, reason="样例")
    elif act == "restore" and row is not None:
        service.restore_enterprise(key=row.key)


def held(services: Services, variant: Variant) -> dict[str, list[int]]:
    """Return what the index holds, asked gram by gram."""
    with services.workplace.database.reading() as session:
        if variant is GramIndex:
            pairs = session.execute(select(EnterpriseGram.gram, EnterpriseGram.enterprise_id))
            grams: dict[str, list[int]] = {}
            for gram, key in pairs:
                grams.setdefault(gram, []).append(key)
            return {gram: sorted(keys) for gram, keys in grams.items()}
        session.execute(
            text(
                "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'enterprise_search', 'instance')"
            )
        )
        rows = session.execute(text("SELECT term, doc FROM temp.vocabulary ORDER BY term, doc")).all()
        session.execute(text("DROP TABLE temp.vocabulary"))
        terms: dict[str, list[int]] = {}
        for term, key in rows:
            terms.setdefault(term, []).append(key)
        return terms


@pytest.mark.parametrize("variant", [FullTextIndex, GramIndex])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
def test_after_any_acts_the_index_is_what_a_rebuilt_one_would_be(
    variant: Variant, acts: list[tuple[str, int, str, str]]
) -> None:
    with a_roster(variant) as services:
        for act in acts:
            perform(services, *act)
        kept = held(services, variant)
        with services.workplace.database.transaction() as session:
            search.SearchIndex.of(session).rebuild()
        rebuilt = held(services, variant)

    assert kept == rebuilt


def test_a_file_edited_past_the_program_mends_its_index_at_the_next_change(services: Services) -> None:
    key = (
        services.enterprises.add_enterprise(draft=EnterpriseDraft(name="洛阳样例厂", credit_code=code(1))).key
        or 0
    )
    longer = "".join(
        map(chr, range(0x4E00, 0x4F00))
    )  # more than the index was ever given: SQLite refuses to take it out
    with services.workplace.database.transaction() as session:
        session.execute(text("UPDATE enterprises SET address = :address"), {"address": longer})
    row = services.enterprises.get_enterprise(key)

    services.enterprises.update_enterprise(
        key=key,
        row_version=row.row_version,
        draft=replace(row.draft, name="洛阳样例新名称机械厂", address=""),
    )

    found = [
        services.enterprises.find_enterprises(EnterpriseFilter(text=typed)).tolist()
        for typed in ("新名称", "一丁")
    ]
    assert found == [[key], []]
