"""Widen the rosters and keep their history.

Columns are added in place, with the defaults of old rows: SQLite could not recreate a table that others refer to.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_mappings",
        sa.Column("noun", sa.String(length=32), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_import_mappings_office_id_offices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mappings")),
        sa.UniqueConstraint(
            "office_id", "noun", "signature", name=op.f("uq_import_mappings_office_id_noun_signature")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_import_mappings_uuid")),
    )
    op.create_table(
        "industry_codes",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.String(length=4), nullable=False),
        sa.Column("industry", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_industry_codes_office_id_offices")
        ),
        sa.PrimaryKeyConstraint("office_id", "prefix", name=op.f("pk_industry_codes")),
    )
    op.create_table(
        "item_lists",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("document_number", sa.String(length=50), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_item_lists_office_id_offices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_lists")),
        sa.UniqueConstraint("office_id", "year", name=op.f("uq_item_lists_office_id_year")),
        sa.UniqueConstraint("uuid", name=op.f("uq_item_lists_uuid")),
    )
    op.create_table(
        "roster_imports",
        sa.Column("noun", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=50), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("sheet_name", sa.String(length=100), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by", sa.String(length=50), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_roster_imports_office_id_offices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_imports")),
        sa.UniqueConstraint("uuid", name=op.f("uq_roster_imports_uuid")),
    )
    op.create_table(
        "saved_filters",
        sa.Column("noun", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_saved_filters_office_id_offices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filters")),
        sa.UniqueConstraint("office_id", "noun", "name", name=op.f("uq_saved_filters_office_id_noun_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_saved_filters_uuid")),
    )
    op.create_table(
        "roster_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=50), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["roster_imports.id"], name=op.f("fk_roster_changes_import_id_roster_imports")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_roster_changes_office_id_offices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_changes")),
    )
    with op.batch_alter_table("roster_changes", recreate="never") as batch_op:
        batch_op.create_index("ix_roster_changes_at", ["at"], unique=False)
        batch_op.create_index("ix_roster_changes_import_id", ["import_id"], unique=False)
        batch_op.create_index("ix_roster_changes_noun_record_id", ["noun", "record_id"], unique=False)

    op.create_table(
        "roster_versions",
        sa.Column("noun", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=50), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("record_count", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["roster_imports.id"], name=op.f("fk_roster_versions_import_id_roster_imports")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_roster_versions_office_id_offices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_versions")),
        sa.UniqueConstraint(
            "office_id", "noun", "year", "number", name=op.f("uq_roster_versions_office_id_noun_year_number")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_roster_versions_uuid")),
    )
    op.create_table(
        "submissions",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("submitted_by", sa.String(length=50), nullable=False),
        sa.Column("returned_reason", sa.String(length=200), nullable=False),
        sa.Column("merged_on", sa.Date(), nullable=True),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("file_digest", sa.String(length=64), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("remark", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_submissions_office_id_offices")),
        sa.ForeignKeyConstraint(
            ["section_id"], ["sections.id"], name=op.f("fk_submissions_section_id_sections")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint(
            "office_id",
            "year",
            "section_id",
            "kind",
            name=op.f("uq_submissions_office_id_year_section_id_kind"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_submissions_uuid")),
    )
    op.create_table(
        "enterprise_licences",
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enterprise_id"],
            ["enterprises.id"],
            name=op.f("fk_enterprise_licences_enterprise_id_enterprises"),
        ),
        sa.PrimaryKeyConstraint("enterprise_id", "kind", "number", name=op.f("pk_enterprise_licences")),
    )
    op.create_table(
        "enterprise_grams",
        sa.Column("gram", sa.String(length=2), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprises.id"], name=op.f("fk_enterprise_grams_enterprise_id_enterprises")
        ),
        sa.PrimaryKeyConstraint("gram", "enterprise_id", name=op.f("pk_enterprise_grams")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("enterprise_grams", recreate="never") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_enterprise_grams_enterprise_id"), ["enterprise_id"], unique=False
        )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE enterprise_search USING fts5"
            "(grams, content='', tokenize='ascii', detail=none, columnsize=0)"
        )
    op.create_table(
        "enterprise_tags",
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise_id"], ["enterprises.id"], name=op.f("fk_enterprise_tags_enterprise_id_enterprises")
        ),
        sa.PrimaryKeyConstraint("enterprise_id", "tag", name=op.f("pk_enterprise_tags")),
    )
    op.create_table(
        "leaves",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_leaves_in_order")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_leaves_office_id_offices")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_leaves_officer_id_officers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaves")),
        sa.UniqueConstraint("uuid", name=op.f("uq_leaves_uuid")),
    )
    with op.batch_alter_table("leaves", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_leaves_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "officer_towns",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("town_code", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_officer_towns_officer_id_officers")
        ),
        sa.ForeignKeyConstraint(["town_code"], ["towns.code"], name=op.f("fk_officer_towns_town_code_towns")),
        sa.PrimaryKeyConstraint("officer_id", "town_code", name=op.f("pk_officer_towns")),
    )
    with op.batch_alter_table("draws", recreate="never") as batch_op:
        batch_op.add_column(
            sa.Column("roster_version", sa.String(length=20), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("stale_roster_reason", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("enterprises", recreate="never") as batch_op:
        batch_op.add_column(
            sa.Column("former_codes", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("former_names", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("is_case_only", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("status_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("status_source", sa.String(length=100), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("work_address", sa.String(length=500), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("industry_reason", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("scale", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("standardization", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("risk_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("risk_source", sa.String(length=100), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("dishonest_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("dishonest_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("is_blacklisted", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("blacklist_basis", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("blacklist_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("blacklist_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("is_abnormal", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("abnormal_basis", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("abnormal_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("abnormal_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("is_focus", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("focus_reason", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("added_by_import_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("name_key", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("sort_key", sa.LargeBinary(length=400), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("initials", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("pinyin", sa.String(length=1200), nullable=False, server_default=""))
        batch_op.drop_index(batch_op.f("ix_enterprises_name"))
        batch_op.drop_index(batch_op.f("ix_enterprises_town_code_status"))
        batch_op.create_index("ix_enterprises_name_key", ["name_key"], unique=False)
        batch_op.create_index("ix_enterprises_sort_key", ["sort_key"], unique=False)
        batch_op.create_index("ix_enterprises_latin", ["initials", "pinyin", "phone"], unique=False)
        for name, on_sqlite, elsewhere in (
            ("retired", "retired_at IS NOT NULL", "retired_at IS NOT NULL"),
            ("guessed", "industry_is_guess = 1", "industry_is_guess"),
        ):
            batch_op.create_index(
                f"ix_enterprises_{name}",
                ["id"],
                unique=False,
                sqlite_where=sa.text(on_sqlite),
                postgresql_where=sa.text(elsewhere),
            )
        batch_op.create_index(
            "ix_enterprises_town_code_status_sort_key", ["town_code", "status", "sort_key"], unique=False
        )

    with op.batch_alter_table("inspection_items", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("added_by_import_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("kind", sa.String(length=32), nullable=False, server_default="operation")
        )
        batch_op.add_column(sa.Column("subject", sa.String(length=100), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("ratio_frequency", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("staff_requirement", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("is_key", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("is_veto", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("score", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("industries", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("sub_items", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("officers", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("added_by_import_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("second_certificate_number", sa.String(length=30), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("second_certificate_expires_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("staff_number", sa.String(length=30), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("id_number", sa.String(length=18), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("education", sa.String(length=20), nullable=False, server_default=""))

    with op.batch_alter_table("towns", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("stem", sa.String(length=30), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("is_active", sa.Boolean(), nullable=False, server_default="1"))
    op.execute(
        "UPDATE towns SET stem = replace(replace(replace(name, '（区外）', ''), '街道', ''), '镇', '')"
        " WHERE code NOT IN ('410300000', '410307103')"
    )
    op.execute("UPDATE towns SET stem = '翟镇' WHERE code = '410307103'")
