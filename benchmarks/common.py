"""Shared by the benchmarks: synthetic Fluvius files, the bare polars pipeline, measuring in an own process."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
HEADER = (
    "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);EAN-code;Meter;Metertype;Register;Volume;Eenheid;"
    "Validatiestatus;Omschrijving"
)


def make_history(folder: Path, meters: int, years: list[int]) -> int:
    """Write one Fluvius quarter-hour file per meter with offtake and injection, as the site exports them.

    Args:
        folder: Where the files go.
        meters: How many files.
        years: Local calendar years in each file.

    Returns:
        Rows over all files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    quarters = pl.concat(local_quarters(year) for year in years)
    night = (pl.col("start").dt.weekday() > 5) | ~pl.col("start").dt.hour().is_between(7, 21)
    tariff = pl.when(night).then(pl.lit("Nacht")).otherwise(pl.lit("Dag"))
    # The site sorts by local start: the two rows of a repeated October quarter stand next to each other.
    template = (
        pl.concat(
            quarters.with_columns(flow=pl.lit(flow), order=pl.lit(order))
            for order, flow in enumerate(("Afname", "Injectie"))
        )
        .sort("start", "order", "utc")
        .with_row_index("place")
        .with_columns(register=pl.concat_str("flow", pl.lit(" "), tariff))
    )
    for number in range(meters):
        milli = (pl.col("place").hash(seed=number) % 9_000).cast(pl.Int64)
        frame = template.select(
            pl.col("start").dt.strftime("%d-%m-%Y"),
            pl.col("start").dt.strftime("%H:%M:%S").alias("from"),
            pl.col("end").dt.strftime("%d-%m-%Y").alias("until_day"),
            pl.col("end").dt.strftime("%H:%M:%S").alias("until"),
            pl.lit(f'="{ean(number)}"').alias("ean"),
            pl.lit(f"1SAG{number:010d}").alias("device"),
            pl.lit("Digitale meter").alias("type"),
            "register",
            pl.concat_str(milli // 1000, pl.lit(","), (milli % 1000).cast(pl.String).str.zfill(3)).alias("volume"),
            pl.lit("kWh").alias("unit"),
            pl.when(pl.col("place") % 50 == 7).then(pl.lit("Geschat")).otherwise(pl.lit("Uitgelezen")).alias("status"),
            pl.lit("").alias("text"),
        )
        name = f"Verbruikshistoriek_elektriciteit_{ean(number)}_kwartiertotalen.csv"
        body = frame.write_csv(separator=";", include_header=False, quote_style="never")
        (folder / name).write_text(f"\ufeff{HEADER}\n{body}", encoding="utf-8")
    return template.height * meters


def local_quarters(year: int) -> pl.DataFrame:
    """Every quarter-hour of a local year: `utc`, and `start` and `end` on the wall clock."""
    bounds = [pl.datetime(y, 1, 1, time_zone="Europe/Brussels").dt.convert_time_zone("UTC") for y in (year, year + 1)]
    utc = pl.datetime_range(bounds[0], bounds[1], interval="15m", closed="left", eager=False)
    local = pl.col("utc").dt.convert_time_zone("Europe/Brussels").dt.replace_time_zone(None)
    frame = pl.select(utc=utc)
    after = (pl.col("utc") + pl.duration(minutes=15)).dt.convert_time_zone("Europe/Brussels").dt.replace_time_zone(None)
    return frame.with_columns(start=local, end=after)


def ean(number: int) -> str:
    """An EAN of 18 digits with a valid check digit."""
    body = f"5414480{number:010d}"
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return f"{body}{-total % 10}"


def bare_pipeline(files: list[Path], target: Path, minimal: bool = False) -> None:
    """The floor: scan, parse local time, bring to UTC, write partitioned parquet; nothing is checked or remembered.

    Args:
        files: Quarter-hour files as `make_history` writes them.
        target: Folder for the parquet files.
        minimal: Only meter, register, start, value and status; else what the store keeps of a row.
    """
    names = [
        "day",
        "clock",
        "day_end",
        "clock_end",
        "meter",
        "device",
        "type",
        "register",
        "kwh",
        "unit",
        "quality",
        "text",
    ]
    rows = pl.scan_csv(
        files,
        separator=";",
        has_header=False,
        skip_rows=1,
        decimal_comma=True,
        schema={name: pl.Float64 if name == "kwh" else pl.String for name in names},
        row_index_name="source_row",
    ).with_columns(local=_moment("day", "clock"), meter=pl.col("meter").str.strip_chars('="'))
    moments = ["start_utc"]
    rows = rows.with_columns(start_utc=_utc("local", "null"))
    if not minimal:
        moments.append("end_utc")
        rows = rows.with_columns(local_end=_moment("day_end", "clock_end")).with_columns(
            end_utc=_utc("local_end", "null")
        )
    known = pl.all_horizontal(pl.col(moments).is_not_null())
    first = pl.int_range(pl.len()).over("meter", pl.col("register").str.head(3), "local") == 0
    doubt = rows.filter(~known).with_columns(first=first)
    settled = [
        pl.when("first").then(_utc(local, "earliest")).otherwise(_utc(local, "latest")).alias(moment)
        for moment, local in zip(moments, ("local", "local_end"), strict=False)
    ]
    kept = ["meter", "register", *moments, "kwh", "quality", *([] if minimal else ["unit", "source_row"])]
    pl.concat([rows.filter(known), doubt.with_columns(settled).drop("first")]).select(
        *kept, year=pl.col("local").dt.year(), month=pl.col("local").dt.month()
    ).sink_parquet(
        pl.PartitionBy(target, key=["year", "month"], include_key=False),
        compression="zstd",
        compression_level=1,
        mkdir=True,
    )


def _moment(day: str, clock: str) -> pl.Expr:
    return pl.col(day).str.to_date("%d-%m-%Y").dt.combine(pl.col(clock).str.to_time("%H:%M:%S"))


def _utc(local: str, ambiguous: Literal["earliest", "latest", "null"]) -> pl.Expr:
    zoned = pl.col(local).dt.replace_time_zone("Europe/Brussels", ambiguous=ambiguous, non_existent="null")
    return zoned.dt.convert_time_zone("UTC")


def measure(script: str, *arguments: str) -> dict[str, Any]:
    """Run `script --child arguments` in a process of its own and read the numbers it prints."""
    done = subprocess.run(
        [sys.executable, script, "--child", *arguments], check=True, capture_output=True, text=True, cwd=ROOT
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def report_child(work: Callable[[], dict[str, Any]]) -> None:
    """In the child: do the work and print seconds, processor seconds, peak memory and what the work says."""
    started, spent = time.perf_counter(), _processor_seconds()
    said = work()
    seconds, processor = time.perf_counter() - started, _processor_seconds() - spent
    peak_mb = _peak_mb()
    print(json.dumps({"seconds": round(seconds, 2), "cpu": round(processor, 2), "peak_mb": round(peak_mb), **said}))


def _peak_mb() -> float:
    """Highest memory of this process. The counter of `getrusage` also holds the parent's, from before the start."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
