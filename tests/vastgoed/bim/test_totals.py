import polars as pl
import pytest

from vastgoed.bim.totals import compute_space_totals, compute_storeys_gross_area


def _spaces(*rows):
    names = ("key", "area_m2", "area_basis", "counted", "counted_reason")
    return pl.DataFrame(
        [dict(zip(names, row, strict=True)) for row in rows],
        schema={"key": pl.Int64, "area_m2": pl.Float64, "area_basis": pl.String, "counted": pl.Boolean,
                "counted_reason": pl.String},
    )  # fmt: skip


def test_parts_by_basis_add_up_to_the_whole():
    spaces = _spaces(
        (1, 10.0, "net", True, "counted"),
        (1, 5.0, "gross", True, "counted"),
        (1, 2.0, "unknown", True, "counted"),
        (1, 99.0, "net", False, "external"),
        (1, None, None, True, "counted"),
    )
    row = compute_space_totals(spaces, ["key"]).row(0, named=True)
    assert row["space_area_m2"] == 17.0
    assert (row["space_net_area_m2"], row["space_gross_area_m2"], row["space_unknown_area_m2"]) == (10.0, 5.0, 2.0)
    assert row["space_area_covered_share"] == 0.75
    assert (row["space_count"], row["counted_space_count"], row["spaces_with_area_count"]) == (5, 4, 3)


def test_nothing_known_is_null_not_zero():
    row = compute_space_totals(_spaces((1, None, None, True, "counted")), ["key"]).row(0, named=True)
    assert row["space_area_m2"] is None
    assert row["space_area_covered_share"] == 0.0
    row = compute_space_totals(_spaces((1, 9.0, "net", False, "external")), ["key"]).row(0, named=True)
    assert row["space_area_covered_share"] is None


@pytest.mark.parametrize(
    ("stated", "counts", "total"),
    [([10.0, 20.0], [1, 1], 30.0), ([10.0, None], [1, 0], 10.0), ([10.0, None], [1, 2], None), ([None], [0], None)],
)
def test_storeys_add_up_only_when_none_with_spaces_is_missing(stated, counts, total):
    storeys = pl.DataFrame(
        {"building_step_id": [1] * len(stated), "stated_gross_area_m2": stated, "space_count": counts},
        schema_overrides={"stated_gross_area_m2": pl.Float64},
    )
    assert compute_storeys_gross_area(storeys)["storeys_gross_area_m2"].item() == total
