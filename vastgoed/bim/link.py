"""Which building of a model is which managed asset: by code on the building, never by a likeness of names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Severity, Where
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TEXTS = ("building_name", "building_long_name", "building_reference", "site_name")
_KEY = ("model_hash", "building_step_id")


def find_asset_codes(texts: Iterable[str | None], asset_codes: Iterable[str]) -> list[str]:
    """The asset codes that stand in the texts as a word of their own; capitals do not matter.

    >>> find_asset_codes(["Ellipsgebouw (vim-00412)", None], ["VIM-00412", "VIM-0041"])
    ['VIM-00412']
    """
    every = " | ".join(text for text in texts if text).casefold()
    if not every:
        return []
    return [
        code
        for code in asset_codes
        if code.casefold() in every and re.search(rf"(?<![\w-]){re.escape(code.casefold())}(?![\w-])", every)
    ]


def codes_on_building(row: Mapping[str, Any], asset_codes: Iterable[str]) -> list[str]:
    """The asset codes that a row of `BIM_BUILDING` carries in its names, or in those of its site or project."""
    return find_asset_codes([row[column] for column in _TEXTS], asset_codes)


def carried_codes(buildings: pl.DataFrame, asset_codes: Iterable[str]) -> list[str]:
    """The asset codes that the buildings of a model carry, one per building that carries exactly one."""
    known = list(asset_codes)
    found = [codes_on_building(row, known) for row in buildings.iter_rows(named=True)]
    return [codes[0] for codes in found if len(codes) == 1]


def link_buildings(
    tables: Mapping[str, pl.DataFrame], asset_codes: Iterable[str]
) -> tuple[dict[str, pl.DataFrame], list[Finding]]:
    """Fill `asset_code` of buildings, storeys and spaces where a building carries exactly one known code.

    A code that is already there stays. A building with no code or several stays unlinked and gives a finding.

    Args:
        tables: `bim_building` and, when there, `bim_storey`, `bim_space` and `bim_material` (see
            `vastgoed.bim.columns`).
        asset_codes: The codes of the managed assets.

    Returns:
        The tables with `asset_code`, and the findings.
    """
    known = list(asset_codes)
    codes: list[str | None] = []
    findings = []
    for row in tables["bim_building"].iter_rows(named=True):
        found = codes_on_building(row, known)
        codes.append(row["asset_code"] or (found[0] if len(found) == 1 else None))
        if codes[-1] is None:
            findings.append(_not_linked(row, found))
    buildings = tables["bim_building"].with_columns(asset_code=pl.Series(codes, dtype=pl.String))
    linked = buildings.select(*_KEY, "asset_code")
    result = {**tables, "bim_building": buildings}
    for name in ("bim_storey", "bim_space", "bim_material"):
        if name in tables:
            frame = tables[name]
            joined = frame.drop("asset_code").join(linked, on=list(_KEY), how="left", maintain_order="left")
            result[name] = joined.select(frame.columns)
    return result, findings


def _not_linked(row: Mapping[str, object], found: list[str]) -> Finding:
    name = row["building_name"] or row["building_long_name"] or row["building_guid"]
    return Finding(
        "bim.link.several" if found else "bim.link.none",
        Severity.WARNING,
        N_("Building {building} in the model carries several asset codes: {codes}.")
        if found
        else N_("Building {building} in the model carries no code of the portfolio, so its areas are not compared."),
        {"building": name, "codes": ", ".join(found), "guid": row["building_guid"]},
        Where(column="building_guid"),
        N_('Put the asset code in the name of the building, or add "{guid}" = "code" to the mapping in koers.toml.'),
    )
