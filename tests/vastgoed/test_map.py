import polars as pl
import pytest

from kern.errors import UsageWrong
from vastgoed.map import INDICATORS, compute_points, indicator
from vastgoed.map_section import map_section
from vastgoed.options import EstateOptions

OPTIONS = EstateOptions(report_year=2025)


@pytest.fixture
def inputs(estate):
    return estate(
        [
            {"asset_code": "A", "x_lambert72_m": 150_000.0, "y_lambert72_m": 170_000.0, "building_function": "office",
             "gross_floor_area_m2": 1200.0},
            {"asset_code": "B", "x_lambert72_m": 70_000.0, "y_lambert72_m": 212_000.0},
            {"asset_code": "SWAPPED", "x_lambert72_m": 4.35, "y_lambert72_m": 50.85, "building_function": "office"},
            {"asset_code": "NONE", "building_function": "office"},
        ]
    )  # fmt: skip


def test_words_become_groups_and_numbers_values(inputs):
    points, _lost = compute_points(inputs, OPTIONS, indicator("functie"))
    assert points.select("asset_code", "group", "value").rows() == [("A", "office", None), ("B", None, None)]
    points, _lost = compute_points(inputs, OPTIONS, indicator("bvo"))
    assert points.select("value", "group").rows() == [(1200.0, None), (None, None)]


def test_what_has_no_point_in_belgium_is_said_and_not_drawn(inputs, only):
    section = map_section(inputs, OPTIONS, indicator("functie"))
    said = only(section.findings, "estate.map.no_point")
    assert said.evidence["assets"] == ["NONE", "SWAPPED"]
    assert section.message == (
        "2 buildings on the map, by: Function of the building; unknown for 1, 2 without a usable point."
    )


@pytest.mark.parametrize("code", [item.code for item in INDICATORS])
def test_every_indicator_makes_a_picture(inputs, code):
    chart = map_section(inputs, OPTIONS, indicator(code)).blocks[0]
    figure = chart.draw()
    assert len(figure.axes[0].collections) >= 1
    assert len(chart.data.rows) == 2


def test_values_of_another_room_are_joined_on_the_code(inputs):
    values = pl.DataFrame({"asset_code": ["B", "Z"], "value": [7.0, 9.0]})
    points, _lost = compute_points(inputs, OPTIONS, indicator("bvo"), values)
    assert points["value"].to_list() == [None, 7.0]


def test_an_unknown_indicator_names_the_known_ones():
    with pytest.raises(UsageWrong, match=r"cannot be coloured by smell\. Choose from: functie, entiteit"):
        indicator("smell")


def test_no_building_has_a_point(estate):
    assert [block.key for block in map_section(estate([{"asset_code": "A"}]), OPTIONS, indicator("bvo")).blocks] == [
        "vastgoed.kaart.punten"
    ]
