import polars as pl
import pytest

from kern.errors import InputWrong
from vastgoed.bim.read_ifc import read_model
from vastgoed.bim.sections import spaces_section, trace_spaces


@pytest.fixture
def frames(maker, room, tmp_path):
    """Spaces and storeys of two models of one building: the second knows fewer areas."""
    spaces, storeys = [], []
    for number, rooms in enumerate(
        (
            [room("1"), room("2", net=None, body=None), room("0.1", net=30.0, body=None, storey=1)],
            [room("1", net=999.0, body=None)],
        )
    ):
        made = maker()
        made.building(rooms, storeys=2)
        model = read_model(made.write(tmp_path / f"{number}.ifc"))
        spaces.append(model.spaces.with_columns(asset_code=pl.lit("GB-0001"), import_id=pl.lit(number)))
        storeys.append(model.storeys)
    return pl.concat(spaces), pl.concat(storeys)


def test_spaces_are_added_up_per_storey_of_one_model(frames):
    section = spaces_section(*frames, "gb-0001")
    assert section.key == "vastgoed.ruimten.GB-0001"
    assert {figure.key: figure.value for figure in section.figures()} == {
        "vastgoed.ruimten.GB-0001": 50.0,
        "vastgoed.ruimten.GB-0001.netto": 50.0,
    }
    storeys, functions, spaces = section.blocks[-3:]
    assert [row["space_area_m2"] for row in functions.rows] == [50.0]
    assert [(row["storey"], row["space_area_m2"], row["covered_pct"]) for row in storeys.rows] == [
        ("Verdieping 0", 20.0, 50.0),
        ("Verdieping 1", 30.0, 100.0),
    ]
    assert [row["space_name"] for row in spaces.rows] == ["1", "2", "0.1"]
    assert sum(row["area_m2"] or 0 for row in spaces.rows) == section.figures()[0].value


def test_figure_is_explained_by_rows_that_add_up_to_it(frames):
    section = spaces_section(*frames, "GB-0001")
    for figure in section.figures():
        found = trace_spaces(figure.key, frames[0])
        assert sum(row["area_m2"] for row in found.rows) == figure.value
        assert {row["import_id"] for row in found.rows} == {0}


def test_building_without_a_model_is_refused_with_the_next_step(frames):
    with pytest.raises(InputWrong, match=r"GB-0002.*koers laad"):
        spaces_section(*frames, "GB-0002")


def test_code_with_a_dot_keeps_it(frames):
    spaces = frames[0].with_columns(asset_code=pl.lit("GB.1"))
    assert trace_spaces("vastgoed.ruimten.GB.1", spaces).rows
    assert trace_spaces("vastgoed.ruimten.GB.1.netto", spaces).rows
