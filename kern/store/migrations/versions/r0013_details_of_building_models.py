"""Details of building models."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    op.create_table(
        "bim_classification",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("element_step_id", sa.Integer(), nullable=False),
        sa.Column("reference_step_id", sa.Integer(), nullable=False),
        sa.Column("element_guid", sa.String(), nullable=True),
        sa.Column("ifc_class", sa.String(), nullable=True),
        sa.Column("system", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["model_hash"],
            ["bim_model.model_hash"],
        ),
        sa.PrimaryKeyConstraint("model_hash", "element_step_id", "reference_step_id"),
    )
    with op.batch_alter_table("bim_classification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bim_classification_import_id"), ["import_id"], unique=False)

    op.create_table(
        "bim_element",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("element_step_id", sa.Integer(), nullable=False),
        sa.Column("element_guid", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("ifc_class", sa.String(), nullable=True),
        sa.Column("element_name", sa.String(), nullable=True),
        sa.Column("element_type", sa.String(), nullable=True),
        sa.Column("building_step_id", sa.Integer(), nullable=True),
        sa.Column("storey_step_id", sa.Integer(), nullable=True),
        sa.Column("width_m", sa.Float(), nullable=True),
        sa.Column("width_m_source", sa.String(), nullable=True),
        sa.Column("height_m", sa.Float(), nullable=True),
        sa.Column("height_m_source", sa.String(), nullable=True),
        sa.Column("clear_width_m", sa.Float(), nullable=True),
        sa.Column("clear_width_m_source", sa.String(), nullable=True),
        sa.Column("clear_depth_m", sa.Float(), nullable=True),
        sa.Column("clear_depth_m_source", sa.String(), nullable=True),
        sa.Column("riser_count", sa.Float(), nullable=True),
        sa.Column("riser_count_source", sa.String(), nullable=True),
        sa.Column("riser_height_m", sa.Float(), nullable=True),
        sa.Column("riser_height_m_source", sa.String(), nullable=True),
        sa.Column("tread_length_m", sa.Float(), nullable=True),
        sa.Column("tread_length_m_source", sa.String(), nullable=True),
        sa.Column("slope_degrees", sa.Float(), nullable=True),
        sa.Column("slope_degrees_source", sa.String(), nullable=True),
        sa.Column("u_value_w_per_m2k", sa.Float(), nullable=True),
        sa.Column("u_value_w_per_m2k_source", sa.String(), nullable=True),
        sa.Column("is_external", sa.Boolean(), nullable=True),
        sa.Column("is_external_source", sa.String(), nullable=True),
        sa.Column("is_fire_exit", sa.Boolean(), nullable=True),
        sa.Column("is_fire_exit_source", sa.String(), nullable=True),
        sa.Column("is_handicap_accessible", sa.Boolean(), nullable=True),
        sa.Column("is_handicap_accessible_source", sa.String(), nullable=True),
        sa.Column("has_handrail", sa.Boolean(), nullable=True),
        sa.Column("has_handrail_source", sa.String(), nullable=True),
        sa.Column("fire_rating", sa.String(), nullable=True),
        sa.Column("fire_rating_source", sa.String(), nullable=True),
        sa.Column("operation", sa.String(), nullable=True),
        sa.Column("operation_source", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["model_hash"],
            ["bim_model.model_hash"],
        ),
        sa.PrimaryKeyConstraint("model_hash", "element_step_id"),
    )
    with op.batch_alter_table("bim_element", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bim_element_import_id"), ["import_id"], unique=False)

    op.create_table(
        "bim_envelope",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("element_step_id", sa.Integer(), nullable=False),
        sa.Column("element_guid", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("ifc_class", sa.String(), nullable=True),
        sa.Column("element_name", sa.String(), nullable=True),
        sa.Column("element_type", sa.String(), nullable=True),
        sa.Column("building_step_id", sa.Integer(), nullable=True),
        sa.Column("storey_step_id", sa.Integer(), nullable=True),
        sa.Column("host_step_id", sa.Integer(), nullable=True),
        sa.Column("is_external", sa.Boolean(), nullable=True),
        sa.Column("is_external_source", sa.String(), nullable=True),
        sa.Column("gross_area_m2", sa.Float(), nullable=True),
        sa.Column("net_area_m2", sa.Float(), nullable=True),
        sa.Column("area_source", sa.String(), nullable=True),
        sa.Column("azimuth_degrees", sa.Float(), nullable=True),
        sa.Column("facade", sa.String(), nullable=True),
        sa.Column("u_value_w_per_m2k", sa.Float(), nullable=True),
        sa.Column("u_value_w_per_m2k_source", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["model_hash"],
            ["bim_model.model_hash"],
        ),
        sa.PrimaryKeyConstraint("model_hash", "element_step_id"),
    )
    with op.batch_alter_table("bim_envelope", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bim_envelope_import_id"), ["import_id"], unique=False)

    op.create_table(
        "bim_georeference",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("reference_number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("crs_name", sa.String(), nullable=True),
        sa.Column("easting_m", sa.Float(), nullable=True),
        sa.Column("northing_m", sa.Float(), nullable=True),
        sa.Column("height_m", sa.Float(), nullable=True),
        sa.Column("rotation_degrees", sa.Float(), nullable=True),
        sa.Column("map_unit_m", sa.Float(), nullable=True),
        sa.Column("map_unit_doubtful", sa.Boolean(), nullable=True),
        sa.Column("latitude_degrees", sa.Float(), nullable=True),
        sa.Column("longitude_degrees", sa.Float(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("default_city", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["model_hash"],
            ["bim_model.model_hash"],
        ),
        sa.PrimaryKeyConstraint("model_hash", "reference_number"),
    )
    with op.batch_alter_table("bim_georeference", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bim_georeference_import_id"), ["import_id"], unique=False)

    op.create_table(
        "bim_site",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("site_step_id", sa.Integer(), nullable=False),
        sa.Column("site_guid", sa.String(), nullable=True),
        sa.Column("site_name", sa.String(), nullable=True),
        sa.Column("site_long_name", sa.String(), nullable=True),
        sa.Column("land_title_number", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("elevation_m", sa.Float(), nullable=True),
        sa.Column("latitude_degrees", sa.Float(), nullable=True),
        sa.Column("longitude_degrees", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["model_hash"],
            ["bim_model.model_hash"],
        ),
        sa.PrimaryKeyConstraint("model_hash", "site_step_id"),
    )
    with op.batch_alter_table("bim_site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bim_site_import_id"), ["import_id"], unique=False)

    op.create_table(
        "bim_zone",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("zone_step_id", sa.Integer(), nullable=False),
        sa.Column("member_number", sa.Integer(), nullable=False),
        sa.Column("zone_guid", sa.String(), nullable=True),
        sa.Column("zone_name", sa.String(), nullable=True),
        sa.Column("zone_long_name", sa.String(), nullable=True),
        sa.Column("zone_type", sa.String(), nullable=True),
        sa.Column("space_step_id", sa.Integer(), nullable=True),
        sa.Column("space_guid", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["model_hash"],
            ["bim_model.model_hash"],
        ),
        sa.PrimaryKeyConstraint("model_hash", "zone_step_id", "member_number"),
    )
    with op.batch_alter_table("bim_zone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bim_zone_import_id"), ["import_id"], unique=False)


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("bim_zone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bim_zone_import_id"))

    op.drop_table("bim_zone")
    with op.batch_alter_table("bim_site", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bim_site_import_id"))

    op.drop_table("bim_site")
    with op.batch_alter_table("bim_georeference", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bim_georeference_import_id"))

    op.drop_table("bim_georeference")
    with op.batch_alter_table("bim_envelope", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bim_envelope_import_id"))

    op.drop_table("bim_envelope")
    with op.batch_alter_table("bim_element", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bim_element_import_id"))

    op.drop_table("bim_element")
    with op.batch_alter_table("bim_classification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bim_classification_import_id"))

    op.drop_table("bim_classification")
