"""Weights: the order of origins, splits, gaps, and that shares never add more than there is."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vastgoed.bim.materials.columns import BIM_MATERIAL
from vastgoed.passport.library import read_classes
from vastgoed.passport.masses import COMPOSITE, MASSES, compute_masses
from vastgoed.passport.names import match_name

CLASSES = read_classes(date(2026, 1, 1))


def part(number=0, element=1, **values):
    row = {
        "model_hash": "m", "element_step_id": element, "part_number": number, "ifc_class": "IfcWall",
        "material_name": "Beton", "volume_share": 1.0, "element_volume_m3": 2.0,
    }  # fmt: skip
    return {**row, **values}


def weigh(*rows):
    return compute_masses(pl.DataFrame(rows, schema=BIM_MATERIAL, orient="row"), CLASSES).rows(named=True)


@pytest.mark.parametrize(
    ("values", "mass", "origin", "reason"),
    [
        ({}, 4800.0, "library_density", None),
        ({"density_kg_per_m3": 2500.0}, 5000.0, "model_density", None),
        ({"density_kg_per_m3": 2500.0, "element_weight_kg": 4321.0}, 4321.0, "stated_weight", None),
        ({"material_name": "Default"}, None, "none", "unknown_name"),
        ({"material_name": "Default", "density_kg_per_m3": 1000.0}, 2000.0, "model_density", None),
        ({"material_name": "hout/aluminium"}, None, "none", "not_split"),
        ({"material_name": "Isolatie"}, None, "none", "no_density"),
        ({"material_name": None}, None, "none", "no_material"),
        ({"element_volume_m3": None}, None, "none", "no_volume"),
        ({"volume_share": None}, None, "none", "not_split"),
        ({"material_name": None, "element_volume_m3": None, "element_weight_kg": 10.0}, 10.0, "stated_weight", None),
    ],
)
def test_the_best_origin_counts_and_the_reason_is_said(values, mass, origin, reason):
    (row,) = weigh(part(**values))
    assert (row["mass_kg"], row["mass_origin"], row["unknown_reason"]) == (mass, origin, reason)


def test_a_stated_weight_is_split_by_volume_and_density():
    rows = weigh(
        part(0, material_name="Beton", volume_share=0.5, element_weight_kg=4900.0),
        part(1, material_name="Naaldhout", volume_share=0.5, element_weight_kg=4900.0),
    )
    assert [row["mass_kg"] for row in rows] == pytest.approx([4900 * 24 / 29, 4900 * 5 / 29])


def test_a_stated_weight_that_cannot_be_split_stays_whole():
    rows = weigh(
        part(0, material_name="Hout", volume_share=None, element_weight_kg=80.0),
        part(1, material_name="Glas", volume_share=None, element_weight_kg=80.0),
    )
    assert [(row["material_class"], row["mass_kg"], row["material_name"]) for row in rows] == [
        (COMPOSITE, 80.0, "Hout + Glas")
    ]


def test_a_gap_weighs_nothing_and_is_no_unknown():
    rows = weigh(part(0, volume_share=0.4), part(1, material_name="Luchtspouw", volume_share=0.6))
    assert len(rows) == 1
    assert rows[0]["mass_kg"] == pytest.approx(0.4 * 2 * 2400)


def test_no_rows_give_no_rows():
    assert compute_masses(pl.DataFrame(schema=BIM_MATERIAL), CLASSES).schema == pl.Schema(MASSES)


parts = st.lists(
    st.tuples(
        st.sampled_from(["Beton", "Staal", "Default", "Lucht", "Isolatie", None]),
        st.one_of(st.none(), st.floats(0.01, 1.0)),
        st.one_of(st.none(), st.floats(1.0, 9000.0)),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(parts, st.one_of(st.none(), st.floats(0.001, 100.0)), st.one_of(st.none(), st.floats(1.0, 1e6)))
def test_a_mass_is_known_with_an_origin_or_unknown_with_a_reason(made, volume, weight):
    rows = weigh(
        *(
            part(number, material_name=name, volume_share=share, density_kg_per_m3=density,
                 element_volume_m3=volume, element_weight_kg=weight)
            for number, (name, share, density) in enumerate(made)
        )
    )  # fmt: skip
    for row in rows:
        assert (row["mass_kg"] is None) == (row["mass_origin"] == "none") == (row["unknown_reason"] is not None)
    if weight is not None and rows:
        assert sum(row["mass_kg"] or 0 for row in rows) == pytest.approx(weight)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Gewapend beton C30/37", "reinforced_concrete"),
        ("Reinforced concrete", "reinforced_concrete"),
        ("Stahlbeton 65690", "reinforced_concrete"),
        ("Béton armé", "reinforced_concrete"),
        ("Gipskartonplaat 12,5mm", "plasterboard"),
        ("Plaque de plâtre BA13", "plasterboard"),
        ("Rotswol 100", "mineral_wool"),
        ("Isolatie - rotswol", "mineral_wool"),
        ("Laine de roche", "mineral_wool"),
        ("Dachziegel", "roof_tile"),
        ("Metal - Stud Layer", "stud_zone"),
        ("Metal stud met glaswol", "stud_zone"),
        ("papier", None),
        ("Lege arcering (2)", None),
        ("", None),
    ],
)
def test_names_in_four_languages(name, code):
    assert match_name(name) == code
