"""Asset activity."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    op.create_table(
        "asset_activity",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("gross_floor_area_m2", sa.Float(), nullable=True),
        sa.Column("fte", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["managed_asset.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code", "year"),
    )
    with op.batch_alter_table("asset_activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asset_activity_import_id"), ["import_id"], unique=False)


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("asset_activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asset_activity_import_id"))

    op.drop_table("asset_activity")
