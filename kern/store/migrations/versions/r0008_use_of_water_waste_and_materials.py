"""Use of water, waste and materials."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    op.create_table(
        "resource_use",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("quantity", sa.Float(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["building.asset_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code", "year", "kind"),
    )
    with op.batch_alter_table("resource_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resource_use_import_id"), ["import_id"], unique=False)


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("resource_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resource_use_import_id"))

    op.drop_table("resource_use")
