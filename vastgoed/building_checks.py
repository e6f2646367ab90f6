"""Checks on buildings as records: doubles, defaults taken for data, contradictions, what is not a building at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Severity
from kern.language import N_, show_number
from vastgoed.counted import counted_finding
from vastgoed.portfolio import compute_assets, compute_buildings
from vastgoed.portfolio_fields import building_fields

if TYPE_CHECKING:
    from kern.findings import Finding
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

_FEWEST_FOR_DEFAULT = 8
_NO_BUILDING = r"(?i)\b(grond|gronden|perceel|terrein|akker|weide|bos|kunstwerk|mast|pyloon|standbeeld|weg)\b"
# Lambert 72 of Flanders and Brussels, with some air around it. [m]
_X_RANGE_M, _Y_RANGE_M = (20_000, 262_000), (147_000, 248_000)
_MANDATORY = (
    "use_right",
    "building_function",
    "construction_year",
    "desks_count",
    "housed_fte",
    "long_term_strategy",
    "postcode",
)


def check_double_addresses(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """The same address on several buildings that are not parts of one another."""
    parts = ("street", "house_number", "box_number", "postcode")
    buildings = compute_buildings(inputs, options.day).filter(
        pl.col("street").is_not_null() & pl.col("house_number").is_not_null() & pl.col("part_of_building").is_null()
    )
    key = pl.concat_str(
        [pl.col(name).fill_null("").str.to_lowercase().str.replace_all(r"\s", "") for name in parts], separator="|"
    )
    rows = buildings.with_columns(address=key).filter(pl.col("address").is_duplicated()).sort("address", "asset_code")
    return counted_finding(
        "estate.address.double",
        Severity.WARNING,
        N_("Buildings that share an address with another: {count} ({examples})."),
        rows,
        lambda row: f"{row['street']} {row['house_number']}",
        N_("A double record counts its area twice: end one, or say which is part of which."),
    )


def check_double_register_numbers(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """One number of the building register on several buildings."""
    buildings = compute_buildings(inputs, options.day).filter(pl.col("building_id").is_not_null())
    return counted_finding(
        "estate.building_id.double",
        Severity.WARNING,
        N_("Buildings that share a number of the building register with another: {count} ({examples})."),
        buildings.filter(pl.col("building_id").is_duplicated()).sort("building_id", "asset_code"),
        lambda row: str(row["building_id"]),
        N_("Look both up in the building register; a double record counts its area twice."),
    )


def check_frequent_year(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """A construction year so frequent that it is probably a default."""
    buildings = compute_buildings(inputs, options.day).filter(pl.col("construction_year").is_not_null())
    count = pl.len().over("construction_year")
    rows = buildings.filter(count >= _FEWEST_FOR_DEFAULT, count > options.frequent_year_share * pl.len())
    return counted_finding(
        "estate.year.frequent",
        Severity.WARNING,
        N_("Construction year {years} stands on suspiciously many buildings: {count}. It is probably a default."),
        rows,
        None,
        N_("Empty the year where it is not known."),
        years=", ".join(str(year) for year in sorted(rows["construction_year"].unique())),
    )


def check_year_order(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """A major change before the construction."""
    rows = compute_buildings(inputs, options.day).filter(pl.col("last_major_change_year") < pl.col("construction_year"))
    return counted_finding(
        "estate.year.order",
        Severity.WARNING,
        N_("Buildings changed before they were built: {count} ({examples})."),
        rows,
        lambda row: f"{row['last_major_change_year']} < {row['construction_year']}",
        N_("Correct one of the two years."),
    )


def check_people(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """Fewer heads than full-time equivalents, and people in a vacant building."""
    buildings = compute_buildings(inputs, options.day)
    return [
        *counted_finding(
            "estate.heads.below_fte",
            Severity.WARNING,
            N_("Buildings with fewer heads than full-time equivalents: {count} ({examples})."),
            buildings.filter(pl.col("heads_count") < pl.col("housed_fte")),
            lambda row: f"{row['heads_count']} < {show_number(row['housed_fte'])}",
            N_("The desk norm counts heads: correct one of the two."),
        ),
        *counted_finding(
            "estate.vacant.occupied",
            Severity.WARNING,
            N_("Vacant buildings with people in them: {count} ({examples})."),
            buildings.filter(pl.col("vacant_since") <= options.day, pl.col("housed_fte") > 0),
            lambda row: show_number(row["housed_fte"]),
            N_("Correct the vacancy or the number of people."),
        ),
    ]


def check_locations(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """A point on the map that is said to be wrong, or that lies outside Flanders and Brussels."""
    buildings = compute_buildings(inputs, options.day)
    x, y = pl.col("x_lambert72_m"), pl.col("y_lambert72_m")
    return [
        *counted_finding(
            "estate.location.wrong",
            Severity.WARNING,
            N_("Buildings whose point on the map is said to be wrong: {count} ({examples})."),
            buildings.filter(~pl.col("map_location_correct")),
            None,
            N_("Fill in the OIDN number or correct the point in the property database."),
        ),
        *counted_finding(
            "estate.location.outside",
            Severity.WARNING,
            N_("Buildings whose point lies outside Flanders and Brussels: {count} ({examples})."),
            buildings.filter(~(x.is_between(*_X_RANGE_M) & y.is_between(*_Y_RANGE_M))),
            lambda row: f"x {row['x_lambert72_m']:.0f}, y {row['y_lambert72_m']:.0f}",
            N_("Coordinates are Lambert 72 in metres, x before y. Abroad this is fine."),
        ),
    ]


def check_parts(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """A part of a building whose main building is not there."""
    assets = compute_assets(inputs, options.day)
    known = assets["asset_code"].implode()
    rows = assets.filter(pl.col("part_of_building").is_not_null() & ~pl.col("part_of_building").is_in(known))
    return counted_finding(
        "estate.part.no_main",
        Severity.ERROR,
        N_("Parts whose main building is not in the portfolio: {count} ({examples})."),
        rows,
        lambda row: str(row["part_of_building"]),
        N_("Load the main building, or make the part a building of its own."),
    )


def check_not_buildings(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """Land and structures listed between the buildings."""
    buildings = compute_buildings(inputs, options.day)
    text = pl.concat_str([pl.col("building_function").fill_null(""), pl.col("name").fill_null("")], separator=" ")
    bare = pl.col("gross_floor_area_m2").fill_null(0) + pl.col("internal_floor_area_m2").fill_null(0) == 0
    return counted_finding(
        "estate.not_a_building",
        Severity.WARNING,
        N_("Records without floor area that look like land or a structure: {count} ({examples})."),
        buildings.filter(text.str.contains(_NO_BUILDING), bare),
        lambda row: str(row["name"]),
        N_("Land and structures are no buildings: load them as technical infrastructure, or leave them out."),
    )


def check_register_status(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """Buildings in the portfolio that the building register calls gone or never built."""
    rows = compute_buildings(inputs, options.day).filter(pl.col("register_status").is_in(["retired", "not_realised"]))
    return counted_finding(
        "estate.register.gone",
        Severity.WARNING,
        N_(
            "Buildings in the portfolio that the building register calls retired or not realised: {count} ({examples})."
        ),
        rows,
        None,
        N_("Give them an end date, or correct the status."),
    )


def check_managers(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """The manager in the portfolio differs from the dated roles, or two managers hold an asset at a time."""
    roles = inputs.asset_role.filter(pl.col("role") == "manager").sort("asset_code", "valid_from")
    overlap = roles.with_columns(earlier_end=pl.col("valid_until").shift(1).over("asset_code")).filter(
        (pl.col("asset_code") == pl.col("asset_code").shift(1).over("asset_code"))
        & (pl.col("earlier_end").is_null() | (pl.col("earlier_end") > pl.col("valid_from")))
    )
    latest = roles.unique("asset_code", keep="last", maintain_order=True).select(
        "asset_code", "valid_until", manager="entity_code"
    )
    differ = (
        inputs.managed_asset.select(asset_code="code", entity_code="entity_code")
        .join(latest, on="asset_code")
        .filter(pl.col("manager") != pl.col("entity_code"), pl.col("valid_until").is_null())
        .sort("asset_code")
    )
    return [
        *counted_finding(
            "estate.manager.overlap",
            Severity.WARNING,
            N_("Assets with two managers at a time: {count} ({examples})."),
            overlap,
            lambda row: f"{row['entity_code']}, {row['valid_from']:%d-%m-%Y}",
            N_("End the role of the giving entity on the day of the transfer."),
        ),
        *counted_finding(
            "estate.manager.differs",
            Severity.WARNING,
            N_("Assets whose manager in the portfolio is not that of their newest role: {count} ({examples})."),
            differ,
            lambda row: f"{row['entity_code']} ≠ {row['manager']}",
            N_("Load the newest portfolio, or correct the roles."),
        ),
    ]


def check_mandatory_fields(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """How often a field that every building must have is empty."""
    buildings = compute_buildings(inputs, options.day)
    counts = {name: buildings[name].null_count() for name in _MANDATORY if buildings[name].null_count()}
    if not counts:
        return []
    headings = {known.name: known.headings[0] for known in building_fields()}
    missing = pl.any_horizontal(pl.col(name).is_null() for name in counts)
    return counted_finding(
        "estate.field.missing",
        Severity.INFO,
        N_("Buildings with an empty mandatory field: {count} ({fields})."),
        buildings.filter(missing),
        None,
        N_("Fill them in; a long-term strategy that is not known is 'onduidelijk'."),
        fields=", ".join(f"{headings[name]}: {count}" for name, count in counts.items()),
    )


def check_heritage_known(inputs: EstateInputs, options: EstateOptions) -> list[Finding]:
    """Heritage decides which energy is left out of the targets, so unknown is said."""
    rows = compute_buildings(inputs, options.day).filter(pl.col("heritage_status").is_null())
    return counted_finding(
        "estate.heritage.unknown",
        Severity.WARNING,
        N_("Buildings whose heritage status is not known: {count} ({examples}). Their energy counts as not protected."),
        rows,
        None,
        N_("Fill in geen, inventaris or the kind of protection."),
    )
