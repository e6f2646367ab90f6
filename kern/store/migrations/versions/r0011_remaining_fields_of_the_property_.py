"""Remaining fields of the property database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    with op.batch_alter_table("building", schema=None) as batch_op:
        batch_op.add_column(sa.Column("encumbrances", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("unit_status", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("unit_function", sa.String(), nullable=True))

    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_natural_person", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("rent_adjustment", sa.String(), nullable=True))


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.drop_column("rent_adjustment")
        batch_op.drop_column("is_natural_person")

    with op.batch_alter_table("building", schema=None) as batch_op:
        batch_op.drop_column("unit_function")
        batch_op.drop_column("unit_status")
        batch_op.drop_column("encumbrances")
