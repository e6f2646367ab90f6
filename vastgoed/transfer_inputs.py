"""From the portfolio to the inputs of the transfer: one row per building with all that scope, rules and plan ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from vastgoed import transfer_records as records
from vastgoed.code_lists import codes
from vastgoed.contract_checks import contracts_on
from vastgoed.portfolio import compute_assets
from vastgoed.transfer.assess import Transfer, TransferInputs, TransferOptions, assess_transfer
from vastgoed.transfer.quarters import quarter_of

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

_DONE = ("transferred", "aftercare", "closed")
"""Statuses of a building whose management has moved, or whose file is closed for another reason."""


def transfer_buildings(inputs: EstateInputs, options: EstateOptions) -> pl.DataFrame:
    """Every building on the day, virtual ones included, with the columns `TransferInputs.buildings` asks.

    The end of the lease is that of the last lease, also when it has passed; costs see `yearly_costs`.
    Whether an entity asks for a mixed building comes from its own column, else from the status business case; a
    transfer is fixed by the last decision on it, else when its status is planned; an owner is Flemish when the
    database has an ownership right.
    """
    day = options.day
    assets = compute_assets(inputs, day).filter(pl.col("kind") == "building")
    leases = inputs.contract.filter(pl.col("use_right").is_in(codes("use_right", "is_lease")))
    rents = (
        contracts_on(inputs.contract, day)
        .group_by("asset_code")
        .agg(
            yearly_cost_eur=pl.when(pl.col("yearly_cost_eur").is_not_null().all()).then(pl.col("yearly_cost_eur").sum())
        )
    )
    decided = records.decided_quarters(inputs, options.as_of)
    terms = leases.group_by("asset_code").agg(
        lease_end=pl.when(pl.col("contract_end").is_not_null().all()).then(pl.col("contract_end").max()),
        extension_planned=pl.col("extension_planned").any(),
    )
    errors = inputs.function_area.group_by("asset_code").agg(area_error_share=pl.col("error_share").max())
    status = pl.col("transfer_status")
    agency = pl.lit(options.agency_entity, pl.String)
    main = pl.col("part_of_building")
    known = assets["asset_code"].implode()
    return (
        assets.join(records.yearly_costs(inputs, day, rents), on="asset_code", how="left")
        .join(terms, on="asset_code", how="left")
        .join(errors, on="asset_code", how="left")
        .join(records.moving_staff(inputs), on="asset_code", how="left")
        .join(records.one_off_costs(inputs), on="asset_code", how="left")
        .join(records.dependencies(inputs, assets), on="asset_code", how="left")
        .join(decided, on="asset_code", how="left")
        .join(records.plan_before(inputs, options.as_of).drop("plan_code", "made_on"), on="asset_code", how="left")
        .select(
            "asset_code",
            "name",
            "import_id",
            "entity_code",
            "entity_name",
            "gross_floor_area_m2",
            "internal_floor_area_m2",
            "net_floor_area_m2",
            "area_error_share",
            "yearly_cost_eur",
            "avoidable_cost_eur_per_year",
            "cost_year",
            "staff_fte",
            "one_off_cost_eur",
            "dependency_quarter",
            "dependency",
            "dependency_open",
            "decided_on",
            "decided_quarter",
            "decided_by",
            "decision_reason",
            "previous_quarter",
            "lease_end",
            "extension_planned",
            "business_case_positive",
            "heritage_status",
            "is_co_owned",
            "is_encumbered",
            "is_virtual",
            pl.col("housed_fte").alias("fte"),
            pl.col("long_term_strategy").alias("strategy"),
            pl.col("valid_until").alias("exit_date"),
            (pl.col("entity_asks_transfer").fill_null(False) | (status == "business_case").fill_null(False)).alias(
                "entity_requests"
            ),
            pl.when(pl.col("decided_on").is_not_null())
            .then("decided_quarter")
            .when(status == "planned")
            .then("transfer_quarter")
            .alias("locked_quarter"),
            pl.col("entity_code").is_in(list(options.without_entities)).alias("declines"),
            (status.is_in(_DONE).fill_null(False) | (pl.col("entity_code") == agency).fill_null(False)).alias(
                "is_transferred"
            ),
            pl.when(pl.col("ownership_right").is_not_null())
            .then(pl.lit(True))
            .when(pl.col("use_right").is_in(codes("use_right", "is_lease")))
            .then(pl.lit(False))
            .alias("owner_is_flemish"),
            pl.col("use_right").is_not_null().alias("has_use_right"),
            pl.col("use_right").is_in(codes("use_right", "is_lease")).fill_null(False).alias("is_leased"),
            (main.is_not_null() & ~main.is_in(known)).fill_null(False).alias("is_part_without_main"),
        )
    )


def assess_transfers(inputs: EstateInputs, options: EstateOptions) -> tuple[pl.DataFrame, Transfer]:
    """The buildings as `transfer_buildings` gives them, and their scope, readiness, rules, value and plan.

    Capacity of quarters before the day is left out: it has passed.
    """
    return inputs.remember("transfer", options, lambda: _assess(inputs, options))


def _assess(inputs: EstateInputs, options: EstateOptions) -> tuple[pl.DataFrame, Transfer]:
    buildings = transfer_buildings(inputs, options)
    now = quarter_of(options.day)
    capacity = inputs.transfer_capacity.filter(pl.col("quarter") >= now).select(
        "quarter", buildings="buildings_count", area_m2="area_m2", fte="staff_fte", budget_eur="budget_eur"
    )
    if options.capacity_share != 1:
        scaled = pl.col("area_m2", "fte", "budget_eur") * options.capacity_share
        capacity = capacity.with_columns((pl.col("buildings") * options.capacity_share).floor().cast(pl.Int64), scaled)
    known = buildings["asset_code"].implode()
    readiness = inputs.transfer_readiness.filter(pl.col("asset_code").is_in(known))
    transfer = assess_transfer(
        TransferInputs(buildings, inputs.function_area, readiness, capacity),
        TransferOptions(
            on=options.day,
            scope=options.scope,
            readiness=options.readiness,
            value=options.value,
            plan=options.plan,
        ),
    )
    return buildings, transfer
