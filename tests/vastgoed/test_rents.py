from datetime import date

import polars as pl
import pytest

from vastgoed.rent_block import rent_blocks
from vastgoed.rents import compute_rents

DAY = date(2025, 12, 31)
SCHEMA = {
    "contract_code": pl.String, "asset_code": pl.String, "use_right": pl.String, "contract_start": pl.Date,
    "contract_end": pl.Date, "yearly_cost_eur": pl.Float64, "user_area_m2": pl.Float64,
}  # fmt: skip


def leases(*rows):
    return pl.DataFrame(
        [(str(place), "A", use, None, end, cost, area) for place, (use, end, cost, area) in enumerate(rows)],
        schema=SCHEMA,
        orient="row",
    )


def test_only_running_leases_with_cost_and_area_count():
    rents = compute_rents(
        leases(
            ("lease", None, 10_000.0, 100.0), ("lease", date(2030, 1, 1), 90_000.0, 600.0),
            ("lease", date(2024, 1, 1), 1e6, 1.0), ("lease", None, None, 50.0), ("free_use", None, 1.0, 1.0),
        ),
        DAY,
    )  # fmt: skip
    assert (rents.count, rents.left_out) == (2, 1)
    assert rents.mean_eur_m2 == 125.0
    assert rents.weighted_eur_m2 == pytest.approx(100_000 / 700)
    assert rents.spread_eur_m2 == 25.0


def test_no_rent_is_no_number():
    assert compute_rents(leases(), DAY).mean_eur_m2 is None
    assert rent_blocks(leases(), DAY) == []


def test_the_block_says_how_many_count():
    block = rent_blocks(leases(("lease", None, 10_000.0, 100.0)), DAY)[0]
    assert [row["rent"] for row in block.rows] == [100.0, 100.0, 0.0]
    assert "1 running leases" in block.note
