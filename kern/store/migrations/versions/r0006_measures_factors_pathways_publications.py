"""Measures factors pathways publications."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("koers_version", sa.String(), nullable=False),
        sa.Column("data_cutoff", sa.String(), nullable=False),
        sa.Column("last_import_id", sa.Integer(), nullable=True),
        sa.Column("rules_version", sa.String(), nullable=False),
        sa.Column("choices", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_year"), ["year"], unique=False)

    op.create_table(
        "own_factor",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("quantity", sa.String(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("carrier", "quantity", "asset_code", "valid_from"),
    )
    with op.batch_alter_table("own_factor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_factor_import_id"), ["import_id"], unique=False)

    op.create_table(
        "pathway",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("energy_kwh_per_m2", sa.Float(), nullable=True),
        sa.Column("co2_kg_per_m2", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("name", "function", "year"),
    )
    with op.batch_alter_table("pathway", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pathway_import_id"), ["import_id"], unique=False)

    op.create_table(
        "published_figure",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
        ),
        sa.PrimaryKeyConstraint("publication_id", "key"),
    )
    op.create_table(
        "published_part",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Float(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
        ),
        sa.PrimaryKeyConstraint("publication_id", "metric", "asset_code", "item", "year"),
    )
    op.create_table(
        "measure",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("saving_kwh", sa.Float(), nullable=False),
        sa.Column("cost_eur", sa.Float(), nullable=True),
        sa.Column("lifetime_years", sa.Float(), nullable=True),
        sa.Column("alternative_group", sa.String(), nullable=True),
        sa.Column("renovated_area_m2", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["managed_asset.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("code", "carrier"),
    )
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_measure_import_id"), ["import_id"], unique=False)

    op.create_table(
        "portfolio_change",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("share", sa.Float(), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["managed_asset.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code", "changed_on", "change"),
    )
    with op.batch_alter_table("portfolio_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_portfolio_change_import_id"), ["import_id"], unique=False)

    with op.batch_alter_table("meter", schema=None) as batch_op:
        batch_op.add_column(sa.Column("generator", sa.String(), nullable=True))


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("meter", schema=None) as batch_op:
        batch_op.drop_column("generator")

    with op.batch_alter_table("portfolio_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_portfolio_change_import_id"))

    op.drop_table("portfolio_change")
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_import_id"))
        batch_op.drop_index(batch_op.f("ix_measure_asset_code"))

    op.drop_table("measure")
    op.drop_table("published_part")
    op.drop_table("published_figure")
    with op.batch_alter_table("pathway", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pathway_import_id"))

    op.drop_table("pathway")
    with op.batch_alter_table("own_factor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_factor_import_id"))

    op.drop_table("own_factor")
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_publication_year"))

    op.drop_table("publication")
