"""Bim material."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    op.create_table(
        "bim_material",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("element_step_id", sa.Integer(), nullable=False),
        sa.Column("part_number", sa.Integer(), nullable=False),
        sa.Column("element_guid", sa.String(), nullable=True),
        sa.Column("building_step_id", sa.Integer(), nullable=True),
        sa.Column("building_guid", sa.String(), nullable=True),
        sa.Column("storey_step_id", sa.Integer(), nullable=True),
        sa.Column("storey_guid", sa.String(), nullable=True),
        sa.Column("storey_name", sa.String(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=True),
        sa.Column("ifc_class", sa.String(), nullable=True),
        sa.Column("element_name", sa.String(), nullable=True),
        sa.Column("element_type", sa.String(), nullable=True),
        sa.Column("part_role", sa.String(), nullable=True),
        sa.Column("material_name", sa.String(), nullable=True),
        sa.Column("thickness_m", sa.Float(), nullable=True),
        sa.Column("volume_share", sa.Float(), nullable=True),
        sa.Column("element_volume_m3", sa.Float(), nullable=True),
        sa.Column("volume_method", sa.String(), nullable=True),
        sa.Column("volume_source", sa.String(), nullable=True),
        sa.Column("density_kg_per_m3", sa.Float(), nullable=True),
        sa.Column("element_weight_kg", sa.Float(), nullable=True),
        sa.Column("weight_source", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["model_hash"],
            ["bim_model.model_hash"],
        ),
        sa.PrimaryKeyConstraint("model_hash", "element_step_id", "part_number"),
    )
    with op.batch_alter_table("bim_material", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bim_material_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_bim_material_import_id"), ["import_id"], unique=False)


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("bim_material", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bim_material_import_id"))
        batch_op.drop_index(batch_op.f("ix_bim_material_asset_code"))

    op.drop_table("bim_material")
