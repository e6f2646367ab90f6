"""What the energy room knows of each building, as other rooms may show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.report import Table

if TYPE_CHECKING:
    from koers.workspace import Workspace

_ASSETS = "energie.verbruik.objecten"
KWH_PER_MWH = 1000.0


def energy_by_building(workspace: Workspace, column: str, year: int) -> pl.DataFrame:
    """A column of the energy room's table of assets: `asset_code`, `value`; null where it is not known.

    Args:
        workspace: The data.
        column: Such as `total_mwh` or `per_area_kwh_per_m2`.
        year: Report year.
    """
    section = workspace.section("energie.verbruik", report_year=year)
    tables = [block for block in section.blocks if isinstance(block, Table) and block.key == _ASSETS]
    rows = [(row["asset_code"], row[column]) for table in tables for row in table.rows]
    return pl.DataFrame(rows, schema={"asset_code": pl.String, "value": pl.Float64}, orient="row")


def use_at(workspace: Workspace, years: tuple[int, int]) -> dict[str, tuple[float | None, float | None]]:
    """Yearly use of each asset in two years [kWh]; None where it is not known."""
    both: list[dict[str, float | None]] = []
    for year in years:
        rows = energy_by_building(workspace, "total_mwh", year).rows()
        both.append({code: None if mwh is None else mwh * KWH_PER_MWH for code, mwh in rows})
    return {code: (both[0].get(code), both[1].get(code)) for code in {*both[0], *both[1]}}
