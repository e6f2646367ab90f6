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


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("vehicle_plate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vehicle_plate_plate"))
        batch_op.drop_index(batch_op.f("ix_vehicle_plate_import_id"))

    op.drop_table("vehicle_plate")
    with op.batch_alter_table("vehicle_entity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vehicle_entity_import_id"))

    op.drop_table("vehicle_entity")
    with op.batch_alter_table("fleet_card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fleet_card_vin"))
        batch_op.drop_index(batch_op.f("ix_fleet_card_import_id"))

    op.drop_table("fleet_card")
    with op.batch_alter_table("vehicle", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vehicle_import_id"))
        batch_op.drop_index(batch_op.f("ix_vehicle_entity_code"))

    op.drop_table("vehicle")
    with op.batch_alter_table("meter_allotment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meter_allotment_import_id"))

    op.drop_table("meter_allotment")
    with op.batch_alter_table("asset_role", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asset_role_import_id"))

    op.drop_table("asset_role")
    with op.batch_alter_table("managed_asset", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_managed_asset_import_id"))
        batch_op.drop_index(batch_op.f("ix_managed_asset_entity_code"))

    op.drop_table("managed_asset")
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
    op.drop_table("workspace")
    op.drop_table("series_version")
    op.drop_table("series_change")
    with op.batch_alter_table("import_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_run_sha256"))
        batch_op.drop_index(batch_op.f("ix_import_run_file_name"))
        batch_op.drop_index(batch_op.f("ix_import_run_batch"))

    op.drop_table("import_run")
