"""First release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("loaded_by", sa.String(), nullable=False),
        sa.Column("koers_version", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_new", sa.Integer(), nullable=False),
        sa.Column("rows_same", sa.Integer(), nullable=False),
        sa.Column("rows_corrected", sa.Integer(), nullable=False),
        sa.Column("rows_quarantined", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("import_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_run_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_run_file_name"), ["file_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_run_sha256"), ["sha256"], unique=False)

    op.create_table(
        "series_change",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("previous_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "batch"),
    )
    op.create_table(
        "series_version",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "workspace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("store_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "bim_model",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("project_guid", sa.String(), nullable=True),
        sa.Column("project_name", sa.String(), nullable=True),
        sa.Column("schema_declared", sa.String(), nullable=True),
        sa.Column("schema_read", sa.String(), nullable=True),
        sa.Column("authoring_application", sa.String(), nullable=True),
        sa.Column("written_at", sa.String(), nullable=True),
        sa.Column("length_unit", sa.String(), nullable=True),
        sa.Column("length_unit_m", sa.Float(), nullable=True),
        sa.Column("area_unit", sa.String(), nullable=True),
        sa.Column("area_unit_m2", sa.Float(), nullable=True),
        sa.Column("building_count", sa.Integer(), nullable=True),
        sa.Column("storey_count", sa.Integer(), nullable=True),
        sa.Column("space_count", sa.Integer(), nullable=True),
        sa.Column("door_count", sa.Integer(), nullable=True),
        sa.Column("window_count", sa.Integer(), nullable=True),
        sa.Column("stair_count", sa.Integer(), nullable=True),
        sa.Column("ramp_count", sa.Integer(), nullable=True),
        sa.Column("lift_count", sa.Integer(), nullable=True),
        sa.Column("counted_space_count", sa.Integer(), nullable=True),
        sa.Column("spaces_with_area_count", sa.Integer(), nullable=True),
        sa.Column("space_area_covered_share", sa.Float(), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("model_hash"),
    )
    with op.batch_alter_table("bim_model", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bim_model_import_id"), ["import_id"], unique=False)

    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("previous_import_id", sa.Integer(), nullable=True),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("old_value", sa.String(), nullable=True),
        sa.Column("new_value", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("previous_source_sheet", sa.String(), nullable=True),
        sa.Column("previous_source_row", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["previous_import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_correction_table_name"), ["table_name"], unique=False)

    op.create_table(
        "entity",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ovo_code", sa.String(), nullable=True),
        sa.Column("kbo_number", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("code"),
    )
    with op.batch_alter_table("entity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entity_import_id"), ["import_id"], unique=False)

    op.create_table(
        "import_count",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("rows_new", sa.Integer(), nullable=False),
        sa.Column("rows_same", sa.Integer(), nullable=False),
        sa.Column("rows_corrected", sa.Integer(), nullable=False),
        sa.Column("rows_quarantined", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("import_id", "table_name"),
    )
    op.create_table(
        "invoice",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("meter", sa.String(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_until", sa.Date(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=True),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("quantity", sa.Float(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("amount_eur", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("number", "meter", "period_from", "period_until"),
    )
    with op.batch_alter_table("invoice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invoice_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_invoice_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invoice_meter"), ["meter"], unique=False)

    op.create_table(
        "meter",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("measured_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("code"),
    )
    with op.batch_alter_table("meter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meter_import_id"), ["import_id"], unique=False)

    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=True),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("column", sa.String(), nullable=True),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("remedy", sa.String(), nullable=False),
        sa.Column("allowed", sa.String(), nullable=True),
        sa.Column("resolved_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["resolved_by"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("quarantine", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quarantine_file_name"), ["file_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_quarantine_import_id"), ["import_id"], unique=False)

    op.create_table(
        "transfer_capacity",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("buildings_count", sa.Integer(), nullable=True),
        sa.Column("area_m2", sa.Float(), nullable=True),
        sa.Column("staff_fte", sa.Float(), nullable=True),
        sa.Column("budget_eur", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("quarter"),
    )
    with op.batch_alter_table("transfer_capacity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_capacity_import_id"), ["import_id"], unique=False)

    op.create_table(
        "bim_building",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("building_step_id", sa.Integer(), nullable=False),
        sa.Column("building_guid", sa.String(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=True),
        sa.Column("building_name", sa.String(), nullable=True),
        sa.Column("building_long_name", sa.String(), nullable=True),
        sa.Column("building_reference", sa.String(), nullable=True),
        sa.Column("site_guid", sa.String(), nullable=True),
        sa.Column("site_name", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("storey_count", sa.Integer(), nullable=True),
        sa.Column("space_count", sa.Integer(), nullable=True),
        sa.Column("counted_space_count", sa.Integer(), nullable=True),
        sa.Column("spaces_with_area_count", sa.Integer(), nullable=True),
        sa.Column("space_area_covered_share", sa.Float(), nullable=True),
        sa.Column("space_area_m2", sa.Float(), nullable=True),
        sa.Column("space_net_area_m2", sa.Float(), nullable=True),
        sa.Column("space_gross_area_m2", sa.Float(), nullable=True),
        sa.Column("space_unknown_area_m2", sa.Float(), nullable=True),
        sa.Column("stated_gross_area_m2", sa.Float(), nullable=True),
        sa.Column("stated_net_area_m2", sa.Float(), nullable=True),
        sa.Column("storeys_gross_area_m2", sa.Float(), nullable=True),
        sa.Column("gross_room_area_m2", sa.Float(), nullable=True),
        sa.Column("door_count", sa.Integer(), nullable=True),
        sa.Column("window_count", sa.Integer(), nullable=True),
        sa.Column("stair_count", sa.Integer(), nullable=True),
        sa.Column("ramp_count", sa.Integer(), nullable=True),
        sa.Column("lift_count", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["model_hash"],
            ["bim_model.model_hash"],
        ),
        sa.PrimaryKeyConstraint("model_hash", "building_step_id"),
    )
    with op.batch_alter_table("bim_building", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bim_building_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_bim_building_import_id"), ["import_id"], unique=False)

    op.create_table(
        "bim_space",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("space_step_id", sa.Integer(), nullable=False),
        sa.Column("space_guid", sa.String(), nullable=True),
        sa.Column("building_step_id", sa.Integer(), nullable=True),
        sa.Column("building_guid", sa.String(), nullable=True),
        sa.Column("storey_step_id", sa.Integer(), nullable=True),
        sa.Column("storey_guid", sa.String(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=True),
        sa.Column("space_name", sa.String(), nullable=True),
        sa.Column("space_long_name", sa.String(), nullable=True),
        sa.Column("space_type", sa.String(), nullable=True),
        sa.Column("predefined_type", sa.String(), nullable=True),
        sa.Column("location", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("classification", sa.String(), nullable=True),
        sa.Column("area_m2", sa.Float(), nullable=True),
        sa.Column("area_basis", sa.String(), nullable=True),
        sa.Column("area_method", sa.String(), nullable=True),
        sa.Column("area_source", sa.String(), nullable=True),
        sa.Column("area_unit_m2", sa.Float(), nullable=True),
        sa.Column("area_confidence", sa.String(), nullable=True),
        sa.Column("area_crosscheck", sa.String(), nullable=True),
        sa.Column("stated_net_area_m2", sa.Float(), nullable=True),
        sa.Column("stated_gross_area_m2", sa.Float(), nullable=True),
        sa.Column("geometric_area_m2", sa.Float(), nullable=True),
        sa.Column("height_m", sa.Float(), nullable=True),
        sa.Column("counted", sa.Boolean(), nullable=True),
        sa.Column("counted_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["model_hash"],
            ["bim_model.model_hash"],
        ),
        sa.PrimaryKeyConstraint("model_hash", "space_step_id"),
    )
    with op.batch_alter_table("bim_space", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bim_space_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_bim_space_import_id"), ["import_id"], unique=False)

    op.create_table(
        "bim_storey",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("model_hash", sa.String(), nullable=False),
        sa.Column("storey_step_id", sa.Integer(), nullable=False),
        sa.Column("storey_guid", sa.String(), nullable=True),
        sa.Column("building_step_id", sa.Integer(), nullable=True),
        sa.Column("building_guid", sa.String(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=True),
        sa.Column("storey_name", sa.String(), nullable=True),
        sa.Column("storey_long_name", sa.String(), nullable=True),
        sa.Column("elevation_m", sa.Float(), nullable=True),
        sa.Column("space_count", sa.Integer(), nullable=True),
        sa.Column("counted_space_count", sa.Integer(), nullable=True),
        sa.Column("spaces_with_area_count", sa.Integer(), nullable=True),
        sa.Column("space_area_covered_share", sa.Float(), nullable=True),
        sa.Column("space_area_m2", sa.Float(), nullable=True),
        sa.Column("space_net_area_m2", sa.Float(), nullable=True),
        sa.Column("space_gross_area_m2", sa.Float(), nullable=True),
        sa.Column("space_unknown_area_m2", sa.Float(), nullable=True),
        sa.Column("stated_gross_area_m2", sa.Float(), nullable=True),
        sa.Column("stated_net_area_m2", sa.Float(), nullable=True),
        sa.Column("door_count", sa.Integer(), nullable=True),
        sa.Column("window_count", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["model_hash"],
            ["bim_model.model_hash"],
        ),
        sa.PrimaryKeyConstraint("model_hash", "storey_step_id"),
    )
    with op.batch_alter_table("bim_storey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bim_storey_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_bim_storey_import_id"), ["import_id"], unique=False)

    op.create_table(
        "managed_asset",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entity_code", sa.String(), nullable=False),
        sa.Column("municipality", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entity_code"],
            ["entity.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("code"),
    )
    with op.batch_alter_table("managed_asset", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_managed_asset_entity_code"), ["entity_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_managed_asset_import_id"), ["import_id"], unique=False)

    op.create_table(
        "asset_role",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("entity_code", sa.String(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["managed_asset.code"],
        ),
        sa.ForeignKeyConstraint(
            ["entity_code"],
            ["entity.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code", "role", "valid_from"),
    )
    with op.batch_alter_table("asset_role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asset_role_import_id"), ["import_id"], unique=False)

    op.create_table(
        "building",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("building_id", sa.Integer(), nullable=True),
        sa.Column("building_unit_ids", sa.String(), nullable=True),
        sa.Column("oidn_number", sa.Integer(), nullable=True),
        sa.Column("parcel_capakeys", sa.String(), nullable=True),
        sa.Column("map_location_correct", sa.Boolean(), nullable=True),
        sa.Column("street", sa.String(), nullable=True),
        sa.Column("house_number", sa.String(), nullable=True),
        sa.Column("box_number", sa.String(), nullable=True),
        sa.Column("postcode", sa.String(), nullable=True),
        sa.Column("x_lambert72_m", sa.Float(), nullable=True),
        sa.Column("y_lambert72_m", sa.Float(), nullable=True),
        sa.Column("service_code", sa.String(), nullable=True),
        sa.Column("part_of_building", sa.String(), nullable=True),
        sa.Column("is_virtual", sa.Boolean(), nullable=True),
        sa.Column("last_changed_at", sa.Date(), nullable=True),
        sa.Column("ownership_right", sa.String(), nullable=True),
        sa.Column("is_co_owned", sa.Boolean(), nullable=True),
        sa.Column("is_encumbered", sa.Boolean(), nullable=True),
        sa.Column("use_right", sa.String(), nullable=True),
        sa.Column("building_function", sa.String(), nullable=True),
        sa.Column("construction_year", sa.Integer(), nullable=True),
        sa.Column("last_major_change_year", sa.Integer(), nullable=True),
        sa.Column("gross_floor_area_m2", sa.Float(), nullable=True),
        sa.Column("internal_floor_area_m2", sa.Float(), nullable=True),
        sa.Column("net_floor_area_m2", sa.Float(), nullable=True),
        sa.Column("net_office_area_m2", sa.Float(), nullable=True),
        sa.Column("desks_count", sa.Integer(), nullable=True),
        sa.Column("housed_fte", sa.Float(), nullable=True),
        sa.Column("heads_count", sa.Integer(), nullable=True),
        sa.Column("adapted_parking_count", sa.Integer(), nullable=True),
        sa.Column("showers_count", sa.Integer(), nullable=True),
        sa.Column("long_term_strategy", sa.String(), nullable=True),
        sa.Column("property_status", sa.String(), nullable=True),
        sa.Column("has_electricity", sa.Boolean(), nullable=True),
        sa.Column("has_gas", sa.Boolean(), nullable=True),
        sa.Column("saving_works_type", sa.String(), nullable=True),
        sa.Column("renewable_type", sa.String(), nullable=True),
        sa.Column("heritage_status", sa.String(), nullable=True),
        sa.Column("vacant_since", sa.Date(), nullable=True),
        sa.Column("vacancy_reason", sa.String(), nullable=True),
        sa.Column("register_status", sa.String(), nullable=True),
        sa.Column("transfer_status", sa.String(), nullable=True),
        sa.Column("transfer_quarter", sa.String(), nullable=True),
        sa.Column("transfer_dossier", sa.String(), nullable=True),
        sa.Column("entity_asks_transfer", sa.Boolean(), nullable=True),
        sa.Column("business_case_positive", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["managed_asset.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code"),
    )
    with op.batch_alter_table("building", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_building_building_id"), ["building_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_building_import_id"), ["import_id"], unique=False)

    op.create_table(
        "infrastructure",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["managed_asset.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code"),
    )
    with op.batch_alter_table("infrastructure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_infrastructure_import_id"), ["import_id"], unique=False)

    op.create_table(
        "meter_allotment",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("meter", sa.String(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("green_contract", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["managed_asset.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["meter"],
            ["meter.code"],
        ),
        sa.PrimaryKeyConstraint("meter", "asset_code", "valid_from"),
    )
    with op.batch_alter_table("meter_allotment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meter_allotment_import_id"), ["import_id"], unique=False)

    op.create_table(
        "vehicle",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("vin", sa.String(), nullable=False),
        sa.Column("entity_code", sa.String(), nullable=False),
        sa.Column("home_base", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("make", sa.String(), nullable=True),
        sa.Column("model", sa.String(), nullable=True),
        sa.Column("first_registered_on", sa.Date(), nullable=True),
        sa.Column("powertrain", sa.String(), nullable=True),
        sa.Column("fuel", sa.String(), nullable=True),
        sa.Column("euro_norm", sa.String(), nullable=True),
        sa.Column("co2_wltp_g_per_km", sa.Float(), nullable=True),
        sa.Column("co2_nedc_g_per_km", sa.Float(), nullable=True),
        sa.Column("mass_kg", sa.Float(), nullable=True),
        sa.Column("tank_l", sa.Float(), nullable=True),
        sa.Column("battery_kwh", sa.Float(), nullable=True),
        sa.Column("range_wltp_km", sa.Float(), nullable=True),
        sa.Column("noise_db", sa.Float(), nullable=True),
        sa.Column("rde_nox_pct", sa.Float(), nullable=True),
        sa.Column("rde_pn_pct", sa.Float(), nullable=True),
        sa.Column("ownership", sa.String(), nullable=True),
        sa.Column("acquired_on", sa.Date(), nullable=True),
        sa.Column("contract_ends_on", sa.Date(), nullable=True),
        sa.Column("purchase_price_eur", sa.Float(), nullable=True),
        sa.Column("lease_eur_per_month", sa.Float(), nullable=True),
        sa.Column("ecoscore_official", sa.Float(), nullable=True),
        sa.Column("use_type", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("out_of_service_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entity_code"],
            ["entity.code"],
        ),
        sa.ForeignKeyConstraint(
            ["home_base"],
            ["managed_asset.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("vin"),
    )
    with op.batch_alter_table("vehicle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vehicle_entity_code"), ["entity_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_vehicle_import_id"), ["import_id"], unique=False)

    op.create_table(
        "audit",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("audit_code", sa.String(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("audited_on", sa.Date(), nullable=False),
        sa.Column("auditor_role", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["building.asset_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("audit_code"),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_import_id"), ["import_id"], unique=False)

    op.create_table(
        "contract",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("contract_code", sa.String(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("use_right", sa.String(), nullable=True),
        sa.Column("lease_degree", sa.Integer(), nullable=True),
        sa.Column("kbo_number", sa.String(), nullable=True),
        sa.Column("contract_start", sa.Date(), nullable=True),
        sa.Column("contract_end", sa.Date(), nullable=True),
        sa.Column("notice_date", sa.Date(), nullable=True),
        sa.Column("notice_period_months", sa.Integer(), nullable=True),
        sa.Column("yearly_cost_eur", sa.Float(), nullable=True),
        sa.Column("user_area_m2", sa.Float(), nullable=True),
        sa.Column("extension_planned", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["building.asset_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("contract_code", "asset_code"),
    )
    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contract_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_contract_import_id"), ["import_id"], unique=False)

    op.create_table(
        "fleet_card",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("card_pseudonym", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("vin", sa.String(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["vin"],
            ["vehicle.vin"],
        ),
        sa.PrimaryKeyConstraint("card_pseudonym", "valid_from"),
    )
    with op.batch_alter_table("fleet_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fleet_card_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fleet_card_vin"), ["vin"], unique=False)

    op.create_table(
        "function_area",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("area_m2", sa.Float(), nullable=False),
        sa.Column("method", sa.String(), nullable=True),
        sa.Column("error_share", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["building.asset_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code", "function"),
    )
    with op.batch_alter_table("function_area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_function_area_import_id"), ["import_id"], unique=False)

    op.create_table(
        "transfer_readiness",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("status_share", sa.Float(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["building.asset_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code", "part"),
    )
    with op.batch_alter_table("transfer_readiness", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_readiness_import_id"), ["import_id"], unique=False)

    op.create_table(
        "vehicle_entity",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("vin", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("entity_code", sa.String(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entity_code"],
            ["entity.code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["vin"],
            ["vehicle.vin"],
        ),
        sa.PrimaryKeyConstraint("vin", "valid_from"),
    )
    with op.batch_alter_table("vehicle_entity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vehicle_entity_import_id"), ["import_id"], unique=False)

    op.create_table(
        "vehicle_plate",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("vin", sa.String(), nullable=False),
        sa.Column("plate", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.ForeignKeyConstraint(
            ["vin"],
            ["vehicle.vin"],
        ),
        sa.PrimaryKeyConstraint("vin", "plate", "valid_from"),
    )
    with op.batch_alter_table("vehicle_plate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vehicle_plate_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vehicle_plate_plate"), ["plate"], unique=False)

    op.create_table(
        "audit_value",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("audit_code", sa.String(), nullable=False),
        sa.Column("criterion_id", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["audit_code"],
            ["audit.audit_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("audit_code", "criterion_id", "element", "scope"),
    )
    with op.batch_alter_table("audit_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_value_import_id"), ["import_id"], unique=False)


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("audit_value", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_value_import_id"))

    op.drop_table("audit_value")
    with op.batch_alter_table("vehicle_plate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vehicle_plate_plate"))
        batch_op.drop_index(batch_op.f("ix_vehicle_plate_import_id"))

    op.drop_table("vehicle_plate")
    with op.batch_alter_table("vehicle_entity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vehicle_entity_import_id"))

    op.drop_table("vehicle_entity")
    with op.batch_alter_table("transfer_readiness", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transfer_readiness_import_id"))

    op.drop_table("transfer_readiness")
    with op.batch_alter_table("function_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_function_area_import_id"))

    op.drop_table("function_area")
    with op.batch_alter_table("fleet_card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fleet_card_vin"))
        batch_op.drop_index(batch_op.f("ix_fleet_card_import_id"))

    op.drop_table("fleet_card")
    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contract_import_id"))
        batch_op.drop_index(batch_op.f("ix_contract_asset_code"))

    op.drop_table("contract")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_import_id"))
        batch_op.drop_index(batch_op.f("ix_audit_asset_code"))

    op.drop_table("audit")
    with op.batch_alter_table("vehicle", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vehicle_import_id"))
        batch_op.drop_index(batch_op.f("ix_vehicle_entity_code"))

    op.drop_table("vehicle")
    with op.batch_alter_table("meter_allotment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meter_allotment_import_id"))

    op.drop_table("meter_allotment")
    with op.batch_alter_table("infrastructure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_infrastructure_import_id"))

    op.drop_table("infrastructure")
    with op.batch_alter_table("building", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_building_import_id"))
        batch_op.drop_index(batch_op.f("ix_building_building_id"))

    op.drop_table("building")
    with op.batch_alter_table("asset_role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asset_role_import_id"))

    op.drop_table("asset_role")
    with op.batch_alter_table("managed_asset", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_managed_asset_import_id"))
        batch_op.drop_index(batch_op.f("ix_managed_asset_entity_code"))

    op.drop_table("managed_asset")
    with op.batch_alter_table("bim_storey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bim_storey_import_id"))
        batch_op.drop_index(batch_op.f("ix_bim_storey_asset_code"))

    op.drop_table("bim_storey")
    with op.batch_alter_table("bim_space", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bim_space_import_id"))
        batch_op.drop_index(batch_op.f("ix_bim_space_asset_code"))

    op.drop_table("bim_space")
    with op.batch_alter_table("bim_building", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bim_building_import_id"))
        batch_op.drop_index(batch_op.f("ix_bim_building_asset_code"))

    op.drop_table("bim_building")
    with op.batch_alter_table("transfer_capacity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transfer_capacity_import_id"))

    op.drop_table("transfer_capacity")
    with op.batch_alter_table("quarantine", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quarantine_import_id"))
        batch_op.drop_index(batch_op.f("ix_quarantine_file_name"))

    op.drop_table("quarantine")
    with op.batch_alter_table("meter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meter_import_id"))

    op.drop_table("meter")
    with op.batch_alter_table("invoice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invoice_meter"))
        batch_op.drop_index(batch_op.f("ix_invoice_import_id"))
        batch_op.drop_index(batch_op.f("ix_invoice_asset_code"))

    op.drop_table("invoice")
    op.drop_table("import_count")
    with op.batch_alter_table("entity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entity_import_id"))

    op.drop_table("entity")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_table_name"))
        batch_op.drop_index(batch_op.f("ix_correction_import_id"))

    op.drop_table("correction")
    with op.batch_alter_table("bim_model", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bim_model_import_id"))

    op.drop_table("bim_model")
    op.drop_table("workspace")
    op.drop_table("series_version")
    op.drop_table("series_change")
    with op.batch_alter_table("import_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_run_sha256"))
        batch_op.drop_index(batch_op.f("ix_import_run_file_name"))
        batch_op.drop_index(batch_op.f("ix_import_run_batch"))

    op.drop_table("import_run")
