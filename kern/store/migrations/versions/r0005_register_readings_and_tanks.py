"""Register readings and tanks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    op.create_table(
        "register_reading",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("meter", sa.String(), nullable=False),
        sa.Column("register_name", sa.String(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=True),
        sa.Column("reading", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("factor", sa.Float(), nullable=True),
        sa.Column("digits", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("meter", "register_name", "read_on", "kind"),
    )
    with op.batch_alter_table("register_reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_reading_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_register_reading_import_id"), ["import_id"], unique=False)

    op.create_table(
        "tank_record",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("tank", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=True),
        sa.Column("quantity", sa.Float(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("amount_eur", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("tank", "day", "kind", "number"),
    )
    with op.batch_alter_table("tank_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tank_record_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_tank_record_import_id"), ["import_id"], unique=False)


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("tank_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tank_record_import_id"))
        batch_op.drop_index(batch_op.f("ix_tank_record_asset_code"))

    op.drop_table("tank_record")
    with op.batch_alter_table("register_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_reading_import_id"))
        batch_op.drop_index(batch_op.f("ix_register_reading_asset_code"))

    op.drop_table("register_reading")
