"""Fleet mobility and charge points."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    op.create_table(
        "fleet_year_total",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("entity_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("product", sa.String(), nullable=False),
        sa.Column("quantity", sa.Float(), nullable=False),
        sa.Column("is_estimated", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_code"],
            ["entity.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("entity_code", "year", "product"),
    )
    with op.batch_alter_table("fleet_year_total", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fleet_year_total_import_id"), ["import_id"], unique=False)

    op.create_table(
        "mobility",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("entity_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_code"],
            ["entity.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("entity_code", "year", "indicator"),
    )
    with op.batch_alter_table("mobility", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mobility_import_id"), ["import_id"], unique=False)

    op.create_table(
        "charge_point",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("charge_point", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("meter", sa.String(), nullable=True),
        sa.Column("places_count", sa.Integer(), nullable=False),
        sa.Column("power_kw", sa.Float(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["managed_asset.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("charge_point", "valid_from"),
    )
    with op.batch_alter_table("charge_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_charge_point_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_charge_point_import_id"), ["import_id"], unique=False)

    with op.batch_alter_table("vehicle", schema=None) as batch_op:
        batch_op.add_column(sa.Column("upkeep_eur_per_year", sa.Float(), nullable=True))


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("vehicle", schema=None) as batch_op:
        batch_op.drop_column("upkeep_eur_per_year")

    with op.batch_alter_table("charge_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_charge_point_import_id"))
        batch_op.drop_index(batch_op.f("ix_charge_point_asset_code"))

    op.drop_table("charge_point")
    with op.batch_alter_table("mobility", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mobility_import_id"))

    op.drop_table("mobility")
    with op.batch_alter_table("fleet_year_total", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fleet_year_total_import_id"))

    op.drop_table("fleet_year_total")
