import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vastgoed.areas import AREA_KINDS, PARKING, compute_disorder, compute_split

AREA = st.none() | st.integers(0, 5000)


def buildings(*areas):
    return pl.DataFrame(
        {"asset_code": ["A"], **{kind.column: [area] for kind, area in zip(AREA_KINDS, areas, strict=True)}},
        schema_overrides={kind.column: pl.Float64 for kind in AREA_KINDS},
    )


@given(st.tuples(AREA, AREA, AREA, AREA))
def test_disorder_is_found_exactly_when_known_areas_do_not_descend(areas):
    known = [area for area in areas if area is not None]
    found = compute_disorder(buildings(*areas))
    assert found.is_empty() == (known == sorted(known, reverse=True))


def test_equal_areas_are_in_order():
    assert compute_disorder(buildings(100.0, 100.0, 100.0, 100.0)).is_empty()


@pytest.mark.parametrize(
    ("internal", "parking", "split", "share"),
    [(100.0, 0.0, 100.0, 0.0), (100.0, 30.0, 100.0, 0.0), (130.0, 30.0, 130.0, 0.0), (90.0, 0.0, 100.0, 1 / 9)],
)
def test_parking_counts_where_the_internal_area_holds_it(internal, parking, split, share):
    frame = pl.DataFrame({"asset_code": ["A"], "internal_floor_area_m2": [internal]})
    areas = pl.DataFrame({"asset_code": ["A", "A"], "function": ["office", PARKING], "area_m2": [100.0, parking]})
    row = compute_split(frame, areas).row(0, named=True)
    assert row["split_m2"] == split
    assert row["difference_share"] == pytest.approx(share)


def test_no_split_is_unknown_and_not_zero():
    frame = pl.DataFrame({"asset_code": ["A"], "internal_floor_area_m2": [100.0]})
    areas = pl.DataFrame(schema={"asset_code": pl.String, "function": pl.String, "area_m2": pl.Float64})
    assert compute_split(frame, areas).row(0) == ("A", 100.0, None, None, None)
