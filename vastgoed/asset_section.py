"""The section on one asset: what it is, how large, whose, under which contract, and what the plans are."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.errors import InputWrong
from kern.language import N_, _, show_value, translate
from kern.report import Block, Column, Figure, Section, Table
from vastgoed.areas import AREA_KINDS
from vastgoed.bim.compare import EXPLANATIONS, compare_areas, compute_bim_areas
from vastgoed.bim.link import link_buildings
from vastgoed.checks import CHECKS, run_checks
from vastgoed.code_lists import name_of
from vastgoed.energy_area_block import energy_area_blocks
from vastgoed.measures import MEASURES
from vastgoed.portfolio import compute_assets
from vastgoed.readers.transfers import LONG_AGO

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

_FIELDS: tuple[tuple[str, str], ...] = (
    ("kind", N_("Kind")),
    ("sort", N_("Sort")),
    ("entity_name", N_("Managing entity")),
    ("address", N_("Address")),
    ("valid_from", N_("In the portfolio since")),
    ("valid_until", N_("Left the portfolio on")),
    ("building_id", N_("Building register number")),
    ("building_unit_ids", N_("Building units")),
    ("parcel_capakeys", N_("Cadastral parcels")),
    ("oidn_number", N_("OIDN number")),
    ("part_of_building", N_("Part of")),
    ("is_virtual", N_("Virtual building")),
    ("building_function", N_("Main function")),
    ("construction_year", N_("Built")),
    ("last_major_change_year", N_("Last major change")),
    ("ownership_right", N_("Ownership right")),
    ("is_co_owned", N_("Co-owned")),
    ("is_encumbered", N_("Encumbered")),
    ("use_right", N_("Right of use")),
    ("heritage_status", N_("Heritage")),
    ("long_term_strategy", N_("Long-term strategy")),
    ("property_status", N_("Status of the agency")),
    ("desks_count", N_("Desks")),
    ("housed_fte", N_("Staff housed (FTE)")),
    ("heads_count", N_("Heads")),
    ("adapted_parking_count", N_("Adapted parking places")),
    ("showers_count", N_("Showers")),
    ("has_electricity", N_("Electricity")),
    ("has_gas", N_("Gas")),
    ("saving_works_type", N_("Energy saving works")),
    ("renewable_type", N_("Renewable energy")),
    ("vacant_since", N_("Vacant since")),
    ("vacancy_reason", N_("Reason of vacancy")),
    ("register_status", N_("Status in the building register")),
    ("transfer_status", N_("Transfer: status")),
    ("transfer_quarter", N_("Transfer: quarter")),
    ("transfer_dossier", N_("Transfer: dossier")),
    ("last_changed_at", N_("Record last changed on")),
)
_KINDS = {"building": N_("building"), "infrastructure": N_("technical infrastructure")}
_ROLES = {"manager": N_("manager"), "owner": N_("owner"), "user": N_("user")}


def find_asset(inputs: EstateInputs, asset_code: str) -> dict[str, Any]:
    """Everything the portfolio knows of one asset.

    Raises:
        InputWrong: There is no such asset; the message names codes that look like it.
    """
    assets = compute_assets(inputs)
    found = assets.filter(pl.col("asset_code").str.to_lowercase() == asset_code.strip().lower())
    if found.is_empty():
        alike = get_close_matches(asset_code.upper(), assets["asset_code"].to_list(), n=3)
        raise InputWrong(
            N_("There is no asset {code} in the portfolio. Codes that look like it: {alike}. See: koers vastgoed toon"),
            code=asset_code,
            alike=", ".join(alike) or "–",
        )
    return found.row(0, named=True)


def asset_section(inputs: EstateInputs, options: EstateOptions, asset_code: str) -> Section:
    """One building or piece of infrastructure.

    Raises:
        InputWrong: There is no such asset.
    """
    row = find_asset(inputs, asset_code)
    own = inputs.only(row["asset_code"])
    blocks: list[Block] = [*_figures(row, options), _facts(row)]
    blocks += _areas(own) + energy_area_blocks(own) + _functions(own) + _contracts(own) + _roles(own, inputs)
    blocks += _readiness(own) + _audits(own)
    return Section(
        key=f"vastgoed.toon.{row['asset_code']}",
        title=f"{row['name']} ({row['asset_code']})",
        message=_message(row),
        blocks=blocks,
        findings=run_checks(CHECKS, own, options),
    )


def _message(row: dict[str, Any]) -> str:
    text = (
        N_("{kind} in {municipality}, managed by {entity}.")
        if row["valid_until"] is None
        else N_("{kind} in {municipality}, managed by {entity}; in the portfolio until {until}.")
    )
    kind = _(_KINDS.get(row["kind"], row["kind"]))
    return translate(
        text,
        {
            "kind": kind[:1].upper() + kind[1:],
            "municipality": row["municipality"],
            "entity": row["entity_name"],
            "until": row["valid_until"],
        },
    )


def _figures(row: dict[str, Any], options: EstateOptions) -> list[Figure]:
    if row["kind"] != "building":
        return []
    columns = {"bvo": "gross_floor_area_m2", "ifa": "internal_floor_area_m2", "vte": "housed_fte"}
    return [
        Figure(
            MEASURES[code].key(options.report_year, row["asset_code"]),
            _(MEASURES[code].label),
            row[column],
            _(MEASURES[code].unit),
            1 if code == "vte" else 0,
            _("As in the property database."),
        )
        for code, column in columns.items()
        if row[column] is not None
    ]


def _show(name: str, row: dict[str, Any]) -> str:
    value = row[name]
    if name == "kind":
        return _(_KINDS.get(value, value))
    if name in ("saving_works_type", "renewable_type"):
        return ", ".join(name_of(name, part) for part in str(value).split(";"))
    if isinstance(value, str):
        try:
            return name_of(name, value)
        except KeyError:
            return value
    return show_value(value)


def _facts(row: dict[str, Any]) -> Table:
    street = " ".join(str(row[name]) for name in ("street", "house_number") if row[name])
    town = " ".join(str(row[name]) for name in ("postcode", "municipality") if row[name])
    known = {**row, "address": ", ".join(part for part in (street, town) if part) or None}
    rows = [{"field": _(title), "value": _show(name, known)} for name, title in _FIELDS if known[name] is not None]
    return Table(
        "vastgoed.toon.gegevens",
        _("What the property database says"),
        [Column("field", _("Field")), Column("value", _("Value"))],
        rows,
        _("Fields without a value are left out."),
    )


def _areas(own: EstateInputs) -> list[Table]:
    """Each kind of floor area, beside what a building model says."""
    if own.building.is_empty():
        return []
    building = own.building.row(0, named=True)
    compared = {row["measure"]: row for row in _from_models(own).iter_rows(named=True)}
    rows = []
    for kind in AREA_KINDS:
        model = compared.get(kind.column, {})
        rows.append(
            {
                "code": kind.code,
                "title": _(kind.title),
                "register_m2": building[kind.column],
                "bim_m2": model.get("bim_m2"),
                "difference_pct": None if model.get("difference_share") is None else 100 * model["difference_share"],
                "explanation": _(EXPLANATIONS[model["explanation"]]) if model.get("bim_m2") is not None else None,
            }
        )
    columns = [Column("code", _("Code")), Column("title", _("Area")), Column("register_m2", _("Database"), "m²", 0)]
    if any(row["bim_m2"] is not None for row in rows):
        columns += [
            Column("bim_m2", _("Model"), "m²", 0),
            Column("difference_pct", _("Difference"), "%", 1),
            Column("explanation", _("Explanation")),
        ]
    return [Table("vastgoed.toon.oppervlakten", _("Floor areas"), columns, rows)]


def _from_models(own: EstateInputs) -> pl.DataFrame:
    return compare_areas(compute_bim_areas(own.bim_building, own.bim_model), own.building)


def _functions(own: EstateInputs) -> list[Table]:
    if own.function_area.is_empty():
        return []
    whole = float(own.function_area["area_m2"].sum()) or None
    rows = [
        {
            "function": name_of("function", row["function"]),
            "area_m2": row["area_m2"],
            "share_pct": None if whole is None else 100 * row["area_m2"] / whole,
            "method": row["method"],
        }
        for row in own.function_area.sort("area_m2", descending=True).iter_rows(named=True)
    ]
    columns = [
        Column("function", _("Function")),
        Column("area_m2", _("Area"), "m²", 0),
        Column("share_pct", _("Share"), "%", 1),
        Column("method", _("Measured by")),
    ]
    return [Table("vastgoed.toon.functies", _("Internal floor area by function"), columns, rows)]


def _contracts(own: EstateInputs) -> list[Table]:
    if own.contract.is_empty():
        return []
    rows = [
        {**row, "right": name_of("use_right", row["use_right"])}
        for row in own.contract.sort("contract_end", "contract_code", nulls_last=True).iter_rows(named=True)
    ]
    columns = [
        Column("contract_code", _("Contract")),
        Column("right", _("Right")),
        Column("contract_start", _("From")),
        Column("contract_end", _("Until")),
        Column("notice_date", _("Notice before")),
        Column("yearly_cost_eur", _("Cost"), _("EUR/year"), 0),
        Column("user_area_m2", _("Area of the user"), "m²", 0),
    ]
    return [Table("vastgoed.toon.contracten", _("Contracts"), columns, rows)]


def _roles(own: EstateInputs, inputs: EstateInputs) -> list[Table]:
    if own.asset_role.is_empty():
        return []
    names = dict(inputs.entity.select("code", "name").iter_rows())
    rows = [
        {
            "role": _(_ROLES.get(row["role"], row["role"])),
            "entity": names.get(row["entity_code"]) or row["entity_code"],
            "valid_from": None if row["valid_from"] == LONG_AGO else row["valid_from"],
            "valid_until": row["valid_until"],
        }
        for row in own.asset_role.sort("role", "valid_from").iter_rows(named=True)
    ]
    columns = [
        Column("role", _("Role")),
        Column("entity", _("Entity")),
        Column("valid_from", _("From")),
        Column("valid_until", _("Until")),
    ]
    return [Table("vastgoed.toon.rollen", _("Roles over time"), columns, rows)]


def _readiness(own: EstateInputs) -> list[Table]:
    if own.transfer_readiness.is_empty():
        return []
    rows = [
        {
            "part": name_of("part", row["part"]),
            "status_pct": 100 * row["status_share"],
            "evidence": row["evidence"],
            "assessed_on": row["assessed_on"],
        }
        for row in own.transfer_readiness.sort("part").iter_rows(named=True)
    ]
    columns = [
        Column("part", _("Part")),
        Column("status_pct", _("Status"), "%", 0),
        Column("evidence", _("Evidence")),
        Column("assessed_on", _("Day")),
    ]
    return [Table("vastgoed.toon.gereedheid", _("Readiness for transfer"), columns, rows)]


def _audits(own: EstateInputs) -> list[Table]:
    if own.audit.is_empty():
        return []
    counts = dict(own.audit_value.group_by("audit_code").agg(pl.len()).iter_rows())
    rows = [
        {**row, "values": counts.get(row["audit_code"], 0)}
        for row in own.audit.sort("audited_on", "audit_code").iter_rows(named=True)
    ]
    columns = [
        Column("audit_code", _("Audit")),
        Column("audited_on", _("Day")),
        Column("auditor_role", _("By")),
        Column("values", _("Measured values"), decimals=0),
    ]
    return [Table("vastgoed.toon.audits", _("Accessibility audits"), columns, rows)]


def with_linked_models(inputs: EstateInputs) -> EstateInputs:
    """The inputs with `asset_code` filled where a building in a model carries exactly one code of the portfolio."""
    from dataclasses import replace

    tables: dict[str, pl.DataFrame] = {
        name: getattr(inputs, name) for name in ("bim_building", "bim_storey", "bim_space", "bim_material")
    }
    if inputs.bim_building.is_empty():
        return inputs
    linked, _findings = link_buildings(tables, inputs.managed_asset["code"].to_list())
    chosen: dict[str, Any] = dict(linked)
    return replace(inputs, **chosen)
