"""A small fleet to compute on: three entities, five vehicles, twelve months of fuel in 2015 and 2019 to 2025."""

from datetime import date, datetime

import polars as pl
import pytest

from vloot.inputs import TRANSACTIONS, FleetInputs

YEARS = (2015, 2019, 2020, 2021, 2022, 2023, 2024, 2025)


def transaction(**told):
    """One row of the series, diesel by default."""
    row = {
        "kind": "fuel",
        "txn_id": "T",
        "vin": "DIESEL1",
        "at_utc": datetime(2025, 6, 1, 10),
        "product": "diesel",
        "quantity": 50.0,
        "unit": "l",
        "amount_gross_eur": 80.0,
        "quality": "measured",
        "import_id": 1,
        "source_row": 2,
        **told,
    }
    row.setdefault("year", row["at_utc"].year)
    return row


def transactions(rows):
    """Rows as the series holds them."""
    if not rows:
        return pl.DataFrame(schema=TRANSACTIONS)
    frame = pl.DataFrame(
        rows, schema_overrides={"at_utc": pl.Datetime("us"), "cancel_of": pl.String}, infer_schema_length=None
    )
    frame = frame.with_columns(pl.col("at_utc").dt.replace_time_zone("UTC"))
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in TRANSACTIONS.items() if name not in frame.columns]
    return frame.with_columns(absent).select(pl.col(name).cast(dtype) for name, dtype in TRANSACTIONS.items())


def vehicle(vin, entity="ENT01", **told):
    """One row of the register, a diesel car by default."""
    return {
        "vin": vin,
        "entity_code": entity,
        "category": "M1",
        "powertrain": "ice",
        "fuel": "diesel",
        "status": "active",
        "first_registered_on": date(2014, 1, 1),
        **told,
    }


VEHICLES = [
    vehicle("DIESEL1"),
    vehicle("DIESEL2", "ENT02"),
    vehicle("PETROL1", "ENT02", fuel="petrol"),
    vehicle("BEV1", "ENT01", fuel="electricity", powertrain="bev", first_registered_on=date(2021, 1, 1)),
    vehicle("VAN1", "ENT03", category="N1"),
]


def monthly_rows(litres_of_year=lambda _year: 50.0, years=YEARS):
    """Every vehicle refuels or charges once a month."""
    rows = []
    for year in years:
        for month in range(1, 13):
            for vin, product in (
                ("DIESEL1", "diesel"),
                ("DIESEL2", "diesel_b7"),
                ("PETROL1", "petrol"),
                ("VAN1", "diesel"),
            ):
                rows.append(
                    transaction(
                        txn_id=f"{vin}-{year}-{month}",
                        vin=vin,
                        product=product,
                        quantity=litres_of_year(year),
                        amount_gross_eur=litres_of_year(year) * 1.6,
                        at_utc=datetime(year, month, 10, 9),
                    )
                )
            if year >= 2021:
                rows.append(
                    transaction(
                        kind="charge",
                        txn_id=f"BEV1-{year}-{month}",
                        vin="BEV1",
                        product="electricity",
                        unit="kwh",
                        quantity=100.0,
                        amount_gross_eur=30.0,
                        at_utc=datetime(year, month, 12, 18),
                        import_id=2,
                    )
                )
    return rows


@pytest.fixture
def make():
    """Build inputs from rows; the small fleet by default."""

    def make_inputs(rows=None, vehicles=None, **frames):
        return FleetInputs(
            vehicles=pl.DataFrame(vehicles or VEHICLES, infer_schema_length=None),
            transactions=transactions(monthly_rows() if rows is None else rows).lazy(),
            entities=pl.DataFrame({"code": ["ENT01", "ENT02", "ENT03"], "name": ["One", "Two", "Three"]}),
            **frames,
        )

    return make_inputs


@pytest.fixture
def row():
    """One transaction."""
    return transaction


@pytest.fixture
def series():
    """Rows as the series holds them."""
    return transactions


@pytest.fixture
def months():
    """Monthly rows of the small fleet."""
    return monthly_rows


@pytest.fixture
def car():
    """One vehicle."""
    return vehicle
