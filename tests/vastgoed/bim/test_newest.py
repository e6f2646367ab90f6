"""Of several models of a building: a new delivery counts, a part of it does not."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from vastgoed.bim.columns import BIM_BUILDING
from vastgoed.bim.compare import compute_bim_areas
from vastgoed.bim.newest import ENOUGH_SHARE, rank_models
from vastgoed.bim.spaces_section import chosen_spaces

DATES = pl.DataFrame({"model_hash": ["old", "new"], "written_at": ["2024-05-01T10:00:00", "2026-05-01T10:00:00"]})


def _spaces(old, new):
    rows = [{"asset_code": "GB-1", "model_hash": "old", "counted": True, "area_m2": 20.0}] * old
    rows += [{"asset_code": "GB-1", "model_hash": "new", "counted": True, "area_m2": 18.0}] * new
    return pl.DataFrame(rows)


def test_a_new_delivery_with_a_room_less_replaces_the_old():
    spaces, _code, others = chosen_spaces(_spaces(old=10, new=9), "gb-1", DATES)
    assert (spaces["model_hash"].unique().to_list(), spaces["area_m2"].sum(), others) == (["new"], 162.0, 1)


def test_a_new_model_with_few_rooms_does_not():
    spaces, _code, _others = chosen_spaces(_spaces(old=10, new=7), "GB-1", DATES)
    assert spaces["model_hash"].unique().to_list() == ["old"]


def test_the_comparison_with_the_register_takes_the_same_model():
    buildings = pl.DataFrame(
        [
            {
                "model_hash": name, "asset_code": "GB-1", "counted_space_count": count, "spaces_with_area_count": count,
                "space_area_m2": area, "space_net_area_m2": area,
            }
            for name, count, area in (("old", 10, 200.0), ("new", 9, 162.0))
        ],
        schema=BIM_BUILDING,
    )  # fmt: skip
    assert compute_bim_areas(buildings, DATES)["net_floor_area_m2"].item() == 162.0
    assert compute_bim_areas(buildings)["net_floor_area_m2"].item() == 200.0


@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["2024", "2025", None])), min_size=1, max_size=6))
def test_the_first_knows_nearly_as_much_as_any_and_none_such_is_newer(found):
    names = [str(number) for number in range(len(found))]
    models = pl.DataFrame(
        {"asset_code": "G", "model_hash": names, "known": [known for known, _when in found], "area_m2": 1.0}
    )
    when = [date for _known, date in found]
    written = pl.DataFrame({"model_hash": names, "written_at": when}, schema_overrides={"written_at": pl.String})
    ranked = rank_models(models, written)
    assert sorted(ranked["model_hash"].to_list()) == sorted(names)
    first = int(ranked["model_hash"][0])
    bar = ENOUGH_SHARE * max(known for known, _when in found)
    assert found[first][0] >= bar
    assert all((date or "") <= (found[first][1] or "") for known, date in found if known >= bar)
