"""${message}

Recipe: change the tables, `python tools/new_migration.py NUMBER "one sentence"`, read what came out, raise
SCHEMA_REVISION in models/database.py. Revisions are numbers so that older and newer can be told apart.
"""

import sqlalchemy as sa
from alembic import op


revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
