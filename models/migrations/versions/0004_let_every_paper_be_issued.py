"""Let every paper of an inspection be issued, printed and found again.

``issued_papers`` is made anew: a paper may now belong to a draw or to the office. No table refers to it yet, and those
of this revision that do are made after it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("issued_papers", recreate="auto") as batch_op:
        batch_op.add_column(sa.Column("draw_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("subject", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("received_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("received_by", sa.String(length=50), server_default="", nullable=False))
        batch_op.alter_column("record_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index(batch_op.f("ix_issued_papers_draw_id"), ["draw_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_issued_papers_view_digest"), ["view_digest"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_issued_papers_draw_id_draws"), "draws", ["draw_id"], ["id"]
        )

    op.execute(
        "UPDATE issued_papers SET subject = (SELECT enterprises.name FROM inspection_records"
        " JOIN enterprises ON enterprises.id = inspection_records.enterprise_id"
        " WHERE inspection_records.id = issued_papers.record_id)"
    )

    op.create_table(
        "form_wordings",
        sa.Column("form", sa.String(length=50), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("saved_by", sa.String(length=50), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_form_wordings_office_id_offices")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_wordings")),
        sa.UniqueConstraint(
            "office_id", "form", "version", name=op.f("uq_form_wordings_office_id_form_version")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_form_wordings_uuid")),
    )
    op.create_table(
        "number_gaps",
        sa.Column("series", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("entered_by", sa.String(length=50), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_number_gaps_office_id_offices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_gaps")),
        sa.UniqueConstraint("uuid", name=op.f("uq_number_gaps_uuid")),
    )
    op.create_table(
        "signature_images",
        sa.Column("person", sa.String(length=50), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.String(length=50), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_signature_images_office_id_offices")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_signature_images_officer_id_officers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_images")),
        sa.UniqueConstraint("uuid", name=op.f("uq_signature_images_uuid")),
    )
    op.create_table(
        "paper_entries",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(length=36), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_paper_entries_office_id_offices")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["inspection_records.id"],
            name=op.f("fk_paper_entries_record_id_inspection_records"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_entries")),
        sa.UniqueConstraint("record_id", "kind", name=op.f("uq_paper_entries_record_id_kind")),
        sa.UniqueConstraint("uuid", name=op.f("uq_paper_entries_uuid")),
    )
    op.create_table(
        "paper_prints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("printed_by", sa.String(length=50), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["offices.id"], name=op.f("fk_paper_prints_office_id_offices")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["issued_papers.id"], name=op.f("fk_paper_prints_paper_id_issued_papers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_prints")),
    )
    with op.batch_alter_table("paper_prints", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_prints_paper_id"), ["paper_id"], unique=False)

    op.create_table(
        "paper_scans",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("source_name", sa.String(length=255), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
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
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_paper_scans_office_id_offices")),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["issued_papers.id"], name=op.f("fk_paper_scans_paper_id_issued_papers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_scans")),
        sa.UniqueConstraint("paper_id", "digest", name=op.f("uq_paper_scans_paper_id_digest")),
        sa.UniqueConstraint("uuid", name=op.f("uq_paper_scans_uuid")),
    )
    with op.batch_alter_table("paper_scans", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_scans_paper_id"), ["paper_id"], unique=False)

    with op.batch_alter_table("inspection_records", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("serial_year", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("serial", sa.Integer(), nullable=True))

    with op.batch_alter_table("offices", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("series_words", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("form_sets", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("shares_serial", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(
            sa.Column("approval_before_notice", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("prints_discipline", sa.Boolean(), server_default="1", nullable=False))
        batch_op.add_column(
            sa.Column("letterhead", sa.String(length=32), server_default="plain", nullable=False)
        )
        batch_op.add_column(
            sa.Column("imprint_copies_to", sa.String(length=200), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("prints_qr", sa.Boolean(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("uses_system_fonts", sa.Boolean(), server_default="0", nullable=False))
