"""The spaces of one building per storey, out of the models that were loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kern.errors import InputWrong
from kern.language import N_, _, translate
from kern.report import Block, Column, Figure, Section, Table, Trace
from vastgoed.bim import words
from vastgoed.bim.newest import rank_models
from vastgoed.bim.space_functions import classify_spaces, function_name, use_of_space
from vastgoed.bim.totals import compute_space_totals
from vastgoed.bim.words import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY = "vastgoed.ruimten"

_PARTS = (
    ("", "space_area_m2", N_("Area of the spaces")),
    ("netto", "space_net_area_m2", N_("of which net")),
    ("bruto", "space_gross_area_m2", N_("of which gross")),
    ("onbekend", "space_unknown_area_m2", N_("of which net or gross is not said")),
)


def spaces_section(
    bim_spaces: pl.DataFrame,
    bim_storeys: pl.DataFrame,
    asset_code: str,
    functions: pl.DataFrame | None = None,
    written: pl.DataFrame | None = None,
) -> Section:
    """The spaces and areas of one building per storey and per class of function.

    Args:
        bim_spaces: Columns of `BIM_SPACE`, linked to assets.
        bim_storeys: Columns of `BIM_STOREY`.
        asset_code: The building.
        functions: A table of functions of one's own, see `vastgoed.bim.space_functions`.
        written: `model_hash` and `written_at` of the models, so that the newest counts.

    Raises:
        InputWrong: No loaded model holds spaces of this building.
    """
    spaces, code, others = chosen_spaces(bim_spaces, asset_code, written)
    storeys = bim_storeys.filter(pl.col("model_hash") == spaces["model_hash"][0])
    storeys = storeys.sort("elevation_m", "storey_step_id", nulls_last=True)
    total = compute_space_totals(spaces.with_columns(every=pl.lit(1)), ["every"]).row(0, named=True)
    spaces = classify_spaces(spaces, functions)
    blocks: list[Block] = [
        *_figures(total, code, others),
        _per_storey(spaces, storeys),
        _per_function(spaces, functions),
        _list(spaces, storeys, functions),
    ]
    text = N_("{known} of {of} spaces have an area; spaces outside, copies and parts are not counted.")
    return Section(
        key=f"{KEY}.{code}",
        title=translate(N_("Spaces of {code}"), {"code": code}),
        message=translate(text, {"known": total["spaces_with_area_count"], "of": total["counted_space_count"]}),
        blocks=blocks,
    )


def trace_spaces(key: str, bim_spaces: pl.DataFrame, written: pl.DataFrame | None = None) -> Trace:
    """Where a figure `vastgoed.ruimten.<building>[.netto|.bruto|.onbekend]` came from: spaces by import and source.

    Raises:
        InputWrong: No loaded model holds spaces of this building.
    """
    code, dot, part = key.removeprefix(f"{KEY}.").rpartition(".")
    if not dot or part not in {suffix for suffix, _column, _label in _PARTS}:
        code, part = key.removeprefix(f"{KEY}."), ""
    spaces, _code, others = chosen_spaces(bim_spaces, code, written)
    basis = {"netto": "net", "bruto": "gross", "onbekend": "unknown"}.get(part)
    counted = spaces.filter(pl.col("counted") & pl.col("area_m2").is_not_null())
    if basis:
        counted = counted.filter(pl.col("area_basis") == basis)
    by = [name for name in ("import_id", "model_hash") if name in counted.columns]
    keys = [*by, "area_method", "area_source", "area_basis", "area_confidence"]
    rows = (
        counted.group_by(keys, maintain_order=True)
        .agg(rows=pl.len(), area_m2=pl.col("area_m2").sum())
        .sort("area_m2", descending=True)
    )
    rules = {_("Model"): str(spaces["model_hash"][0]), _("Other models of this building"): str(others)}
    return Trace(
        key,
        _("One area per counted space, the best the model holds, added up; see the source of each."),
        [{"register": "bim_space", **row} for row in rows.iter_rows(named=True)],
        rules=rules,
    )


def chosen_spaces(
    bim_spaces: pl.DataFrame, asset_code: str, written: pl.DataFrame | None = None
) -> tuple[pl.DataFrame, str, int]:
    """The spaces of a building in the model that counts, as in the comparison with the register.

    Args:
        bim_spaces: Columns of `BIM_SPACE`.
        asset_code: The building; capitals do not matter.
        written: `model_hash` and `written_at` of the models, so that the newest counts.

    Returns:
        The spaces, the code as it is written, and how many other models hold the building.

    Raises:
        InputWrong: No loaded model holds spaces of this building.
    """
    own = bim_spaces.filter(pl.col("asset_code").str.to_lowercase() == asset_code.strip().lower())
    if own.is_empty():
        raise InputWrong(
            N_(
                "No loaded model holds spaces of {code}. Load its model with: koers laad model.ifc. "
                "Is it loaded, then see whether it carries the code with: koers vastgoed bim model.ifc"
            ),
            code=asset_code,
        )
    known = pl.col("counted") & pl.col("area_m2").is_not_null()
    models = rank_models(
        own.group_by("model_hash")
        .agg(known=known.sum(), area_m2=pl.col("area_m2").filter(known).sum())
        .with_columns(asset_code=pl.lit(asset_code)),
        written,
    )
    chosen = own.filter(pl.col("model_hash") == models["model_hash"][0])
    return chosen, str(chosen["asset_code"][0]), models.height - 1


def _figures(total: dict[str, Any], code: str, others: int) -> list[Figure]:
    note = _("One area per counted space out of the building model; not the area of the property database.")
    if others:
        text = N_("Other models of this building: {count}; the newest of those with nearly all areas was taken.")
        note += " " + translate(text, {"count": others})
    found = [
        Figure(f"{KEY}.{code}{'.' if suffix else ''}{suffix}", _(label), total[column], "m²", 1, note)
        for suffix, column, label in _PARTS
    ]
    return [found[0], *(figure for figure in found[1:] if figure.value is not None)]


def _storey_names(storeys: pl.DataFrame) -> dict[int, str | None]:
    return {
        row["storey_step_id"]: row["storey_long_name"] or row["storey_name"] for row in storeys.iter_rows(named=True)
    }


def _place(storeys: pl.DataFrame) -> dict[int, int]:
    return {step_id: place for place, step_id in enumerate(storeys["storey_step_id"])}


def _per_storey(spaces: pl.DataFrame, storeys: pl.DataFrame) -> Table:
    totals = compute_space_totals(spaces, ["storey_step_id"]).rows(named=True)
    names, place = _storey_names(storeys), _place(storeys)
    facts = {row["storey_step_id"]: row for row in storeys.iter_rows(named=True)}
    rows = [
        {
            **row,
            "storey": names.get(row["storey_step_id"]) or _("no storey"),
            "elevation_m": facts.get(row["storey_step_id"], {}).get("elevation_m"),
            "stated_gross_area_m2": facts.get(row["storey_step_id"], {}).get("stated_gross_area_m2"),
            "covered_pct": None if row["space_area_covered_share"] is None else 100 * row["space_area_covered_share"],
        }
        for row in sorted(totals, key=lambda row: place.get(row["storey_step_id"], len(place)))
    ]
    areas = [
        Column("space_area_m2", _("Area"), "m²", 1),
        Column("space_net_area_m2", _("Net"), "m²", 1),
        Column("space_gross_area_m2", _("Gross"), "m²", 1),
        Column("space_unknown_area_m2", _("Not said"), "m²", 1),
        Column("stated_gross_area_m2", _("Stated gross area of the storey"), "m²", 1),
    ]
    columns: Sequence[Column] = [
        Column("storey", _("Storey")),
        Column("elevation_m", _("Level"), "m", 2),
        Column("counted_space_count", _("Spaces"), decimals=0),
        Column("covered_pct", _("With an area"), "%", 0),
        *(column for column in areas if any(row[column.name] is not None for row in rows)),
    ]
    return Table(f"{KEY}.verdiepingen", _("Per storey"), columns, rows)


def _per_function(spaces: pl.DataFrame, functions: pl.DataFrame | None) -> Table:
    totals = compute_space_totals(spaces, ["function_class"])
    whole = totals["space_area_m2"].sum()
    ordered = totals.sort(
        pl.col("function_class").is_null(), "space_area_m2", descending=[False, True], nulls_last=True
    )
    rows = [
        {
            **row,
            "function": function_name(row["function_class"], functions) or _("not known"),
            "share_pct": 100 * row["space_area_m2"] / whole if whole and row["space_area_m2"] else None,
        }
        for row in ordered.iter_rows(named=True)
        if row["counted_space_count"]
    ]
    columns = [
        Column("function", _("Function")),
        Column("counted_space_count", _("Spaces"), decimals=0),
        Column("space_area_m2", _("Area"), "m²", 1),
        Column("share_pct", _("Share"), "%", 0),
    ]
    note = _(
        "Told by words in classification, category, zone, type and name, in that order; what no word fits is not "
        "known. The words are a proposal: put your own in ruimtefuncties.csv in the workspace."
    )
    return Table(f"{KEY}.functies", _("Per function"), columns, rows, note)


def _list(spaces: pl.DataFrame, storeys: pl.DataFrame, functions: pl.DataFrame | None) -> Table:
    names, place = _storey_names(storeys), _place(storeys)
    ordered = sorted(
        spaces.with_columns(use=use_of_space()).iter_rows(named=True),
        key=lambda row: (place.get(row["storey_step_id"], len(place)), row["space_name"] or "", row["space_step_id"]),
    )
    rows = [
        {
            "storey": names.get(row["storey_step_id"]) or _("no storey"),
            "space_name": row["space_name"],
            "space_long_name": row["space_long_name"],
            "use": row["use"],
            "function": function_name(row["function_class"], functions),
            "area_m2": row["area_m2"],
            "basis": in_words(words.BASES, row["area_basis"]),
            "method": in_words(words.METHODS, row["area_method"]),
            "source": row["area_source"],
            "confidence": in_words(words.CONFIDENCES, row["area_confidence"]),
            "crosscheck": in_words(words.CROSSCHECKS, row["area_crosscheck"]),
            "counted": in_words(words.COUNTED, row["counted_reason"]),
            "space_guid": row["space_guid"],
        }
        for row in ordered
    ]
    columns = [
        Column("storey", _("Storey")),
        Column("space_name", _("Space number")),
        Column("space_long_name", _("Name")),
        Column("use", _("Use, as the model says")),
        Column("function", _("Function")),
        Column("area_m2", _("Area"), "m²", 1),
        Column("basis", _("Net or gross")),
        Column("method", _("Area from")),
        Column("source", _("Set and name")),
        Column("confidence", _("Confidence")),
        Column("crosscheck", _("Check against the body")),
        Column("counted", _("Counted")),
        Column("space_guid", _("GlobalId")),
    ]
    return Table(f"{KEY}.ruimten", _("The spaces"), columns, rows)
