"""Days and clock times as files from anywhere write them, in an order the user has said: nothing is guessed here."""

from __future__ import annotations

import polars as pl

ORDERS = ("dag-maand-jaar", "maand-dag-jaar", "jaar-maand-dag")
"""The order of a date; the marks between (- / . or a space), none at all, and names of months are all understood."""

IN_STAMP = "in het tijdstip"
LOCAL = "Europe/Brussels"

_MONTHS = {
    "januari": 1, "january": 1, "jan": 1, "februari": 2, "february": 2, "feb": 2, "maart": 3, "march": 3, "mrt": 3,
    "mar": 3, "april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "june": 6, "jun": 6, "juli": 7, "july": 7,
    "jul": 7, "augustus": 8, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10,
    "october": 10, "okt": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
_PARTED = r"^(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})"
_MONTH_ONLY = r"^(\d{4})[-/](\d{1,2})$"
_CLOCK = r"(\d{1,2})[:hu](\d{2})(?::(\d{2}))?"
_OFFSET = r"(z|[+-]\d{2}:?\d{2})$"
_SERIAL = r"^\d{5}(?:\.\d+)?$"


def plain(text: pl.Expr) -> pl.Expr:
    """Lower case, months as digits, no name of a weekday in front."""
    named = text.str.to_lowercase().str.replace_all(r"[ \u00a0]+", " ").str.strip_chars()
    names = sorted(_MONTHS, key=len, reverse=True)
    digits = named.str.replace_many(names, [f"{_MONTHS[name]:02d}" for name in names])
    digits = pl.when(named.str.contains("[a-z]{3}")).then(digits).otherwise(named)
    return digits.str.replace(r"^[a-z]{2,9}[.,]? +", "").str.replace_all(r"(\d)\. ?(\d{2}[./ -])", "$1-$2")


def day_of(text: pl.Expr, order: str, spreadsheet: bool = False) -> pl.Expr:
    """The day in a text; null where there is none.

    Args:
        text: Cells as text; what stands behind the day does not matter.
        order: One of ORDERS.
        spreadsheet: Cells of a workbook hold days as yyyy-mm-dd or as a number, whatever the order shown.

    >>> frame = pl.DataFrame({"t": ["03/04/2025 10:15", "20250403", "3 april 2025"]})
    >>> frame.select(day_of(pl.col("t"), "maand-dag-jaar")).to_series().to_list()[0]
    datetime.date(2025, 3, 4)
    """
    digits = plain(text)
    at = {name: place for place, name in enumerate(order.split("-"), start=1)}
    parts = {name: digits.str.extract(_PARTED, place) for name, place in at.items()}
    year = parts["jaar"]
    year = pl.when(year.str.len_chars() == 2).then(pl.lit("20") + year).otherwise(year)
    value = _date(year, parts["maand"], parts["dag"])
    iso = digits.str.contains(r"^\d{4}-\d{1,2}-\d{1,2}")
    value = pl.when(iso).then(_date(*(digits.str.extract(_PARTED, part) for part in (1, 2, 3)))).otherwise(value)
    whole = digits.str.extract(r"^(\d{8})(?:[ t]|$)", 1)
    cut = {"dag-maand-jaar": (4, 2, 0), "maand-dag-jaar": (4, 0, 2), "jaar-maand-dag": (0, 4, 6)}[order]
    packed = _date(whole.str.slice(cut[0], 4), whole.str.slice(cut[1], 2), whole.str.slice(cut[2], 2))
    month = _date(digits.str.extract(_MONTH_ONLY, 1), digits.str.extract(_MONTH_ONLY, 2), pl.lit("1"))
    value = pl.coalesce(value, packed, month)
    if spreadsheet:
        value = pl.when(text.str.contains(_SERIAL)).then(_serial(text).dt.date()).otherwise(value)
    return value


def _date(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    text = pl.concat_str(year, month, day, separator="-")
    return text.str.to_date("%Y-%m-%d", strict=False)


def _serial(text: pl.Expr) -> pl.Expr:
    days = text.str.extract(r"^(\d{5}(?:\.\d+)?)$", 1).cast(pl.Float64, strict=False)
    return pl.datetime(1899, 12, 30) + pl.duration(microseconds=(days * 86_400_000_000).round().cast(pl.Int64))


def seconds_of(text: pl.Expr, spreadsheet: bool = False) -> pl.Expr:
    """Seconds since midnight of the clock time in a text (24:00 is the end of the day); null where there is none.

    >>> frame = pl.DataFrame({"t": ["1/2/2025 2:15 PM", "24:00", "0:15:30"]})
    >>> frame.select(seconds_of(pl.col("t"))).to_series().to_list()
    [51300, 86400, 930]
    """
    lower = text.str.to_lowercase()
    hour = lower.str.extract(_CLOCK, 1).cast(pl.Int64, strict=False)
    minute = lower.str.extract(_CLOCK, 2).cast(pl.Int64, strict=False)
    second = lower.str.extract(_CLOCK, 3).cast(pl.Int64, strict=False).fill_null(0)
    half = lower.str.extract(r"([ap])\.?m\.?\b", 1)
    hour = pl.when(half == "p").then(hour % 12 + 12).when(half == "a").then(hour % 12).otherwise(hour)
    seconds = hour * 3600 + minute * 60 + second
    packed = lower.str.extract(r"^\d{8}[ t]?(\d{4})(?:\d\d)?$", 1)
    of_packed = packed.str.slice(0, 2).cast(pl.Int64, strict=False) * 3600
    of_packed += packed.str.slice(2, 2).cast(pl.Int64, strict=False) * 60
    seconds = pl.coalesce(seconds, of_packed)
    if spreadsheet:
        fraction = lower.str.extract(r"^(?:\d{5})?(0?\.\d+)$", 1)
        of_cell = (fraction.cast(pl.Float64, strict=False) * 86_400).round().cast(pl.Int64)
        seconds = pl.coalesce(seconds, of_cell)
    return pl.when(seconds.is_between(0, 86_400) & (minute.fill_null(0) < 60)).then(seconds)


def offset_minutes(text: pl.Expr) -> pl.Expr:
    """The offset from UTC written behind a moment, in minutes; null where there is none.

    >>> frame = pl.DataFrame({"t": ["2025-01-01T00:00:00Z", "2025-01-01 00:00+01:00", "2025-01-01"]})
    >>> frame.select(offset_minutes(pl.col("t"))).to_series().to_list()
    [0, 60, None]
    """
    lower = text.str.to_lowercase()
    # A day such as 2025-01-01 ends like an offset does: there must be a clock time before it.
    behind = pl.when(lower.str.contains(_CLOCK)).then(lower.str.extract(_OFFSET, 1))
    clean = behind.str.replace("z", "+0000", literal=True).str.replace(":", "", literal=True)
    sign = pl.when(clean.str.starts_with("-")).then(-1).otherwise(1)
    return sign * (
        clean.str.slice(1, 2).cast(pl.Int64, strict=False) * 60 + clean.str.slice(3, 2).cast(pl.Int64, strict=False)
    )


def zone_minutes(zone: str) -> int | None:
    """The fixed distance of a zone from UTC in minutes; None for the clock of Brussels.

    >>> zone_minutes("UTC"), zone_minutes("+01:00"), zone_minutes("Europe/Brussels")
    (0, 60, None)
    """
    if zone in ("UTC", "GMT", "Z"):
        return 0
    if len(zone) == 6 and zone[0] in "+-" and zone[3] == ":":
        minutes = int(zone[1:3]) * 60 + int(zone[4:6])
        return -minutes if zone[0] == "-" else minutes
    return None
