"""The government's targets as this room can judge them: what counts, from which base year, by which method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from energie.emissions import Boundary
from energie.options import EVERY_SET, EnergyOptions, Per
from energie.portfolio_views import VIEW_WORDS, View
from kern.errors import UsageWrong
from kern.language import N_
from kern.sources import read_table
from kern.trajectory import Method, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

TARGET_TABLE = "targets/targets.csv"
TARGET_SETS_TABLE = "targets/sets.csv"

BUILDINGS, INFRASTRUCTURE = "building", "infrastructure"
SCOPES: Mapping[str, tuple[str, ...]] = {
    "buildings_and_infrastructure": (BUILDINGS, INFRASTRUCTURE),
    "government_buildings": (BUILDINGS,),
    "central_government_buildings": (BUILDINGS,),
    "local_authority_buildings_and_infrastructure": (BUILDINGS, INFRASTRUCTURE),
    "all_public_bodies": (BUILDINGS, INFRASTRUCTURE),
    "buildings_infrastructure_and_fleet": (BUILDINGS, INFRASTRUCTURE),
    "buildings_and_fleet": (BUILDINGS,),
    "whole": (BUILDINGS, INFRASTRUCTURE),
    "hfb_large_offices": (BUILDINGS,),
    "hfb_iso50001_buildings": (BUILDINGS,),
}
"""Scope -> the kinds of asset in it."""

WITH_FLEET = ("buildings_infrastructure_and_fleet", "buildings_and_fleet", "whole")
"""Scopes to which the fuel of the service vehicles is added."""

LISTED = ("hfb_large_offices", "hfb_iso50001_buildings")
"""Scopes of named buildings: their list is not published and must be given."""

COLUMNS: Mapping[str, tuple[str, Per]] = {
    "primary_energy": ("primary_energy_kwh", Per.ABSOLUTE),
    "final_energy": ("consumption_kwh", Per.ABSOLUTE),
    "co2": ("", Per.ABSOLUTE),
    "primary_energy_per_m2": ("primary_energy_kwh", Per.FLOOR_AREA),
    "co2_fossil_per_m2": ("", Per.FLOOR_AREA),
}
"""Metric of a target -> what it counts (empty: the CO2 of its boundary) and what it is divided by."""
IMMOVABLE_HERITAGE = "immovable_heritage"


@dataclass(frozen=True)
class EnergyTarget:
    """One target of a set with what it counts.

    Args:
        set_id: Target set.
        target_id: Name inside the set.
        scope: Scope of `data/targets/targets.csv`.
        kinds: Kinds of asset that count.
        column: Column of `energie.emissions.Emissions.frame` it counts.
        boundary: CO2 boundary; None for energy.
        excludes_heritage: Whether immovable heritage stays out.
        promise: Base year, target year, reduction or pace, method.
        base_year_of_set: Base year as the set has it.
        method_of_set: Method as the set has it.
        source: Source keys.
        certainty: high, medium or low.
        note: What is not published or assumed.
        per: What its values are divided by.
        view: How a portfolio that changes is counted.
        assets: The only assets that count; None counts every one of its kinds.
        is_part: Only one asset is asked for.
    """

    set_id: str
    target_id: str
    scope: str
    kinds: tuple[str, ...]
    column: str
    boundary: Boundary | None
    excludes_heritage: bool
    promise: Target
    base_year_of_set: int
    method_of_set: Method
    source: str
    certainty: str
    note: str
    per: Per = Per.ABSOLUTE
    view: View = View.AS_REPORTED
    assets: tuple[str, ...] | None = None
    is_part: bool = False

    @property
    def with_fleet(self) -> bool:
        """Whether the fuel of the service vehicles is added: to the whole portfolio, not to one asset."""
        return self.scope in WITH_FLEET and self.per is Per.ABSOLUTE and not self.is_part

    @property
    def word(self) -> str:
        """The part of a figure's key that names the trajectory.

        `primair`, `finaal` or `co2`, with the target year behind it where a set has a second target for the same
        metric, what it is divided by, and the view when that is not the portfolio as reported.
        """
        metric = "co2" if self.boundary is not None else METRIC_WORDS[self.column]
        if self.with_fleet:
            metric += "_met_vloot"
        if self.target_id.endswith("_pace"):  # a set may word one promise twice: as an end value and as a pace
            metric += "_tempo"
        if self.target_id.endswith("_from_2023"):  # a set may change its pace half-way
            metric += "_vervolg"
        if self.promise.target_year > 2030:
            metric += f"_{self.promise.target_year}"
        parts = (metric, PER_WORDS.get(self.per, ""), VIEW_WORDS.get(self.view, ""))
        return "_".join(part for part in parts if part)


METRIC_WORDS = {"primary_energy_kwh": "primair", "consumption_kwh": "finaal"}
PER_WORDS = {Per.FLOOR_AREA: "m2", Per.PERSON: "vte"}


def default_target_set() -> str:
    """The set that `data/targets/sets.csv` marks as the default.

    >>> default_target_set()
    '2019'
    """
    rows = read_table(TARGET_SETS_TABLE).filter(pl.col("is_default") == "true")
    return str(rows["set_id"][0])


def target_sets() -> list[str]:
    """Every shipped set, in order.

    >>> target_sets()[:3]
    ['2013', '2016', '2017']
    """
    return list(read_table(TARGET_SETS_TABLE)["set_id"])


def energy_targets(options: EnergyOptions) -> list[EnergyTarget]:
    """The targets that this room can judge, with the chosen method, base year, boundary, view and division.

    With `alle` these are those of the default set: the overview of all sets is `targets_of_sets`.

    Raises:
        UsageWrong: The set is not known, or the base year asked for lies after the report year.
        InputWrong: The base year does not lie before the target year.
    """
    if options.base_year is not None and options.base_year > options.report_year:
        raise UsageWrong(
            N_("Base year {base} lies after report year {year}. Choose an earlier base year or a later report year."),
            base=options.base_year,
            year=options.report_year,
        )
    set_id = options.target_set or default_target_set()
    known = target_sets()
    if set_id == EVERY_SET:
        set_id = default_target_set()
    if set_id not in known:
        raise UsageWrong(
            N_("Target set {set_id} is not in data/{table}. Known sets: {known}, or alle."),
            set_id=set_id,
            table=TARGET_SETS_TABLE,
            known=", ".join(known),
        )
    return [found for row in _rows(set_id) if isinstance(found := _target(row, options), EnergyTarget)]


def targets_of_sets(options: EnergyOptions, sets: Sequence[str]) -> list[tuple[Mapping[str, str], EnergyTarget | str]]:
    """Every row of some sets with its target, or why this room cannot judge it (marked with `N_`).

    Args:
        options: Method, base year, boundary, view, division, lists of assets.
        sets: Target sets, in order.
    """
    return [(_text(row), _target(row, options)) for set_id in sets for row in _rows(set_id)]


def _rows(set_id: str) -> list[dict[str, str | None]]:
    return read_table(TARGET_TABLE).filter(pl.col("set_id") == set_id).to_dicts()


def _text(row: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value or "" for name, value in row.items()}


NOT_HERE = {
    "service_vehicles": N_("vehicles: see koers vloot traject"),
    "official_land_travel": N_("vehicles: see koers vloot traject"),
}


def _target(row: Mapping[str, str | None], options: EnergyOptions) -> EnergyTarget | str:
    text = _text(row)
    if text["scope"] in NOT_HERE:
        return NOT_HERE[text["scope"]]
    if text["metric"] not in COLUMNS or text["scope"] not in SCOPES:
        return N_("an obligation in floor area: the portfolio does not record which area was renovated")
    lists = dict(options.asset_lists)
    if text["scope"] in LISTED and text["scope"] not in lists:
        return N_("which buildings are meant is not published: name them in koers.toml, under [energie.lijsten]")
    if not text["base_year"]:
        return N_("no base year is published")
    column, per = COLUMNS[text["metric"]]
    boundary = None
    if not column:
        said = Boundary(text["boundary"] or Boundary.LOCATION_BASED)
        boundary = said if text["metric"] == "co2_fossil_per_m2" else options.boundary or said
        column = f"{boundary}_co2_kg"
    method = Method(text["method_default"])
    base_year = options.base_year or int(text["base_year"])
    if base_year >= int(text["target_year"]) and options.target_set == EVERY_SET:
        return N_("the base year asked for does not lie before its target year")
    promise = Target(
        base_year=base_year,
        target_year=int(text["target_year"]),
        reduction_share=float(text["reduction_share"]) if text["reduction_share"] else None,
        per_year_share=float(text["per_year_share"]) if text["per_year_share"] else None,
        method=options.method or method,
    )
    per = per if options.per is Per.ABSOLUTE else options.per
    return EnergyTarget(
        set_id=text["set_id"],
        target_id=text["target_id"],
        scope=text["scope"],
        kinds=SCOPES[text["scope"]] if per is Per.ABSOLUTE else (BUILDINGS,),
        column=column,
        boundary=boundary,
        excludes_heritage=IMMOVABLE_HERITAGE in text["excludes"].split(";"),
        promise=promise,
        base_year_of_set=int(text["base_year"]),
        method_of_set=method,
        source=text["source"],
        certainty=text["certainty"],
        note=text["note"],
        per=per,
        view=options.view,
        assets=tuple(lists[text["scope"]]) if text["scope"] in lists else None,
        is_part=options.only_asset is not None,
    )


def is_excluded_heritage(options: EnergyOptions) -> pl.Expr:
    """Whether an asset has one of the excluded heritage statuses."""
    return pl.col("heritage_status").is_in(list(options.excluded_heritage_statuses)).fill_null(False)


def counts(target: EnergyTarget, options: EnergyOptions) -> pl.Expr:
    """Whether a target counts an asset: its kind, its list, its heritage.

    Args:
        target: The target.
        options: Names the excluded statuses.
    """
    found = pl.col("kind").is_in(list(target.kinds))
    if target.assets is not None:
        found &= pl.col("asset_code").is_in(list(target.assets))
    if target.excludes_heritage:
        found &= ~is_excluded_heritage(options)
    if options.only_asset is not None:
        found &= pl.col("asset_code") == options.only_asset
    return found
