"""The material passport as a section: of one building, or of every building with a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.language import N_, _, show_number, translate
from kern.report import Block, Chart, Column, Figure, Paragraph, Section, Table
from vastgoed.asset_section import with_linked_models
from vastgoed.passport.choose import choose_models
from vastgoed.passport.figures import bars_of, draw_masses
from vastgoed.passport.library import MaterialClass, read_classes
from vastgoed.passport.masses import ORIGINS, compute_masses
from vastgoed.passport.tables import (
    KEY,
    building_table,
    class_table,
    element_table,
    kind_table,
    name_of_class,
    names_table,
    origin_table,
    sentence_case,
    storey_table,
    sum_by_class,
)
from vastgoed.passport.words import ORIGINS as ORIGIN_WORDS

if TYPE_CHECKING:
    from kern.findings import Finding
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions


def passport_section(inputs: EstateInputs, options: EstateOptions) -> Section:
    """What the buildings with a model weigh, for the annual report."""
    return _section(inputs, options, None, with_elements=False)


def passport(inputs: EstateInputs, options: EstateOptions, asset_code: str | None = None) -> Section:
    """The passport of one building with every element, or of all buildings with a model.

    Raises:
        InputWrong: There is no such asset, or no loaded model holds its materials.
    """
    if asset_code is not None and asset_code not in inputs.managed_asset["code"]:
        raise InputWrong(N_("There is no asset with code {code}. koers vastgoed toon lists them."), code=asset_code)
    return _section(inputs, options, asset_code, with_elements=True)


def passport_masses(
    inputs: EstateInputs, options: EstateOptions
) -> tuple[pl.DataFrame, dict[str, MaterialClass], list[Finding]]:
    """The masses of every building with a model, the classes they were weighed with, and findings; worked out once."""

    def work() -> tuple[pl.DataFrame, dict[str, MaterialClass], list[Finding]]:
        rows, findings = choose_models(with_linked_models(inputs))
        classes = read_classes(options.day)
        return compute_masses(rows, classes), classes, findings

    return inputs.remember("passport", options.day, work)


def _section(inputs: EstateInputs, options: EstateOptions, asset_code: str | None, *, with_elements: bool) -> Section:
    masses, classes, findings = passport_masses(inputs, options)
    if asset_code is not None:
        masses = masses.filter(pl.col("asset_code") == asset_code)
        findings = [finding for finding in findings if finding.evidence.get("asset") == asset_code]
    title = " ".join(filter(None, [_("Material passport"), asset_code]))
    if masses.is_empty():
        if asset_code is not None:
            raise InputWrong(
                N_(
                    "No loaded model holds elements of {code}. Load its model (IFC) with koers laad; see whether it "
                    "carries the code with: koers vastgoed bim model.ifc"
                ),
                code=asset_code,
            )
        return Section(KEY, title, _("No loaded building model says what a building is made of."), [], findings)
    area_m2, basis = _area(inputs, masses)
    figures = _figures(masses, asset_code, area_m2, basis, options)
    chart = _chart(masses, classes, asset_code)
    tables = [
        class_table(masses, classes, area_m2),
        origin_table(masses),
        kind_table(masses),
        storey_table(masses, inputs),
        *([building_table(masses)] if asset_code is None else []),
        names_table(masses),
        *([element_table(masses, classes)] if with_elements and asset_code is not None else []),
    ]
    blocks: list[Block] = [*figures, *([chart] if chart else []), *(table for table in tables if table.rows)]
    blocks.append(Paragraph(_(
        "Reuse and recycling potentials are orders of magnitude per class for a first look; an inventory on site "
        "decides. Weights from the library rest on a density per class, not on the product."
    )))  # fmt: skip
    return Section(KEY, title, _message(masses), blocks, findings)


def known_shares(masses: pl.DataFrame) -> tuple[float, float | None]:
    """Share of elements of which all weight is known, and share of the known volume whose weight is not.

    Args:
        masses: Columns of `vastgoed.passport.masses.MASSES`.
    """
    element = ("model_hash", "element_step_id")
    per_element = masses.group_by(element).agg(pl.col("mass_kg").is_not_null().all().alias("known"))
    share = float(per_element["known"].mean() or 0.0)  # type: ignore[arg-type]
    volume = float(masses["part_volume_m3"].sum())
    lacking = float(masses.filter(pl.col("mass_kg").is_null())["part_volume_m3"].sum())
    return share, lacking / volume if volume > 0 else None


def _message(masses: pl.DataFrame) -> str:
    share, _volume = known_shares(masses)
    tonnes = float(masses["mass_kg"].sum()) / 1000
    if masses["mass_kg"].count() == 0:
        return translate(
            N_("{elements} elements are in the model, and of none can the weight be known."),
            {"elements": show_number(masses.select("model_hash", "element_step_id").n_unique(), 0)},
        )
    return translate(
        N_("{tonnes} t of material is known; of {share} % of the elements the weight is not, or not wholly, known."),
        {"tonnes": show_number(tonnes, 0), "share": show_number(100 * (1 - share), 0)},
    )


def _figures(
    masses: pl.DataFrame, asset_code: str | None, area_m2: float | None, basis: str, options: EstateOptions
) -> list[Figure]:
    key = f"{KEY}.{asset_code or options.report_year}"
    share, volume_share = known_shares(masses)
    known = masses["mass_kg"].count() > 0
    tonnes = float(masses["mass_kg"].sum()) / 1000 if known else None
    library = float(masses.filter(pl.col("mass_origin") == "library_density")["mass_kg"].sum())
    return [
        Figure(key, _("Known mass"), tonnes, "t", 1, _("a lower bound: what is not known is not in it")),
        Figure(
            f"{key}.per_m2",
            _("Known mass per m²"),
            1000 * tonnes / area_m2 if tonnes is not None and area_m2 else None,
            "kg/m²",
            0,
            basis,
        ),
        Figure(f"{key}.bekend", _("Elements with a known weight"), 100 * share, "%", 0, _("share of their number")),
        Figure(
            f"{key}.volume_onbekend",
            _("Volume without a weight"),
            None if volume_share is None else 100 * volume_share,
            "%",
            0,
            _("share of the volume that is known"),
        ),
        Figure(
            f"{key}.bibliotheek",
            _("Of the mass on a density of the library"),
            100 * library / (1000 * tonnes) if tonnes else None,
            "%",
            0,
            _("the rest is stated in the model"),
        ),
    ]


def _area(inputs: EstateInputs, masses: pl.DataFrame) -> tuple[float | None, str]:
    """Gross floor area, by the register, of the buildings of which some weight is known, and what it is."""
    codes = masses.filter(pl.col("mass_kg").is_not_null())["asset_code"].drop_nulls().unique().to_list()
    rows = inputs.building.filter(pl.col("asset_code").is_in(codes))
    areas = rows["gross_floor_area_m2"].drop_nulls()
    if areas.len() != len(codes) or not areas.len():
        return None, _("the register lacks a gross floor area")
    return float(areas.sum()), _("gross floor area of the register")


def _chart(masses: pl.DataFrame, classes: Mapping[str, MaterialClass], asset_code: str | None) -> Chart | None:
    grouped = sum_by_class(masses.filter(pl.col("mass_kg") > 0))
    if grouped.is_empty():
        return None
    rows = [
        (name_of_class(classes, row["material_class"]), {name: row[name] / 1000 for name in ORIGINS[:3]})
        for row in grouped.iter_rows(named=True)
    ]
    total = float(grouped["mass_kg"].sum())
    first = grouped.row(0, named=True)
    share = show_number(100 * first["mass_kg"] / total, 0)
    message = (
        translate(N_("{share} % of the known mass is of materials whose name was not recognised"), {"share": share})
        if first["material_class"] is None
        else translate(N_("{name}: {share} % of the known mass"), {"name": sentence_case(rows[0][0]), "share": share})
    )
    alt = _("Bars of the tonnes per class of material, split by what the weight rests on.")
    data = Table(
        f"{KEY}.grafiek",
        _("Mass by class of material"),
        [
            Column("class", _("Class of material")),
            *(Column(name, _(ORIGIN_WORDS[name]), "t", 2) for name in ORIGINS[:3]),
        ],
        [{"class": name, **parts} for name, parts in bars_of(rows)],
    )
    suffix = f".{asset_code}" if asset_code else ""
    return Chart(f"{KEY}.grafiek{suffix}", message, alt, lambda: draw_masses(rows), data)
