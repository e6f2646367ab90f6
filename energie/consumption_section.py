"""The section on consumption: total, per carrier, per asset, and month by month for one asset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from energie.carriers import carriers
from energie.consumption import coverage_share, estimated_share, left_out_findings
from energie.status_section import status_table
from energie.stock_section import stock_table
from energie.unplaced import unplaced_table
from energie.wording import pct, thousand
from energie.workings import reported_months, reported_years
from kern.errors import InputWrong
from kern.language import N_, _, show_number
from kern.report import Chart, Column, Figure, Section, Table

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions
    from kern.report import Block

KEY = "energie.verbruik"
SUMMED = (
    "consumption_kwh", "injection_kwh", "production_kwh", "auxiliary_kwh", "estimated_kwh", "provisional_kwh",
    "vehicle_charging_kwh", "missing_kwh", "covered_days", "expected_days",
)  # fmt: skip


def consumption(inputs: EnergyInputs, options: EnergyOptions, asset_code: str | None = None) -> Section:
    """Consumption of the report year.

    Args:
        inputs: Readings, meters and portfolio.
        options: Report year.
        asset_code: One asset, month by month; None is the whole portfolio.

    Raises:
        InputWrong: The asset is not in the portfolio.
    """
    years = reported_years(inputs, options)
    if asset_code is not None:
        return _of_asset(inputs, options, asset_code)
    totals = _summed(years, "year")
    this_year = _row_of(totals, options.report_year)
    blocks: list[Block] = [
        *_total_figures(this_year, options.report_year),
        *_charging_figures(this_year, inputs, options.report_year),
        _chart(years, options.report_year),
        _carrier_table(years, options.report_year, options.minimum_coverage_share),
        _asset_table(years, inputs.assets, options.report_year),
    ]
    blocks.append(status_table(inputs, [options.report_year - 1, options.report_year], KEY))
    more = (unplaced_table(inputs, options.report_year), stock_table(inputs, options.report_year))
    blocks += [table for table in more if table is not None]
    return Section(
        key=KEY,
        title=_("Energy consumption"),
        message=_message(this_year, options.report_year),
        blocks=blocks,
        findings=left_out_findings(inputs.months),
    )


def note() -> str:
    """What consumption means, behind every figure."""
    return _(
        "Final energy: offtake only, injection and own production apart, without what vehicles charged behind the "
        "meters; portfolio as reported; no base year. Coverage is the energy known out of the energy to be expected."
    )


def _summed(frame: pl.DataFrame, *by: str) -> pl.DataFrame:
    sums = frame.group_by(by).agg(pl.col(SUMMED).sum()).sort(by)
    return sums.with_columns(coverage_share(), estimated_share())


def _row_of(totals: pl.DataFrame, year: int) -> dict[str, Any]:
    rows = totals.filter(pl.col("year") == year)
    return rows.row(0, named=True) if rows.height else {}


def _message(row: dict[str, Any], year: int) -> str:
    if not row:
        return _("There are no energy data for {year}.").format(year=year)
    return _(
        "The portfolio used {mwh} MWh in {year}; {coverage} % of the energy to be expected is known, "
        "{estimated} % of it is estimated."
    ).format(
        mwh=show_number(row["consumption_kwh"] / 1000, 0),
        year=year,
        coverage=show_number((row["coverage_share"] or 0.0) * 100, 1),
        estimated=show_number(row["estimated_share"] * 100, 1),
    )


def _total_figures(row: dict[str, Any], year: int) -> list[Figure]:
    key = f"{KEY}.{year}"
    labels = {"year": year}
    return [
        Figure(
            key,
            _("Energy consumption {year}").format(**labels),
            thousand(row.get("consumption_kwh")),
            "MWh",
            note=note(),
        ),
        Figure(
            f"{key}.dekking",
            _("Coverage {year}").format(**labels),
            pct(row.get("coverage_share")),
            "%",
            1,
            note=note(),
        ),
        Figure(
            f"{key}.geschat",
            _("Estimated share {year}").format(**labels),
            pct(row.get("estimated_share")),
            "%",
            1,
            note=_("Energy of estimated intervals and invoices out of all energy of the year."),
        ),
    ]


def _charging_figures(row: dict[str, Any], inputs: EnergyInputs, year: int) -> list[Figure]:
    """What vehicles charged behind the meters; nothing where no charger is known."""
    if inputs.vehicle_charging.is_empty():
        return []
    return [
        Figure(
            f"{KEY}.{year}.voertuigen",
            _("Charged by vehicles behind these meters {year}").format(year=year),
            thousand(row.get("vehicle_charging_kwh")),
            "MWh",
            1,
            note=_("Taken off the consumption of the buildings and counted in the fleet, so that it counts once."),
        )
    ]


def _chart(years: pl.DataFrame, report_year: int) -> Chart:
    sums = years.group_by("year", "carrier").agg(pl.col("consumption_kwh").sum() / 1000).sort("year", "carrier")
    by_year: dict[int, dict[str, float]] = {}
    for year, code, mwh in sums.iter_rows():
        if mwh > 0:
            by_year.setdefault(year, {})[code] = mwh
    largest = max(by_year.get(report_year, {}).items(), key=lambda item: item[1], default=None)
    message = _("Consumption by carrier")
    if largest is not None:
        share = largest[1] / sum(by_year[report_year].values()) * 100
        message = _("{carrier} is {pct} % of the energy used in {year}").format(
            carrier=carriers()[largest[0]].name.capitalize(), pct=show_number(share, 0), year=report_year
        )

    def draw() -> Any:
        from energie.figures import draw_consumption_by_carrier

        return draw_consumption_by_carrier(by_year, "MWh")

    present = [code for code in carriers() if any(code in values for values in by_year.values())]
    rows = [{"year": year, **{f"{code}_mwh": values.get(code) for code in present}} for year, values in by_year.items()]
    columns = [Column("year", _("Year"))]
    columns += [Column(f"{code}_mwh", carriers()[code].name.capitalize(), "MWh", 0) for code in present]
    return Chart(
        key=f"{KEY}.grafiek",
        message=message,
        alt=_("Stacked columns: consumption per year and energy carrier, in MWh."),
        draw=draw,
        data=Table(f"{KEY}.grafiek.data", message, columns, rows),
    )


def _carrier_table(years: pl.DataFrame, report_year: int, minimum_coverage_share: float) -> Table:
    sums = _summed(years, "carrier", "year")
    rows = []
    for code, one in carriers().items():
        now = _row_of(sums.filter(pl.col("carrier") == code), report_year)
        before = _row_of(sums.filter(pl.col("carrier") == code), report_year - 1)
        if not now:
            continue
        rows.append(
            {
                "key": f"{KEY}.{report_year}.drager.{code}",
                "carrier": one.name,
                "consumption_mwh": thousand(_known(now)),
                "previous_mwh": thousand(_known(before)),
                "change_pct": _change(now, before, minimum_coverage_share),
                "coverage_pct": pct(now["coverage_share"]),
                "estimated_pct": pct(now["estimated_share"]),
                "production_mwh": thousand(now["production_kwh"]),
                "own_use_mwh": thousand(_own_use(now)),
                "vehicle_charging_mwh": thousand(now["vehicle_charging_kwh"]),
                "injection_mwh": thousand(now["injection_kwh"]),
            }
        )
    columns = [
        Column("key", _("Key")),
        Column("carrier", _("Energy carrier")),
        Column("consumption_mwh", str(report_year), "MWh", 1),
        Column("previous_mwh", str(report_year - 1), "MWh", 1),
        Column("change_pct", _("Change"), "%", 1),
        Column("coverage_pct", _("Coverage"), "%", 1),
        Column("estimated_pct", _("Estimated"), "%", 1),
        Column("production_mwh", _("Own production"), "MWh", 1),
        Column("own_use_mwh", _("Own use of it"), "MWh", 1),
        Column("injection_mwh", _("Injection"), "MWh", 1),
        Column("vehicle_charging_mwh", _("Vehicles, counted in the fleet"), "MWh", 1),
    ]
    return Table(f"{KEY}.dragers", _("Consumption by energy carrier"), columns, rows, note())


def _own_use(row: dict[str, Any]) -> float | None:
    """Production minus injection, where production is metered."""
    if not row["production_kwh"]:
        return None
    return max(0.0, float(row["production_kwh"]) - float(row["injection_kwh"]))


def _known(row: dict[str, Any]) -> float | None:
    """Consumption; None when no single day has a value: unknown is not zero."""
    return float(row["consumption_kwh"]) if row and row["covered_days"] > 0 else None


def _change(now: dict[str, Any], before: dict[str, Any], minimum_coverage_share: float) -> float | None:
    """Change in percent; None when a year is too incomplete to compare."""
    earlier, later = _known(before), _known(now)
    if later is None or not earlier:
        return None
    if min(now["coverage_share"] or 0.0, before["coverage_share"] or 0.0) < minimum_coverage_share:
        return None
    return (later / earlier - 1) * 100


def asset_rows(years: pl.DataFrame, assets: pl.DataFrame, report_year: int) -> list[dict[str, Any]]:
    """A row per asset in the portfolio in the year: consumption per carrier group, coverage, per square metre."""
    in_year = years.filter(pl.col("year") == report_year)
    sums = _summed(in_year, "asset_code")

    def of_carrier(column: str, carrier: str) -> pl.Expr:
        return pl.col(column).filter(pl.col("carrier") == carrier).sum()

    split = in_year.group_by("asset_code").agg(
        *(
            pl.when((pl.col("carrier") == carrier).any() & (of_carrier("covered_days", carrier) == 0))
            .then(None)
            .otherwise(of_carrier("consumption_kwh", carrier))
            .alias(f"{carrier}_kwh")
            for carrier in ("electricity", "natural_gas")
        )
    )
    known = assets.filter(
        pl.col("valid_from").is_null() | (pl.col("valid_from") < pl.date(report_year + 1, 1, 1)),
        pl.col("valid_until").is_null() | (pl.col("valid_until") > pl.date(report_year, 1, 1)),
    )
    joined = (
        known.join(sums, on="asset_code", how="left")
        .join(split, on="asset_code", how="left")
        .sort("consumption_kwh", "asset_code", descending=[True, False], nulls_last=True)
    )
    rows = []
    for row in joined.iter_rows(named=True):
        kwh = row["consumption_kwh"] if row["covered_days"] else None
        area = row["gross_floor_area_m2"]
        split_kwh = (row["electricity_kwh"] or 0.0) + (row["natural_gas_kwh"] or 0.0)
        rows.append(
            {
                "key": f"{KEY}.{report_year}.{row['asset_code']}",
                "asset_code": row["asset_code"],
                "name": row["name"],
                "kind": _(N_("infrastructure")) if row["kind"] == "infrastructure" else _("building"),
                "entity": row["entity_name"] or row["entity_code"],
                "electricity_mwh": thousand(row["electricity_kwh"]),
                "natural_gas_mwh": thousand(row["natural_gas_kwh"]),
                "other_mwh": None if kwh is None else (kwh - split_kwh) / 1000,
                "total_mwh": thousand(kwh),
                "vehicle_charging_mwh": thousand(row["vehicle_charging_kwh"]),
                "coverage_pct": pct(row["coverage_share"]),
                "estimated_pct": pct(row["estimated_share"]),
                "per_area_kwh_per_m2": kwh / area if kwh is not None and area else None,
            }
        )
    return rows


def _asset_table(years: pl.DataFrame, assets: pl.DataFrame, report_year: int) -> Table:
    columns = [
        Column("key", _("Key")),
        Column("asset_code", _("Asset")),
        Column("name", _("Name")),
        Column("kind", _("Kind")),
        Column("entity", _("Entity")),
        Column("electricity_mwh", _("Electricity"), "MWh", 1),
        Column("natural_gas_mwh", _("Natural gas"), "MWh", 1),
        Column("other_mwh", _("Other"), "MWh", 1),
        Column("total_mwh", _("Total"), "MWh", 1),
        Column("vehicle_charging_mwh", _("Vehicles, counted in the fleet"), "MWh", 1),
        Column("coverage_pct", _("Coverage"), "%", 1),
        Column("estimated_pct", _("Estimated"), "%", 1),
        Column("per_area_kwh_per_m2", _("Per gross floor area"), "kWh/m²", 0),
    ]
    title = _("Consumption per asset in {year}").format(year=report_year)
    return Table(f"{KEY}.objecten", title, columns, asset_rows(years, assets, report_year), note())


def _of_asset(inputs: EnergyInputs, options: EnergyOptions, asset_code: str) -> Section:
    if asset_code not in inputs.assets["asset_code"]:
        raise InputWrong(
            N_("Asset {asset} is not in the portfolio. The first codes are: {known}."),
            asset=asset_code,
            known=", ".join(inputs.assets["asset_code"].sort().head(5)),
        )
    name = inputs.assets.filter(pl.col("asset_code") == asset_code)["name"][0] or asset_code
    months = reported_months(inputs, options).filter(
        pl.col("asset_code") == asset_code, pl.col("year") == options.report_year
    )
    sums = _summed(months, "carrier", "month")
    columns = [Column("month", _("Month"))]
    rows: list[dict[str, Any]] = [{"month": f"{options.report_year}-{month:02d}"} for month in range(1, 13)]
    for code in sums["carrier"].unique().sort():
        word = carriers()[code].name.capitalize()
        columns += [
            Column(f"{code}_mwh", word, "MWh", 2),
            Column(f"{code}_coverage_pct", _("Coverage"), "%", 0),
            Column(f"{code}_estimated_pct", _("Estimated"), "%", 0),
        ]
        for row in sums.filter(pl.col("carrier") == code).iter_rows(named=True):
            target = rows[row["month"] - 1]
            target[f"{code}_mwh"] = thousand(row["consumption_kwh"]) if row["covered_days"] else None
            target[f"{code}_coverage_pct"] = pct(row["coverage_share"])
            target[f"{code}_estimated_pct"] = pct(row["estimated_share"]) if row["covered_days"] else None
    total = _row_of(_summed(months, "year"), options.report_year)
    key = f"{KEY}.{options.report_year}.{asset_code}"
    stock = stock_table(inputs, options.report_year, asset_code)
    return Section(
        key=f"{KEY}.{asset_code}",
        title=_("Energy consumption of {name}").format(name=name),
        message=_message_of_asset(name, total, options.report_year),
        blocks=[
            Figure(
                key,
                _("Energy consumption {year}").format(year=options.report_year),
                thousand(total.get("consumption_kwh")),
                "MWh",
                1,
                note(),
            ),
            Table(f"{KEY}.maanden", _("Month by month"), columns, rows, note()),
            status_table(inputs, [options.report_year - 1, options.report_year], KEY, asset_code),
            *([stock] if stock is not None else []),
        ],
    )


def _message_of_asset(name: str, row: dict[str, Any], year: int) -> str:
    if not row:
        return _("There are no energy data of {name} for {year}.").format(name=name, year=year)
    return _("{name} used {mwh} MWh in {year}; {coverage} % of the energy to be expected is known.").format(
        name=name,
        mwh=show_number(row["consumption_kwh"] / 1000, 1),
        year=year,
        coverage=show_number((row["coverage_share"] or 0.0) * 100, 1),
    )
