"""When a vehicle was acquired, as far as the register tells: the day that rules on buying look at."""

from __future__ import annotations

import polars as pl


def acquisitions(vehicles: pl.DataFrame) -> pl.DataFrame:
    """Vehicles with `acquired`: the day of acquisition, else of the first registration.

    Rules count by the start of the award procedure, which no register holds; the first registration is later, so a
    vehicle near a change of rules may fall under the rule before. Vehicles without either day are left out; ordered
    ones count on the day they are known to come.
    """
    return vehicles.with_columns(acquired=pl.coalesce("acquired_on", "first_registered_on")).filter(
        pl.col("acquired").is_not_null()
    )
