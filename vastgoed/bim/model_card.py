"""The model card: what is in a model file, and what is missing for which of Koers' questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_, _, show_number, translate
from kern.report import Block, Column, Section, Table
from vastgoed.areas import AREA_KINDS
from vastgoed.bim import words
from vastgoed.bim.card_tables import facade_table, georeference_table, zone_table
from vastgoed.bim.compare import compute_bim_areas
from vastgoed.bim.detail_columns import ELEMENT_FACTS
from vastgoed.bim.fitness import FITNESS_WORDS, Answer, Fitness, assess_fitness
from vastgoed.bim.link import carried_codes, codes_on_building
from vastgoed.bim.place import check_place
from vastgoed.bim.words import in_words

if TYPE_CHECKING:
    from vastgoed.bim.read_ifc import BimModel

KEY = "vastgoed.bim"

_FIELDS: tuple[tuple[str, str], ...] = (
    ("project_name", N_("Project")),
    ("schema_declared", N_("Schema")),
    ("schema_read", N_("Read as")),
    ("authoring_application", N_("Made with")),
    ("written_at", N_("Written on")),
    ("length_unit", N_("Unit of length")),
    ("area_unit", N_("Unit of area")),
    ("model_hash", N_("SHA-256")),
)
_KIND_FACTS = {
    "door": ("width_m", "clear_width_m", "is_fire_exit", "is_handicap_accessible", "fire_rating"),
    "window": ("width_m", "height_m", "u_value_w_per_m2k"),
    "stair": ("riser_height_m", "tread_length_m", "has_handrail"),
    "stair_flight": ("riser_height_m", "tread_length_m"),
    "ramp": ("slope_degrees", "is_handicap_accessible"),
    "ramp_flight": ("slope_degrees", "clear_width_m"),
    "lift": ("clear_width_m", "clear_depth_m"),
    "sanitary": ("is_handicap_accessible",),
}
_FACT_WORDS = {
    "width_m": N_("width (m)"),
    "height_m": N_("height (m)"),
    "clear_width_m": N_("clear width (m)"),
    "clear_depth_m": N_("clear depth (m)"),
    "riser_height_m": N_("riser (m)"),
    "tread_length_m": N_("tread (m)"),
    "slope_degrees": N_("slope (degrees)"),
    "u_value_w_per_m2k": N_("U-value (W/m²K)"),
    "is_fire_exit": N_("fire exit"),
    "is_handicap_accessible": N_("accessible"),
    "has_handrail": N_("handrail"),
    "fire_rating": N_("fire rating"),
}


def card_section(
    model: BimModel, asset_codes: Sequence[str] = (), points: Mapping[str, tuple[float, float]] | None = None
) -> Section:
    """The card of a model that was read with its details.

    Args:
        model: From `read_model(..., details=True)`.
        asset_codes: The codes of the portfolio, to say whether the model carries one.
        points: Asset code -> x and y in Lambert 72 by the register, to compare the place with. [m]
    """
    row = model.models.row(0, named=True)
    answers = assess_fitness(model, asset_codes)
    codes = carried_codes(model.buildings, asset_codes)
    tables = (
        _questions(answers),
        _facts(row),
        _buildings(model, asset_codes),
        _storeys(model),
        _sources(model),
        _elements(model),
        facade_table(model),
        zone_table(model),
        georeference_table(model, points or {}, codes),
    )
    blocks: list[Block] = [table for table in tables if table.rows]
    return Section(
        key=KEY,
        title=translate(N_("What is in {file}"), {"file": row["file_name"]}),
        message=_message(row, answers),
        blocks=blocks,
        findings=(*model.findings, *check_place(model.details["georeference"].to_dicts(), points or {}, codes)),
    )


def _message(row: dict[str, Any], answers: Sequence[Answer]) -> str:
    asked = [answer for answer in answers if answer.fitness is not Fitness.NOT_APPLICABLE]
    text = (
        N_("Buildings: {buildings}; storeys: {storeys}; spaces: {spaces}. Enough for {enough} of {asked} questions.")
        if row["complete"]
        else N_("The file is damaged: what follows is what could be read, and its totals are no facts.")
    )
    values = {
        "buildings": row["building_count"],
        "storeys": row["storey_count"],
        "spaces": row["space_count"],
        "enough": sum(answer.fitness is Fitness.ENOUGH for answer in asked),
        "asked": len(asked),
    }
    return translate(text, values)


def _questions(answers: Sequence[Answer]) -> Table:
    rows = [
        {
            "question_code": answer.code,
            "question": _(answer.question),
            "fitness": _(FITNESS_WORDS[answer.fitness.value]),
            "share_pct": None if answer.share is None else 100 * answer.share,
            "found": translate(answer.text, answer.values),
            "remedy": _(answer.remedy),
        }
        for answer in answers
    ]
    columns = [
        Column("question", _("Question")),
        Column("fitness", _("Answer")),
        Column("share_pct", _("Share"), "%", 0),
        Column("found", _("What was found")),
        Column("remedy", _("What to ask for")),
        Column("question_code", _("Code")),
    ]
    note = _("Enough: 98 % of the records carry it. What is missing is not known; it never counts as no.")
    return Table(f"{KEY}.vragen", _("Is it fit for our questions?"), columns, rows, note)


def _facts(row: dict[str, Any]) -> Table:
    scales = {
        "length_unit": translate(N_("1 unit = {factor} m"), {"factor": _scale(row["length_unit_m"])}),
        "area_unit": translate(N_("1 unit = {factor} m²"), {"factor": _scale(row["area_unit_m2"])}),
    }
    rows = []
    for name, title in _FIELDS:
        value = row[name]
        if name in scales:
            declared = value or _("not declared")
            value = f"{declared} ({scales[name]})"
        if value is not None:
            rows.append({"field": _(title), "value": value})
    columns = [Column("field", _("Field")), Column("value", _("Value"))]
    return Table(f"{KEY}.bestand", _("The file"), columns, rows)


def _scale(factor: float) -> str:
    """A unit's size with all its decimals: 0.000001 is no zero."""
    decimals = len(f"{factor:.9f}".rstrip("0").partition(".")[2])
    return show_number(factor, decimals)


def _buildings(model: BimModel, asset_codes: Sequence[str]) -> Table:
    """Counts per building and its areas in the columns that are compared with the portfolio."""
    own_code = pl.col("building_step_id").cast(pl.String)
    areas = {
        row["asset_code"]: row
        for row in compute_bim_areas(model.buildings.with_columns(asset_code=own_code)).iter_rows(named=True)
    }
    rows = []
    for row in model.buildings.iter_rows(named=True):
        area = areas[str(row["building_step_id"])]
        rows.append(
            {
                **row,
                "name": row["building_long_name"] or row["building_name"] or row["building_guid"],
                **{kind.column: area.get(kind.column) for kind in AREA_KINDS},
                "asset_codes": ", ".join(codes_on_building(row, asset_codes)) or None,
                "gross_source": in_words(words.AREA_SOURCES, area["gross_source"]),
                "net_source": in_words(words.AREA_SOURCES, area["net_source"]),
                "covered_pct": _pct(row["space_area_covered_share"]),
            }
        )
    columns = [
        Column("name", _("Building")),
        *([Column("asset_codes", _("Codes found"))] if asset_codes else []),
        Column("storey_count", _("Storeys"), decimals=0),
        Column("space_count", _("Spaces"), decimals=0),
        *(
            Column(kind.column, f"{_(kind.title)} ({kind.code})", "m²", 1)
            for kind in AREA_KINDS
            if any(row[kind.column] is not None for row in rows)
        ),
        Column("gross_source", _("Gross area from")),
        Column("net_source", _("Net area from")),
        Column("covered_pct", _("Spaces with an area"), "%", 0),
        Column("door_count", _("Doors"), decimals=0),
        Column("window_count", _("Windows"), decimals=0),
        Column("stair_count", _("Stairs"), decimals=0),
        Column("ramp_count", _("Ramps"), decimals=0),
        Column("lift_count", _("Lifts"), decimals=0),
        Column("building_guid", _("GlobalId")),
    ]
    note = _("Areas as they are compared with the portfolio: one value per space, net and gross never added up.")
    return Table(f"{KEY}.gebouwen", _("Buildings"), columns, rows, note)


def _storeys(model: BimModel) -> Table:
    buildings = {
        row["building_step_id"]: row["building_long_name"] or row["building_name"] or row["building_guid"]
        for row in model.buildings.iter_rows(named=True)
    }
    rows = [
        {
            **row,
            "building": buildings.get(row["building_step_id"]),
            "name": row["storey_long_name"] or row["storey_name"],
            "covered_pct": _pct(row["space_area_covered_share"]),
        }
        for row in model.storeys.sort("building_step_id", "elevation_m", nulls_last=True).iter_rows(named=True)
    ]
    columns = [
        *([Column("building", _("Building"))] if len(buildings) > 1 else []),
        Column("name", _("Storey")),
        Column("elevation_m", _("Level"), "m", 2),
        Column("space_count", _("Spaces"), decimals=0),
        Column("space_area_m2", _("Area of spaces"), "m²", 1),
        Column("covered_pct", _("Spaces with an area"), "%", 0),
        Column("stated_gross_area_m2", _("Stated gross area"), "m²", 1),
        Column("door_count", _("Doors"), decimals=0),
        Column("window_count", _("Windows"), decimals=0),
    ]
    return Table(f"{KEY}.verdiepingen", _("Storeys"), columns, rows)


def _sources(model: BimModel) -> Table:
    """Where the areas of the counted spaces come from."""
    keys = ("area_method", "area_source", "area_basis", "area_confidence", "area_crosscheck")
    grouped = (
        model.spaces.filter("counted")
        .group_by(keys, maintain_order=True)
        .agg(spaces=pl.len(), area_m2=pl.when(pl.col("area_m2").is_not_null().any()).then(pl.col("area_m2").sum()))
        .sort("spaces", "area_source", descending=[True, False], nulls_last=True, maintain_order=True)
    )
    rows = [
        {
            "method": in_words(words.METHODS, row["area_method"]) or _("no area"),
            "source": row["area_source"],
            "basis": in_words(words.BASES, row["area_basis"]),
            "confidence": in_words(words.CONFIDENCES, row["area_confidence"]),
            "crosscheck": in_words(words.CROSSCHECKS, row["area_crosscheck"]),
            "spaces": row["spaces"],
            "area_m2": row["area_m2"],
        }
        for row in grouped.iter_rows(named=True)
    ]
    columns = [
        Column("method", _("Area from")),
        Column("source", _("Set and name")),
        Column("basis", _("Net or gross")),
        Column("confidence", _("Confidence")),
        Column("crosscheck", _("Check against the body")),
        Column("spaces", _("Spaces"), decimals=0),
        Column("area_m2", _("Area"), "m²", 1),
    ]
    return Table(f"{KEY}.herkomst", _("Where the areas of the spaces come from"), columns, rows)


def _elements(model: BimModel) -> Table:
    """Per kind of element how many there are, and how many state what is asked of them."""
    elements = model.details["elements"]
    rows = []
    for kind, facts in _KIND_FACTS.items():
        own = elements.filter(pl.col("kind") == kind)
        if own.is_empty():
            continue
        stated = [f"{_(_FACT_WORDS[fact])}: {_stated(own, fact)}" for fact in facts if own[fact].count()]
        lacking = [_(_FACT_WORDS[fact]) for fact in facts if not own[fact].count()]
        rows.append(
            {
                "kind": _(words.KINDS[kind]),
                "count": own.height,
                "stated": "; ".join(stated) or "–",
                "lacking": ", ".join(lacking) or "–",
            }
        )
    columns = [
        Column("kind", _("Kind")),
        Column("count", _("Number"), decimals=0),
        Column("stated", _("Stated")),
        Column("lacking", _("Not stated")),
    ]
    return Table(f"{KEY}.elementen", _("Doors, windows, stairs, ramps, lifts and sanitary fixtures"), columns, rows)


def _stated(elements: pl.DataFrame, fact: str) -> str:
    """The range of a number, or how often a flag or text is filled in."""
    values = elements[fact].drop_nulls()
    if ELEMENT_FACTS[fact] != pl.Float64():
        return translate(N_("{known} of {of}"), {"known": values.len(), "of": elements.height})
    places = 3 if fact in ("riser_height_m", "tread_length_m") else 2
    low, high = (show_number(float(end), places) for end in (values.min(), values.max()))  # type: ignore[arg-type]
    span = low if low == high else f"{low} – {high}"
    return span if values.len() == elements.height else f"{span} ({values.len()}/{elements.height})"


def _pct(share: float | None) -> float | None:
    return None if share is None else 100 * share
