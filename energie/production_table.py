"""Own production and exported electricity of the report year, per asset, in the two steps of EN ISO 52000-1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.wording import pct, thousand
from energie.workings import emissions_of
from kern.language import _, show_number
from kern.report import Column, Table

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions

KEY = "energie.uitstoot.opwekking"


def production_table(inputs: EnergyInputs, options: EnergyOptions) -> Table | None:
    """Per asset: produced, exported, used on the spot, and what export does to primary energy; None without any.

    Args:
        inputs: Readings, meters and portfolio.
        options: Report year, factor sets, k_exp.
    """
    year = options.report_year
    months = inputs.asset_months.filter(pl.col("year") == year, pl.col("carrier") == "electricity")
    factors = emissions_of(inputs, options).by_month.select("carrier", "year", "month", "green", f="primary_energy_kwh")
    sums = (
        months.join(factors, on=["carrier", "year", "month", "green"], how="left")
        .group_by("asset_code")
        .agg(
            pl.col("production_kwh", "injection_kwh", "chp_injection_kwh").sum(),
            (pl.col("injection_kwh") * pl.col("f").fill_null(0.0)).sum().alias("avoided_kwh"),
        )
        .filter((pl.col("production_kwh") > 0) | (pl.col("injection_kwh") > 0))
        .join(inputs.assets.select("asset_code", "name"), on="asset_code")
        .sort("injection_kwh", "asset_code", descending=[True, False])
    )
    if sums.is_empty():
        return None
    rows = []
    for row in sums.iter_rows(named=True):
        produced, injected = row["production_kwh"], row["injection_kwh"]
        own = produced - injected if produced >= injected > 0 or produced > 0 else None
        rows.append(
            {
                "asset_code": row["asset_code"],
                "name": row["name"],
                "produced_mwh": thousand(produced) if produced else None,
                "exported_mwh": thousand(injected),
                "own_mwh": thousand(max(own, 0.0)) if own is not None else None,
                "own_pct": pct(max(own, 0.0) / produced) if own is not None and produced else None,
                "chp_mwh": thousand(row["chp_injection_kwh"]),
                "avoided_mwh": thousand(-row["avoided_kwh"]),
                "counted_mwh": thousand(-row["avoided_kwh"] * options.export_factor),
            }
        )
    columns = [
        Column("asset_code", _("Asset")),
        Column("name", _("Name")),
        Column("produced_mwh", _("Produced"), "MWh", 1),
        Column("exported_mwh", _("Exported"), "MWh", 1),
        Column("own_mwh", _("Used on the spot"), "MWh", 1),
        Column("own_pct", _("Of the production"), "%", 0),
        Column("chp_mwh", _("Exported by cogeneration"), "MWh", 1),
        Column("avoided_mwh", _("Primary energy with k_exp 1"), "MWh", 1),
        Column("counted_mwh", _("Counted in the totals"), "MWh", 1),
    ]
    note = _(
        "EN ISO 52000-1 with k_exp = {k_exp}: what is used on the spot is not bought and weighs nothing; what is "
        "exported counts for k_exp times the factor of the grid, in primary energy and in location-based CO2 only. "
        "Produced is empty where only the export is metered. Choose with --k-exp or in koers.toml."
    ).format(k_exp=show_number(options.export_factor))
    title = _("Own production and export in {year}").format(year=year)
    return Table(KEY, title, columns, rows, note)
