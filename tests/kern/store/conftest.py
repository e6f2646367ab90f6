from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kern.intake.contract import Intake
from kern.register import REGISTERS, Ranking, SeriesTable
from kern.store.batch import LoadedFile
from kern.store.store import Store

READINGS = SeriesTable(
    name="readings",
    schema={
        "meter": pl.String(),
        "register": pl.String(),
        "start_utc": pl.Datetime("us", "UTC"),
        "consumption_kwh": pl.Float64(),
        "quality": pl.String(),
        "import_id": pl.Int64(),
        "source_row": pl.Int64(),
        "year": pl.Int32(),
        "month": pl.Int8(),
    },
    key=("meter", "register", "start_utc"),
    time_column="start_utc",
    compare=("consumption_kwh", "quality"),
    ranking=Ranking(
        "consumption_kwh", "quality", {"measured": 3, "validated": 3, "provisional": 2, "estimated": 1, "no_data": 0}
    ),
)
TRIPS = SeriesTable(
    name="trips",
    schema={
        "txn_id": pl.String(),
        "at_utc": pl.Datetime("us", "UTC"),
        "quantity_l": pl.Float64(),
        "import_id": pl.Int64(),
        "source_row": pl.Int64(),
        "year": pl.Int32(),
    },
    key=("txn_id",),
    time_column="at_utc",
    compare=("at_utc", "quantity_l"),
    partition_by=("year",),
)
START = datetime(2024, 1, 1, tzinfo=UTC)


class Desk:
    """A workspace and the few words the tests need."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(exist_ok=True)

    def open(self) -> Store:
        url = f"sqlite:///{self.folder / 'koers.db'}"
        return Store.open(url, self.folder / "reeksen", REGISTERS, (READINGS, TRIPS))

    def snapshot(self) -> dict[str, str]:
        """Every file of the workspace with its hash."""
        return {
            str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "werk")


@pytest.fixture
def store(desk: Desk) -> Iterator[Store]:
    with desk.open() as opened:
        yield opened


@pytest.fixture
def read() -> Callable[..., LoadedFile]:
    """Makes a file as a reader would hand it over."""

    def make(name: str = "a.csv", content: object = None, **intake: Any) -> LoadedFile:
        intake.setdefault("frames", {})
        intake.setdefault("series", {})
        rows = [*intake["frames"].values(), *intake["series"].values()]
        intake.setdefault("rows_read", sum(frame.height for frame in rows))
        seed = repr(content) if content is not None else repr([(frame.columns, frame.rows()) for frame in rows])
        digest = hashlib.sha256(seed.encode()).hexdigest()
        return LoadedFile(Path(name), name, digest, "test", Intake(**intake))

    return make


@pytest.fixture
def quarters() -> Callable[..., pl.DataFrame]:
    """Quarter-hours of one meter."""

    def make(
        meter: str = "A",
        count: int = 4,
        first: int = 0,
        kwh: float = 1.0,
        register: str = "offtake",
        quality: str = "measured",
    ) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "meter": [meter] * count,
                "register": [register] * count,
                "start_utc": [START + timedelta(minutes=15 * (first + i)) for i in range(count)],
                "consumption_kwh": [kwh + i for i in range(count)],
                "quality": [quality] * count,
                "source_row": list(range(2, count + 2)),
            }
        ).with_columns(pl.col("start_utc").cast(pl.Datetime("us", "UTC")))

    return make


@pytest.fixture
def entities() -> Callable[..., pl.DataFrame]:
    """Rows of the entity register."""

    def make(**names: str) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "code": list(names),
                "name": list(names.values()),
                "source_sheet": [None] * len(names),
                "source_row": list(range(2, len(names) + 2)),
            },
            schema_overrides={"source_sheet": pl.String, "name": pl.String},
        )

    return make
