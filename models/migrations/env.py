"""Alembic's entry: run inside the connection that ``models.database`` hands over, in its one transaction."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from models.database import metadata


def render_stored_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write the type that is stored, not our own: a revision must not change when the program does."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=metadata, render_as_batch=True, render_item=render_stored_type
)
with context.begin_transaction():
    context.run_migrations()
