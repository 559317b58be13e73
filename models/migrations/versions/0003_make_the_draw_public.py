"""Make the draw public from its scheme to its proof.

Columns are added in place, with the defaults of old rows: SQLite could not recreate a table that others refer to.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "other_visits",
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("ground", sa.String(length=200), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_reason", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprises.id"], name=op.f("fk_other_visits_enterprise_id_enterprises")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_other_visits_office_id_offices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_other_visits")),
        sa.UniqueConstraint("uuid", name=op.f("uq_other_visits_uuid")),
    )
    with op.batch_alter_table("other_visits", recreate="never") as batch_op:
        batch_op.create_index(
            "ix_other_visits_enterprise_id_visited_on", ["enterprise_id", "visited_on"], unique=False
        )

    op.create_table(
        "plan_task_sections",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["section_id"], ["sections.id"], name=op.f("fk_plan_task_sections_section_id_sections")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["plan_tasks.id"], name=op.f("fk_plan_task_sections_task_id_plan_tasks")
        ),
        sa.PrimaryKeyConstraint("task_id", "section_id", name=op.f("pk_plan_task_sections")),
    )
    op.create_table(
        "platform_draws",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=50), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("taken_in_by", sa.String(length=50), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_platform_draws_office_id_offices")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["plan_tasks.id"], name=op.f("fk_platform_draws_task_id_plan_tasks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_draws")),
        sa.UniqueConstraint("uuid", name=op.f("uq_platform_draws_uuid")),
    )
    with op.batch_alter_table("platform_draws", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_platform_draws_task_id"), ["task_id"], unique=False)

    op.create_table(
        "work_schemes",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("objects", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("requirements", sa.Text(), nullable=False),
        sa.Column("written_by", sa.String(length=50), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.String(length=50), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_work_schemes_office_id_offices")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["plan_tasks.id"], name=op.f("fk_work_schemes_task_id_plan_tasks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_schemes")),
        sa.UniqueConstraint("task_id", "edition", name=op.f("uq_work_schemes_task_id_edition")),
        sa.UniqueConstraint("uuid", name=op.f("uq_work_schemes_uuid")),
    )
    with op.batch_alter_table("work_schemes", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_work_schemes_task_id"), ["task_id"], unique=False)

    op.create_table(
        "platform_objects",
        sa.Column("platform_draw_id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprises.id"], name=op.f("fk_platform_objects_enterprise_id_enterprises")
        ),
        sa.ForeignKeyConstraint(
            ["platform_draw_id"],
            ["platform_draws.id"],
            name=op.f("fk_platform_objects_platform_draw_id_platform_draws"),
        ),
        sa.PrimaryKeyConstraint("platform_draw_id", "enterprise_id", name=op.f("pk_platform_objects")),
    )
    op.create_table(
        "draw_attendees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("role", sa.String(length=50), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["draw_id"], ["draws.id"], name=op.f("fk_draw_attendees_draw_id_draws")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw_attendees")),
        sa.UniqueConstraint("draw_id", "position", name=op.f("uq_draw_attendees_draw_id_position")),
    )
    with op.batch_alter_table("draw_attendees", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_draw_attendees_draw_id"), ["draw_id"], unique=False)

    op.create_table(
        "evidence_files",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=True),
        sa.Column("platform_draw_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_by", sa.String(length=50), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draw_id"], ["draws.id"], name=op.f("fk_evidence_files_draw_id_draws")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_evidence_files_office_id_offices")
        ),
        sa.ForeignKeyConstraint(
            ["platform_draw_id"],
            ["platform_draws.id"],
            name=op.f("fk_evidence_files_platform_draw_id_platform_draws"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_files")),
        sa.UniqueConstraint("uuid", name=op.f("uq_evidence_files_uuid")),
    )
    with op.batch_alter_table("evidence_files", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_files_draw_id"), ["draw_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_evidence_files_platform_draw_id"), ["platform_draw_id"], unique=False
        )

    with op.batch_alter_table("drawn_places", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("opened_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("opened_by", sa.String(length=50), server_default="", nullable=False))

    with op.batch_alter_table("draws", recreate="never") as batch_op:
        batch_op.add_column(
            sa.Column("origin", sa.String(length=32), server_default="office", nullable=False)
        )
        batch_op.add_column(sa.Column("scope_text", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("direct_reason", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("direct_approved_by", sa.String(length=50), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("is_assignment_sealed", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("meeting_place", sa.String(length=100), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("void_evidence", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("offices", recreate="never") as batch_op:
        batch_op.add_column(
            sa.Column("class_ratios", sa.String(length=50), server_default="1/2/10/30", nullable=False)
        )
        batch_op.add_column(
            sa.Column("class_floors", sa.String(length=50), server_default="1/1/1/1", nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "class_ceilings", sa.String(length=50), server_default="100/100/100/100", nullable=False
            )
        )
        batch_op.add_column(sa.Column("exclusion_months", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("bars_same_pair", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("officer_load_cap", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("publishes_groups", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(
            sa.Column("publishes_full_at_once", sa.Boolean(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("place_officers", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("is_direct", sa.Boolean(), server_default="0", nullable=False))

    with op.batch_alter_table("plan_tasks", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("class_ratios", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("pool_officers", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("section", sa.String(length=50), server_default="", nullable=False))

    with op.batch_alter_table("substitutions", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("evidence", sa.Text(), server_default="", nullable=False))

    for table, column, target in (
        ("drawn_places", "visit_with_id", "drawn_places"),
        ("draws", "platform_draw_id", "platform_draws"),
        ("draws", "work_scheme_id", "work_schemes"),
    ):  # SQLite adds a reference only together with its column
        name = op.f(f"fk_{table}_{column}_{target}")
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES {target} (id)"
        )
