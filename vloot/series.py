"""The series of the fleet: refuelling, charging and odometer readings in one table."""

from __future__ import annotations

import polars as pl

from kern.register import SeriesTable

FLEET_TRANSACTIONS = SeriesTable(
    name="fleet_transactions",
    schema={
        # fuel, charge, odometer, or other (AdBlue, washing: never CO2)
        "kind": pl.String(),
        "txn_id": pl.String(),
        "vin": pl.String(),
        "at_utc": pl.Datetime("us", "UTC"),
        # product code of vloot.products; for an odometer reading who read it
        "product": pl.String(),
        # in the unit beside it: l, kg, kwh or km; null when the file gave only an amount of money
        "quantity": pl.Float64(),
        "unit": pl.String(),
        "amount_net_eur": pl.Float64(),
        "amount_gross_eur": pl.Float64(),
        "odometer_km": pl.Float64(),
        "cancel_of": pl.String(),
        "home_charging": pl.Boolean(),
        "charge_point": pl.String(),
        "card_pseudonym": pl.String(),
        "driver_pseudonym": pl.String(),
        # measured, corrected (unit put right) or missing (no quantity in the file)
        "quality": pl.String(),
        "import_id": pl.Int64(),
        "source_row": pl.Int64(),
        "year": pl.Int32(),
    },
    key=("kind", "txn_id"),
    time_column="at_utc",
    compare=(
        "vin",
        "at_utc",
        "product",
        "quantity",
        "unit",
        "amount_net_eur",
        "amount_gross_eur",
        "odometer_km",
        "cancel_of",
        "home_charging",
        "quality",
    ),
    partition_by=("year",),
)

SERIES = (FLEET_TRANSACTIONS,)
