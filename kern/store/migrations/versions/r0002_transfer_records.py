"""Transfer records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the database to this version."""
    op.create_table(
        "transfer_dependency",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("applies_to", sa.String(), nullable=False),
        sa.Column("dependency", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("ready_on", sa.Date(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("applies_to", "dependency", "subject"),
    )
    with op.batch_alter_table("transfer_dependency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_dependency_import_id"), ["import_id"], unique=False)

    op.create_table(
        "building_cost",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("cost_line", sa.String(), nullable=False),
        sa.Column("amount_eur", sa.Float(), nullable=False),
        sa.Column("avoidable_eur", sa.Float(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["building.asset_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code", "year", "cost_line"),
    )
    with op.batch_alter_table("building_cost", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_building_cost_import_id"), ["import_id"], unique=False)

    op.create_table(
        "cost_baseline",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("cost_line", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount_eur", sa.Float(), nullable=False),
        sa.Column("housed_fte", sa.Float(), nullable=True),
        sa.Column("area_m2", sa.Float(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["building.asset_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code", "frozen_on", "cost_line"),
    )
    with op.batch_alter_table("cost_baseline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cost_baseline_import_id"), ["import_id"], unique=False)

    op.create_table(
        "service_contract",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("service_code", sa.String(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("supplier", sa.String(), nullable=True),
        sa.Column("contract_end", sa.Date(), nullable=True),
        sa.Column("notice_period_months", sa.Integer(), nullable=True),
        sa.Column("is_transferable", sa.Boolean(), nullable=True),
        sa.Column("yearly_cost_eur", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["building.asset_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("service_code", "asset_code"),
    )
    with op.batch_alter_table("service_contract", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_contract_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_service_contract_import_id"), ["import_id"], unique=False)

    op.create_table(
        "transfer_decision",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("locked_quarter", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["building.asset_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code", "decided_on"),
    )
    with op.batch_alter_table("transfer_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_decision_import_id"), ["import_id"], unique=False)

    op.create_table(
        "transfer_plan",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("plan_code", sa.String(), nullable=False),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=True),
        sa.Column("readiness_pct", sa.Float(), nullable=True),
        sa.Column("reason_code", sa.String(), nullable=True),
        sa.Column("explanation", sa.String(), nullable=True),
        sa.Column("settings", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["building.asset_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("plan_code", "asset_code"),
    )
    with op.batch_alter_table("transfer_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_plan_asset_code"), ["asset_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_transfer_plan_import_id"), ["import_id"], unique=False)

    op.create_table(
        "transfer_task",
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("source_sheet", sa.String(), nullable=True),
        sa.Column("source_row", sa.Integer(), nullable=True),
        sa.Column("asset_code", sa.String(), nullable=False),
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("staff_function", sa.String(), nullable=False),
        sa.Column("task_fte", sa.Float(), nullable=True),
        sa.Column("moving_fte", sa.Float(), nullable=True),
        sa.Column("performed_by", sa.String(), nullable=True),
        sa.Column("statute", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_code"],
            ["building.asset_code"],
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_run.id"],
        ),
        sa.PrimaryKeyConstraint("asset_code", "domain", "staff_function"),
    )
    with op.batch_alter_table("transfer_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_task_import_id"), ["import_id"], unique=False)


def downgrade() -> None:
    """Go back one version."""
    with op.batch_alter_table("transfer_task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transfer_task_import_id"))

    op.drop_table("transfer_task")
    with op.batch_alter_table("transfer_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transfer_plan_import_id"))
        batch_op.drop_index(batch_op.f("ix_transfer_plan_asset_code"))

    op.drop_table("transfer_plan")
    with op.batch_alter_table("transfer_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transfer_decision_import_id"))

    op.drop_table("transfer_decision")
    with op.batch_alter_table("service_contract", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_contract_import_id"))
        batch_op.drop_index(batch_op.f("ix_service_contract_asset_code"))

    op.drop_table("service_contract")
    with op.batch_alter_table("cost_baseline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cost_baseline_import_id"))

    op.drop_table("cost_baseline")
    with op.batch_alter_table("building_cost", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_building_cost_import_id"))

    op.drop_table("building_cost")
    with op.batch_alter_table("transfer_dependency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transfer_dependency_import_id"))

    op.drop_table("transfer_dependency")
