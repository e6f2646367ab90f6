"""The tables of the passport: by class, by origin, by kind of element, by storey, by building, by name, by element."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from kern.language import N_, _, translate
from kern.report import Column, Table
from vastgoed.bim.words import in_words
from vastgoed.passport.masses import COMPOSITE, ORIGINS
from vastgoed.passport.words import METHODS, POTENTIALS, REASONS, kind_of
from vastgoed.passport.words import ORIGINS as ORIGIN_WORDS

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.passport.library import MaterialClass

KEY = "vastgoed.paspoort"
_MOST_NAMES = 30


def name_of_class(classes: Mapping[str, MaterialClass], code: str | None) -> str:
    """The name of a class of material; words for what is no class."""
    if code == COMPOSITE:
        return _("several materials, weighed together")
    return classes[code].name if code is not None and code in classes else _("not named or not recognised")


def sentence_case(text: str) -> str:
    """The text with a capital first; abbreviations keep theirs.

    >>> sentence_case("EPDM en rubber"), sentence_case("beton")
    ('EPDM en rubber', 'Beton')
    """
    return text[:1].upper() + text[1:]


def sum_by_class(masses: pl.DataFrame) -> pl.DataFrame:
    """Masses, volumes and counts per class, the heaviest first."""
    origin = pl.col("mass_origin")
    return (
        masses.group_by("material_class", maintain_order=True)
        .agg(
            pl.col("mass_kg").sum().alias("mass_kg"),
            *(pl.col("mass_kg").filter(origin == name).sum().alias(name) for name in ORIGINS[:3]),
            pl.col("mass_kg").is_null().sum().alias("unknown"),
            pl.col("part_volume_m3").sum().alias("volume_m3"),
            pl.col("part_volume_m3").filter(pl.col("mass_kg").is_null()).sum().alias("unknown_m3"),
            pl.len().alias("parts"),
        )
        .sort("mass_kg", "volume_m3", descending=True)
    )


def class_table(masses: pl.DataFrame, classes: Mapping[str, MaterialClass], area_m2: float | None) -> Table:
    """Kilograms per class of material, with origin and potential."""
    grouped = sum_by_class(masses)
    total = float(grouped["mass_kg"].sum())
    rows = []
    for row in grouped.iter_rows(named=True):
        each = classes.get(row["material_class"])
        nothing = row["unknown"] == row["parts"]
        rows.append(
            {
                "class": name_of_class(classes, row["material_class"]),
                "mass_kg": None if nothing else row["mass_kg"],
                "share": None if nothing or not total else 100 * row["mass_kg"] / total,
                "per_m2": row["mass_kg"] / area_m2 if area_m2 and not nothing else None,
                **{name: row[name] or None for name in ORIGINS[:3]},
                "parts": row["parts"],
                "unknown": row["unknown"] or None,
                "unknown_m3": row["unknown_m3"] or None,
                "reuse": in_words(POTENTIALS, each.reuse_potential) if each else None,
                "recycling": in_words(POTENTIALS, each.recycling_potential) if each else None,
                "source": each.density_source if each and row["library_density"] else None,
                "certainty": each.density_certainty if each and row["library_density"] else None,
            }
        )
    columns = [
        Column("class", _("Class of material")),
        Column("mass_kg", _("Mass"), "kg", 0),
        Column("share", _("Share"), "%", 1),
        Column("per_m2", _("Per m²"), "kg/m²", 1),
        *(
            Column(name, sentence_case(_(ORIGIN_WORDS[name])), "kg", 0)
            for name in ORIGINS[:3]
            if any(row[name] for row in rows)
        ),
        Column("parts", _("In parts of elements"), decimals=0),
        Column("unknown", _("Of which without a weight"), decimals=0),
        Column("unknown_m3", _("Their volume"), "m³", 1),
        Column("reuse", _("Reuse")),
        Column("recycling", _("Recycling")),
        Column("source", _("Source of the density")),
        Column("certainty", _("Certainty")),
    ]
    return Table(f"{KEY}.klassen", _("By class of material"), columns, rows)


def origin_table(masses: pl.DataFrame) -> Table:
    """What the weights rest on, and why the others are not known."""
    grouped = masses.group_by("mass_origin", "unknown_reason").agg(
        pl.col("mass_kg").sum(), pl.len().alias("parts"), pl.col("part_volume_m3").sum().alias("volume_m3")
    )
    order = {name: place for place, name in enumerate(ORIGINS)}
    rows = [
        {
            "origin": in_words(ORIGIN_WORDS, row["mass_origin"]),
            "reason": in_words(REASONS, row["unknown_reason"]),
            "parts": row["parts"],
            "parts_share": 100 * row["parts"] / masses.height,
            "mass_kg": row["mass_kg"] if row["mass_origin"] != "none" else None,
            "volume_m3": row["volume_m3"] or None,
        }
        for row in sorted(
            grouped.iter_rows(named=True), key=lambda row: (order[row["mass_origin"]], row["unknown_reason"] or "")
        )
    ]
    columns = [
        Column("origin", _("Weight from")),
        Column("reason", _("Why not known")),
        Column("parts", _("Parts of elements"), decimals=0),
        Column("parts_share", _("Share"), "%", 1),
        Column("mass_kg", _("Mass"), "kg", 0),
        Column("volume_m3", _("Volume"), "m³", 1),
    ]
    return Table(f"{KEY}.herkomst", _("What the weights rest on, and why they are not known"), columns, rows)


def kind_table(masses: pl.DataFrame) -> Table:
    """Kilograms per kind of element."""
    kinds = {name: kind_of(name) for name in masses["ifc_class"].drop_nulls().unique().to_list()}
    grouped = masses.with_columns(kind=pl.col("ifc_class").replace_strict(kinds, return_dtype=pl.String))
    return _grouped_table(grouped, "kind", f"{KEY}.elementen_soort", _("By kind of element"), _("Kind of element"))


def storey_table(masses: pl.DataFrame, inputs: EstateInputs) -> Table:
    """Kilograms per storey, from the lowest up."""
    several = masses["asset_code"].n_unique() > 1
    name = pl.coalesce("storey_name", "storey_guid", pl.lit(_("no storey")))
    label = pl.concat_str(pl.col("asset_code"), pl.lit(" "), name) if several else name
    grouped = masses.with_columns(storey=label)
    elevations = inputs.bim_storey.select("model_hash", "storey_step_id", "elevation_m").unique(
        ["model_hash", "storey_step_id"]
    )
    grouped = grouped.join(elevations, on=["model_hash", "storey_step_id"], how="left").sort(
        "asset_code", "elevation_m", nulls_last=True, maintain_order=True
    )
    return _grouped_table(grouped, "storey", f"{KEY}.verdiepingen", _("By storey"), _("Storey"))


def building_table(masses: pl.DataFrame) -> Table:
    """Kilograms per building."""
    return _grouped_table(masses.sort("asset_code"), "asset_code", f"{KEY}.gebouwen", _("By building"), _("Building"))


def _grouped_table(frame: pl.DataFrame, by: str, key: str, title: str, heading: str) -> Table:
    element = pl.struct("model_hash", "element_step_id")
    grouped = frame.group_by(by, maintain_order=True).agg(
        element.n_unique().alias("elements"),
        element.filter(pl.col("mass_kg").is_null()).n_unique().alias("unknown"),
        pl.col("mass_kg").sum().alias("mass_kg"),
        pl.col("mass_kg").count().alias("known"),
    )
    rows = [
        {
            by: row[by],
            "elements": row["elements"],
            "mass_kg": row["mass_kg"] if row["known"] else None,
            "unknown": row["unknown"],
            "unknown_share": 100 * row["unknown"] / row["elements"],
        }
        for row in grouped.iter_rows(named=True)
    ]
    columns = [
        Column(by, heading),
        Column("elements", _("Elements"), decimals=0),
        Column("mass_kg", _("Mass"), "kg", 0),
        Column("unknown", _("Elements not (wholly) weighed"), decimals=0),
        Column("unknown_share", _("Share"), "%", 0),
    ]
    return Table(key, title, columns, rows)


def names_table(masses: pl.DataFrame) -> Table:
    """Names in the models that stand for no one class of the library, so that the user can add them."""
    names = (
        masses.filter(pl.col("material_name").is_not_null(), pl.col("material_class").is_null())
        .group_by("material_name")
        .agg(pl.len().alias("parts"), pl.col("part_volume_m3").sum().alias("volume_m3"))
        .sort("volume_m3", "parts", "material_name", descending=[True, True, False])
    )
    note = _("Add the words to data/materials/names.csv, or have a real material named in the model.")
    if names.height > _MOST_NAMES:
        more = translate(N_("… and {count} more."), {"count": names.height - _MOST_NAMES})
        note = f"{more} {note}"
    rows = [{**row, "volume_m3": row["volume_m3"] or None} for row in names.head(_MOST_NAMES).iter_rows(named=True)]
    columns = [
        Column("material_name", _("Name in the model")),
        Column("parts", _("Parts of elements"), decimals=0),
        Column("volume_m3", _("Volume"), "m³", 2),
    ]
    return Table(f"{KEY}.namen", _("Names of materials that were not recognised"), columns, rows, note)


def element_table(masses: pl.DataFrame, classes: Mapping[str, MaterialClass]) -> Table:
    """Every material in every element."""
    rows = [
        {
            "storey": row["storey_name"],
            "kind": kind_of(row["ifc_class"]),
            "element": row["element_name"],
            "material": row["material_name"],
            "class": name_of_class(classes, row["material_class"]) if row["material_name"] else None,
            "thickness_m": row["thickness_m"],
            "volume_m3": row["part_volume_m3"],
            "volume_from": in_words(METHODS, row["volume_method"]),
            "mass_kg": row["mass_kg"],
            "origin": in_words(ORIGIN_WORDS, row["mass_origin"]),
            "reason": in_words(REASONS, row["unknown_reason"]),
            "element_guid": row["element_guid"],
        }
        for row in masses.sort("storey_name", "ifc_class", "element_step_id", "part_number").iter_rows(named=True)
    ]
    columns = [
        Column("storey", _("Storey")),
        Column("kind", _("Kind of element")),
        Column("element", _("Element")),
        Column("material", _("Name in the model")),
        Column("class", _("Class of material")),
        Column("thickness_m", _("Thickness"), "m", 3),
        Column("volume_m3", _("Volume"), "m³", 3),
        Column("volume_from", _("Volume from")),
        Column("mass_kg", _("Mass"), "kg", 1),
        Column("origin", _("Weight from")),
        Column("reason", _("Why not known")),
        Column("element_guid", _("GlobalId")),
    ]
    return Table(f"{KEY}.onderdelen", _("Every material in every element"), columns, rows)
