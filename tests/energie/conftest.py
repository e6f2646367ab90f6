"""Small made portfolios for the energy tests."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from energie.inputs import EnergyInputs
from energie.series import READINGS
from kern.language import choose_language, current_language

BRUSSELS, UTC = ZoneInfo("Europe/Brussels"), ZoneInfo("UTC")


@pytest.fixture(autouse=True)
def english():
    before = current_language()
    choose_language("en")
    yield
    choose_language(before)


class Portfolio:
    """Collects assets, meters and readings, and hands them over as inputs."""

    def __init__(self):
        self.rows, self.assets, self.allotments, self.meters, self.invoices = [], [], [], {}, []

    def asset(self, code, kind="building", **more):
        row = {"asset_code": code, "name": f"Name {code}", "kind": kind, "entity_code": "E1", "entity_name": "Entity 1"}
        self.assets.append(row | more)
        return self

    def meter(self, code, asset, carrier="electricity", **more):
        self.meters[code] = carrier
        self.allotments.append(
            {"meter": code, "asset_code": asset, "valid_from": date(1900, 1, 1), "share": 1.0} | more
        )
        return self

    def reading(self, meter, start, end, kwh, resolution="month", register="offtake", quality="invoice", **more):
        def utc(moment):
            if not isinstance(moment, datetime):
                moment = datetime(moment.year, moment.month, moment.day)
            return moment.replace(tzinfo=BRUSSELS).astimezone(UTC) if moment.tzinfo is None else moment

        first = utc(start).astimezone(BRUSSELS)
        self.rows.append(
            {
                "meter": meter, "carrier": self.meters.get(meter, "electricity"), "register": register,
                "resolution": resolution, "start_utc": utc(start), "end_utc": utc(end), "consumption_kwh": kwh,
                "quality": quality if kwh is not None else "no_data", "import_id": 1, "source_row": len(self.rows) + 2,
                "year": first.year, "month": first.month,
            } | more
        )  # fmt: skip
        return self

    def months(self, meter, year, kwh, months=range(1, 13), **more):
        """One invoice per month: `kwh` is a number or a function of the month."""
        for month in months:
            after = date(year + month // 12, month % 12 + 1, 1)
            value = kwh(month) if callable(kwh) else kwh
            self.reading(meter, date(year, month, 1), after, value, **more)
        return self

    def quarters(self, meter, first, last, kwh, register="offtake", quality="validated", **more):
        """Every quarter-hour of the local days from first up to and including last."""
        moment = datetime(first.year, first.month, first.day, tzinfo=BRUSSELS).astimezone(UTC)
        after = last + timedelta(days=1)
        end = datetime(after.year, after.month, after.day, tzinfo=BRUSSELS).astimezone(UTC)
        step = timedelta(minutes=15)
        while moment < end:
            self.reading(meter, moment, moment + step, kwh, "quarter", register, quality, **more)
            moment += step
        return self

    def readings(self):
        return pl.DataFrame(self.rows, schema=READINGS.schema, orient="row")

    def inputs(self, readings=None):
        frames = {
            "meters": pl.DataFrame([{"code": code, "carrier": c} for code, c in self.meters.items()]),
            "allotments": pl.DataFrame(self.allotments, infer_schema_length=None),
            "invoices": pl.DataFrame(self.invoices, infer_schema_length=None),
            "assets": pl.DataFrame(self.assets, infer_schema_length=None),
        }
        frame = self.readings() if readings is None else readings
        return EnergyInputs(readings=frame.lazy(), **frames)


@pytest.fixture
def portfolio():
    return Portfolio()
