"""Checks on contracts: missing, ended, repeated, with dates that do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Severity
from kern.language import N_
from vastgoed.code_lists import codes
from vastgoed.counted import counted_finding
from vastgoed.identifiers import has_kbo_check
from vastgoed.portfolio import compute_buildings

if TYPE_CHECKING:
    from datetime import date

    from kern.findings import Finding
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

_NOTICE_SLACK_DAYS = 31


def contracts_on(contracts: pl.DataFrame, day: date) -> pl.DataFrame:
    """The contracts that run on a day; the end is the last day they run."""
    start, end = pl.col("contract_start"), pl.col("contract_end")
    return contracts.filter((start.is_null() | (start <= day)) & (end.is_null() | (end >= day)))


def check_missing_contracts(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """A leased building without any contract."""
    leased = compute_buildings(inputs, options.day).filter(pl.col("use_right").is_in(codes("use_right", "is_lease")))
    rows = leased.filter(~pl.col("asset_code").is_in(inputs.contract["asset_code"].implode()))
    return counted_finding(
        "estate.contract.missing",
        Severity.WARNING,
        N_("Leased buildings without a contract: {count} ({examples}). Their rent and term are not known."),
        rows,
        None,
        N_("Add the contract to the property database and load it again."),
    )


def check_ended_contracts(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """A building still in the portfolio whose last contract has ended."""
    buildings = compute_buildings(inputs, options.day)["asset_code"].implode()
    last = (
        inputs.contract.filter(pl.col("asset_code").is_in(buildings))
        .group_by("asset_code")
        .agg(pl.col("contract_end").max(), open_ended=pl.col("contract_end").is_null().any())
        .filter(~pl.col("open_ended"), pl.col("contract_end") < options.day)
        .sort("asset_code")
    )
    return counted_finding(
        "estate.contract.ended",
        Severity.WARNING,
        N_("Buildings in the portfolio whose last contract has ended: {count} ({examples})."),
        last,
        lambda row: f"{row['contract_end']:%d-%m-%Y}",
        N_("Load the new contract, or give the building an end date."),
    )


def check_repeated_numbers(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """One contract number on several buildings: one contract for all of them, or a slip."""
    rows = inputs.contract.filter(pl.col("contract_code").is_duplicated()).sort("contract_code", "asset_code")
    return counted_finding(
        "estate.contract.number_repeated",
        Severity.WARNING,
        N_("Contract numbers that stand on several buildings: {count} rows ({examples})."),
        rows,
        lambda row: str(row["contract_code"]),
        N_("Check that its yearly cost is divided over the buildings and not repeated."),
    )


def check_notice_dates(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """A date of notice that is not the end minus the notice period."""
    months = pl.concat_str([-pl.col("notice_period_months"), pl.lit("mo")])
    away = (pl.col("notice_date") - pl.col("contract_end").dt.offset_by(months)).dt.total_days().abs()
    rows = inputs.contract.filter(away > _NOTICE_SLACK_DAYS).sort("asset_code", "contract_code")
    return counted_finding(
        "estate.contract.notice",
        Severity.WARNING,
        N_("Contracts whose notice date is not their end minus the notice period: {count} ({examples})."),
        rows,
        lambda row: f"{row['contract_code']}: {row['notice_date']:%d-%m-%Y}",
        N_("Correct the notice date, the notice period or the end."),
    )


def check_missing_costs(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """A lease in force without its yearly cost."""
    leases = contracts_on(inputs.contract, options.day).filter(
        pl.col("use_right").is_in(codes("use_right", "is_lease")), pl.col("yearly_cost_eur").is_null()
    )
    return counted_finding(
        "estate.contract.cost_missing",
        Severity.WARNING,
        N_("Leases in force without a yearly cost: {count} ({examples}). The rent total is too low."),
        leases.sort("asset_code"),
        lambda row: str(row["contract_code"]),
        N_("Fill in the yearly cost; a free use is 0."),
    )


def check_company_numbers(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """Company numbers of contracts that fail their check digits."""
    rows = inputs.contract.filter(~has_kbo_check(pl.col("kbo_number"))).sort("asset_code")
    return counted_finding(
        "estate.kbo.check_digits",
        Severity.WARNING,
        N_("Contracts with a company number that fails its check digits: {count} ({examples})."),
        rows,
        lambda row: str(row["kbo_number"]),
        N_("Look the company up in the Crossroads Bank for Enterprises and correct the number."),
    )
