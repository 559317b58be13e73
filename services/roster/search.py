"""The one search of 检查对象: which of them a typed word finds, and the index that is kept in step with them.

Texts (names, addresses, persons) are found by their bigrams: FTS5 on SQLite, a table of grams on a server; both hold the
records on the roster only, so that a count needs nothing but the index. Letters and digits (initials, pinyin, codes, phones)
are found by reading a narrow index whole.

An act that changes records wraps the change in ``following``; one that adds many calls ``learn_after``::

    with SearchIndex.of(session).following(keys):
        ...  # add, change, retire or restore them, and flush
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from operator import add
from sqlite3 import DatabaseError as DriverError
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    column,
    delete,
    false,
    func,
    insert,
    literal_column,
    or_,
    select,
    table,
    text,
    union,
    update,
)
from sqlalchemy.orm import Session

from models.database import Database
from models.rules.search_keys import bare_text, initial_runs, search_text
from models.tables.enterprise import Enterprise, EnterpriseGram
from services.roster.code_tables import derived_columns, pinyin_table

SEARCHED = ("name", "former_names", "address", "work_address", "legal_representative", "contact")
"""The fields whose text is searched by any part of it."""

Keys = Select[int] | CompoundSelect[Any]

_CHUNK = 1000
_WIDE = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_CODE_PART = re.compile(
    r"(?=.*[0-9])[0-9A-HJ-NPQRTUWXY]+|[A-HJ-NPQRTUWXY]{1,3}"
)  # GB 32100: no I, O, S, V, Z
_TEXTS = tuple(getattr(Enterprise, name) for name in SEARCHED)


def grams_of(texts: Iterable[str]) -> set[str]:
    """Return each two characters that stand side by side, and the last alone; signs between them are passed over."""
    grams: set[str] = set()
    for one in texts:
        if bare := bare_text(one) if one else "":
            grams.update(map(add, bare, bare[1:]))
            grams.add(bare[-1])
    return grams


class SearchIndex(ABC):
    """The index inside the session's transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @staticmethod
    def of(session: Session) -> "SearchIndex":
        """Return the index that this database has."""
        is_sqlite = session.get_bind().dialect.name == "sqlite"
        return FullTextIndex(session) if is_sqlite else GramIndex(session)

    # -- kept in step

    @contextmanager
    def following(self, keys: Sequence[int]) -> Generator[None]:
        """Take the records out of the index, let them be changed, and put them back as they are then."""
        self.forget(keys)
        yield
        self._session.flush()
        self.learn(keys)

    def forget(self, keys: Sequence[int]) -> None:
        """Take records out, as long as they stand as they were put in.

        An index that was not told of a change, as when the file was edited past the program, is built anew.
        """
        try:
            self._forget(keys)
        except DriverError:
            self.rebuild()
            self._forget(keys)

    def learn(self, keys: Sequence[int]) -> None:
        """Put records in that are not in; the retired among them stay out."""
        for some in _chunks(keys):
            self._put(self._read(Enterprise.id.in_(some)))

    def learn_after(self, key: int) -> int:
        """Put in all records with greater keys; return the greatest key there is."""
        last = key
        while rows := self._read(Enterprise.id > last, most=_CHUNK):
            self._put(rows)
            last = rows[-1][0]
        return max(last, self._session.scalar(select(func.max(Enterprise.id))) or 0)

    def rebuild(self) -> None:
        """Fill the index anew, and what is derived from names where it is missing."""
        stale = select(Enterprise.id, Enterprise.name).where(Enterprise.sort_key <= b"")
        rows = [{"key": key} | derived_columns(name) for key, name in self._session.execute(stale)]
        if rows:
            changed = {name: bindparam(name) for name in rows[0] if name != "key"}
            statement = update(Enterprise.__table__).where(Enterprise.__table__.c.id == bindparam("key"))  # type: ignore[arg-type]
            self._session.connection().execute(statement.values(changed), rows)
        self._empty()
        self.learn_after(0)

    # -- asked

    @abstractmethod
    def holding(self, bare: str) -> Select[int]:
        """Return the keys of the records on the roster whose texts hold all grams of a bare text."""

    def keys_of(self, word: str, *, with_retired: bool) -> Keys:
        """Return the keys that a word finds: by part of a text, of a code or phone, by pinyin or initials.

        Unless ``with_retired``, retired ones may be among those found by letters and digits.
        """
        bare = bare_text(word)
        if not bare:
            return select(Enterprise.id).where(false())
        found: list[Select[int]] = [self._texts_with(bare)]
        if with_retired:
            found.append(select(Enterprise.id).where(Enterprise.retired_at.is_not(None), _any_text(bare)))
        if bare.isascii():
            found += _by_letters_and_digits(search_text(word), bare)
        return found[0] if len(found) == 1 else union(*found)

    @staticmethod
    def is_exact(word: str) -> bool:
        """Whether the grams alone say what a word finds, so that a count needs no record."""
        bare = bare_text(word)
        return 0 < len(bare) <= 2 and not bare.isascii()

    def _texts_with(self, bare: str) -> Select[int]:
        keys = self.holding(bare)
        return (
            keys if len(bare) <= 2 else select(Enterprise.id).where(Enterprise.id.in_(keys), _any_text(bare))
        )

    # -- inner steps

    def _forget(self, keys: Sequence[int]) -> None:
        for some in _chunks(keys):
            self._drop(self._read(Enterprise.id.in_(some)))

    def _read(self, condition: ColumnElement[bool], most: int | None = None) -> list[Any]:
        query = (
            select(Enterprise.id, *_TEXTS)
            .where(condition, Enterprise.retired_at.is_(None))
            .order_by(Enterprise.id)
            .limit(most)
        )
        return list(self._session.execute(query).all())

    @abstractmethod
    def _put(self, rows: Sequence[Any]) -> None: ...

    @abstractmethod
    def _drop(self, rows: Sequence[Any]) -> None: ...

    @abstractmethod
    def _empty(self) -> None: ...


_SEARCH = table("enterprise_search", column("rowid"))


class FullTextIndex(SearchIndex):
    """SQLite: a contentless FTS5 table of grams. It forgets a row only when told the very text that it was given."""

    def holding(self, bare: str) -> Select[int]:
        """Return the keys of the records whose texts hold all grams."""
        words = [f'"{one}"' for one in map(add, bare, bare[1:])] or [f'"{bare}"*']
        asked = literal_column("enterprise_search").op("MATCH")(" ".join(words))
        return select(_SEARCH.c.rowid).where(asked)

    def _put(self, rows: Sequence[Any]) -> None:
        self._write("INSERT INTO enterprise_search (rowid, grams) VALUES (?, ?)", rows)

    def _drop(self, rows: Sequence[Any]) -> None:
        self._write(
            "INSERT INTO enterprise_search (enterprise_search, rowid, grams) VALUES ('delete', ?, ?)", rows
        )

    def _empty(self) -> None:
        self._session.execute(text("INSERT INTO enterprise_search (enterprise_search) VALUES ('delete-all')"))

    def _write(self, statement: str, rows: Sequence[Any]) -> None:
        cursor: Any = self._session.connection().connection.cursor()
        cursor.executemany(statement, [(row[0], " ".join(grams_of(row[1:]))) for row in rows])
        cursor.close()


class GramIndex(SearchIndex):
    """Any database: a table of grams."""

    def holding(self, bare: str) -> Select[int]:
        """Return the keys of the records whose texts hold all grams."""
        grams = list(dict.fromkeys(map(add, bare, bare[1:])))
        if not grams:
            begins = EnterpriseGram.gram.startswith(bare, autoescape=True)
            return select(EnterpriseGram.enterprise_id).where(begins).distinct()
        found = select(EnterpriseGram.enterprise_id).where(EnterpriseGram.gram == grams[0])
        for gram in grams[1:]:
            also = select(EnterpriseGram.enterprise_id).where(EnterpriseGram.gram == gram)
            found = found.where(EnterpriseGram.enterprise_id.in_(also))
        return found

    def _put(self, rows: Sequence[Any]) -> None:
        pairs = [{"gram": gram, "enterprise_id": row[0]} for row in rows for gram in grams_of(row[1:])]
        if pairs:
            self._session.execute(insert(EnterpriseGram), pairs)

    def _drop(self, rows: Sequence[Any]) -> None:
        keys = [row[0] for row in rows]
        self._session.execute(delete(EnterpriseGram).where(EnterpriseGram.enterprise_id.in_(keys)))

    def _empty(self) -> None:
        self._session.execute(delete(EnterpriseGram))


def bring_search_up_to_date(database: Database) -> None:
    """Build the index of a database that has none yet: an old one, after its migration. It costs nothing otherwise."""
    with database.reading() as session:
        is_stale = session.scalar(select(Enterprise.id).where(Enterprise.sort_key <= b"").limit(1))
    if is_stale is not None:
        with database.transaction() as session:
            SearchIndex.of(session).rebuild()


def _any_text(bare: str) -> ColumnElement[bool]:
    """Return the condition that one of the texts holds the characters in their order, signs between them or not."""
    pieces: list[str] = []
    for character in bare:
        if character.isascii() and pieces and pieces[-1][-1].isascii():
            pieces[-1] += character
        else:
            pieces.append(character)
    pattern = f"%{'%'.join(pieces)}%"
    patterns = dict.fromkeys((pattern, *(_widened(pieces) if any(map(str.isascii, pieces)) else ())))
    return or_(*(func.lower(one).like(pattern) for one in _TEXTS for pattern in patterns))


def _widened(pieces: Sequence[str]) -> list[str]:
    """Return the patterns for letters and digits that stand full-width in the record."""
    lower = "%".join(piece.translate(_WIDE) for piece in pieces)
    upper = "%".join(piece.upper().translate(_WIDE) for piece in pieces)
    return [f"%{lower}%", f"%{upper}%"]


def _by_letters_and_digits(word: str, bare: str) -> list[Select[int]]:
    """Return the keys found by part of a code or phone, by initials or pinyin; each reads one narrow index."""
    found: list[Select[int]] = []
    code = bare.upper()
    if _CODE_PART.fullmatch(code):
        for column in (Enterprise.credit_code, Enterprise.registration_number):
            found.append(select(Enterprise.id).where(column.contains(code)))
    sounds: list[ColumnElement[bool]] = [
        Enterprise.initials.like("%" + "%".join(runs) + "%") for runs in initial_runs(bare)
    ]
    if bare.isalpha():
        sounds += [Enterprise.pinyin.contains(one) for one in pinyin_table().spellings(bare)]
    else:
        sounds.append(Enterprise.phone.contains(word, autoescape=True))
    return [*found, select(Enterprise.id).where(or_(*sounds))]


def _chunks(keys: Sequence[int]) -> Iterable[list[int]]:
    for start in range(0, len(keys), _CHUNK):
        yield list(keys[start : start + _CHUNK])
