"""Own label criteria."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    op.create_table(
        "label_criterion",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("theme", sa.String(), nullable=True),
        sa.Column("article", sa.String(), nullable=True),
        sa.Column("quantity_nl", sa.String(), nullable=True),
        sa.Column("quantity", sa.String(), nullable=True),
        sa.Column("condition", sa.String(), nullable=True),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("value_rough", sa.String(), nullable=True),
        sa.Column("value_finished", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("level_a", sa.String(), nullable=True),
        sa.Column("level_aplus", sa.String(), nullable=True),
        sa.Column("level_aplusplus", sa.String(), nullable=True),
        sa.Column("basis_a", sa.String(), nullable=True),
        sa.Column("basis_aplus", sa.String(), nullable=True),
        sa.Column("basis_aplusplus", sa.String(), nullable=True),
        sa.Column("satisfied_by", sa.String(), nullable=True),
        sa.Column("scope", sa.String(), nullable=True),
        sa.Column("mandatory", sa.String(), nullable=True),
        sa.Column("in_force", sa.String(), nullable=True),
        sa.Column("valid_from", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("label_criterion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_label_criterion_import_id"), ["import_id"], unique=False)


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("label_criterion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_label_criterion_import_id"))

    op.drop_table("label_criterion")
