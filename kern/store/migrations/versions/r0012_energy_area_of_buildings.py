"""Energy area of buildings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    with op.batch_alter_table("building", schema=None) as batch_op:
        batch_op.add_column(sa.Column("energy_floor_area_m2", sa.Float(), nullable=True))


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("building", schema=None) as batch_op:
        batch_op.drop_column("energy_floor_area_m2")
