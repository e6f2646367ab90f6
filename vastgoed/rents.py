"""Rents per square metre: the plain mean, the mean weighted by area, and the spread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from vastgoed.code_lists import codes
from vastgoed.contract_checks import contracts_on

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Rents:
    """Rents per m² and year over the running leases of which cost and area are known.

    Args:
        count: Leases that count.
        left_out: Running leases without cost or area.
        mean_eur_m2: Mean of the rents per m².
        weighted_eur_m2: All rents divided by all areas.
        spread_eur_m2: Standard deviation of the rents per m² (of the population); zero for one lease.
    """

    count: int
    left_out: int
    mean_eur_m2: float | None
    weighted_eur_m2: float | None
    spread_eur_m2: float | None


def compute_rents(contracts: pl.DataFrame, day: date) -> Rents:
    """The rents that run on a day (portfolio-and-transfer f22).

    Args:
        contracts: Register `contract`.
        day: The day.

    >>> from datetime import date
    >>> rows = {"contract_code": ["1", "2"], "asset_code": ["A", "B"], "use_right": ["lease", "lease"],
    ...         "contract_start": [None, None], "contract_end": [None, None],
    ...         "yearly_cost_eur": [10_000.0, 90_000.0], "user_area_m2": [100.0, 600.0]}
    >>> rents = compute_rents(pl.DataFrame(rows, schema_overrides={"contract_start": pl.Date,
    ...                                                          "contract_end": pl.Date}), date(2025, 12, 31))
    >>> rents.mean_eur_m2, round(rents.weighted_eur_m2, 2), rents.spread_eur_m2
    (125.0, 142.86, 25.0)
    """
    running = contracts_on(contracts, day).filter(pl.col("use_right").is_in(list(codes("use_right", "is_lease"))))
    known = running.filter(pl.col("yearly_cost_eur") > 0, pl.col("user_area_m2") > 0)
    if known.is_empty():
        return Rents(0, running.height, None, None, None)
    rates = known["yearly_cost_eur"] / known["user_area_m2"]
    total = float(known["yearly_cost_eur"].sum()) / float(known["user_area_m2"].sum())
    return Rents(
        known.height, running.height - known.height, _number(rates.mean()), total, _number(rates.std(ddof=0)) or 0.0
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
