"""Text cells to values, vectorised: each parser gives the value or the code of what is wrong, never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from kern.intake.headings import normalise_heading
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFECTS: Mapping[str, tuple[str, str]] = {
    "intake.value.missing": (N_("{column} is empty."), N_("Fill in the cell and load the file again.")),
    "intake.number.invalid": (N_("{value} is not a number."), N_("Write digits, such as 1234,5.")),
    "intake.number.whole": (N_("{value} is not a whole number."), N_("Write digits without decimals.")),
    "intake.number.ambiguous": (
        N_("{value} is ambiguous: a thousand or three decimals?"),
        N_("Write it without a point (27626) or with a decimal comma (27,626)."),
    ),
    "intake.number.lost_digits": (
        N_("{value} has lost its last digits: the spreadsheet holds it as a number."),
        N_("Format the column as text and fill in the full number again."),
    ),
    "intake.number.too_low": (N_("{value} is below {allowed}."), N_("Correct the value, or its unit.")),
    "intake.number.too_high": (N_("{value} is above {allowed}."), N_("Correct the value, or its unit.")),
    "intake.date.invalid": (N_("{value} is not a date."), N_("Write day-month-year, such as 31-12-2025.")),
    "intake.time.invalid": (
        N_("{value} is not a date with a time."),
        N_("Write day-month-year and hour:minute, such as 31-12-2025 14:30."),
    ),
    "intake.boolean.invalid": (N_("{value} is neither yes nor no."), N_("Write ja or nee.")),
    "intake.choice.unknown": (N_("{value} is not a known choice."), N_("Choose from: {allowed}.")),
    "intake.text.pattern": (N_("{value} does not have the expected form."), N_("Expected form: {allowed}.")),
    "intake.row.too_long": (
        N_("The row has more cells than there are headings."),
        N_("Put text that holds the separator between quotes, or remove the extra separator."),
    ),
}
"""Code -> (reason, remedy), both English templates."""

NOTHING = ("-", "–", "/", "nvt", "n.v.t.", "n/a", "#n/a", "#n/b")
"""What people write where there is no number, date or yes/no."""

_SPACES = "[   ']"
_GROUPED = r"^[+-]?\d{1,3}([   ']\d{3})+([.,]\d+)?$"
_PLAIN = r"^[+-]?\d*\.?\d+([eE][+-]?\d+)?$"
_COMMA = r"^[+-]?(\d*|\d{1,3}(\.\d{3})+),\d+([eE][+-]?\d+)?$"
_POINTS = r"^[+-]?\d{1,3}(\.\d{3}){2,}$"
_ENGLISH = r"^[+-]?\d{1,3}(,\d{3})+\.\d+$|^[+-]?\d{1,3}(,\d{3}){2,}$"
AMBIGUOUS = r"^[+-]?[1-9]\d{0,2}\.\d{3}$"
"""One point, three decimals, and at most three digits before it: 27.626 may be 27 626 or 27,626. 0.125 and
1234.567 can only be decimals."""

_DAY = r"^(\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{1,2}-\d{1,2})"
_CLOCK = r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?"
_OFFSET = r"(Z|[+-]\d{2}:?\d{2})$"
_SERIAL = r"^\d{5}(\.\d+)?$"


@dataclass(frozen=True)
class Parsed:
    """A column as value and as code of what is wrong (null where nothing is)."""

    value: pl.Expr
    code: pl.Expr


def clean_text(column: str) -> pl.Expr:
    """A cell without spaces around it and without the spreadsheet guard `="..."`; empty becomes null."""
    text = pl.col(column).str.strip_chars(" \t\r\n ")
    guarded = text.str.starts_with("=")
    bare = pl.when(guarded).then(text.str.strip_prefix("=").str.strip_chars('"').str.strip_chars()).otherwise(text)
    return pl.when(bare != "").then(bare)


def _something(text: pl.Expr) -> pl.Expr:
    return pl.when(~text.str.to_lowercase().is_in(NOTHING)).then(text)


def _code(defect: str, where: pl.Expr) -> pl.Expr:
    return pl.when(where.fill_null(False)).then(pl.lit(defect))


def parse_number(text: pl.Expr, numeric_cell: pl.Expr, whole: bool = False) -> Parsed:
    """Numbers in Dutch or plain notation.

    Args:
        text: Cleaned text.
        numeric_cell: True where the spreadsheet itself holds a number: its text is never ambiguous.
        whole: Only whole numbers.
    """
    text = _something(text)
    bare = text.str.strip_prefix("€").str.strip_suffix("€").str.strip_chars(" \u00a0")
    bare = pl.when(bare.str.contains(_GROUPED)).then(bare.str.replace_all(_SPACES, "")).otherwise(bare)
    number = (
        pl.when(bare.str.contains(_PLAIN))
        .then(bare)
        .when(bare.str.contains(_COMMA))
        .then(bare.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
        .when(bare.str.contains(_POINTS))
        .then(bare.str.replace_all(".", "", literal=True))
        .when(bare.str.contains(_ENGLISH))
        .then(bare.str.replace_all(",", "", literal=True))
    )
    value = number.cast(pl.Float64, strict=False)
    code = pl.coalesce(
        _code("intake.number.ambiguous", bare.str.contains(AMBIGUOUS) & ~numeric_cell),
        _code("intake.number.invalid", text.is_not_null() & (value.is_null() | ~value.is_finite())),
    )
    if not whole:
        return Parsed(value, code)
    code = pl.coalesce(code, _code("intake.number.whole", value != value.round()))
    return Parsed(value.round().cast(pl.Int64, strict=False), code)


def _day(text: pl.Expr) -> pl.Expr:
    day = text.str.replace_all("[/.]", "-").str.extract(_DAY, 1)
    return (
        pl.when(day.str.contains(r"^\d{4}-"))
        .then(day.str.to_date("%Y-%m-%d", strict=False))
        .otherwise(day.str.to_date("%d-%m-%Y", strict=False))
    )


def _serial_moment(text: pl.Expr) -> pl.Expr:
    """A spreadsheet's day number: days since 30 December 1899."""
    days = text.str.extract(r"^(\d{5}(?:\.\d+)?)$", 1).cast(pl.Float64, strict=False)
    return pl.datetime(1899, 12, 30) + pl.duration(microseconds=(days * 86_400_000_000).round().cast(pl.Int64))


def parse_date(text: pl.Expr, spreadsheet: bool) -> Parsed:
    """Days as dd-mm-yyyy, dd/mm/yyyy, dd.mm.yyyy or yyyy-mm-dd; a time behind it is left out."""
    text = _something(text)
    fits = text.str.replace_all("[/.]", "-").str.contains(f"{_DAY}([ T]+[0-9:-]+.*)?$")
    value: pl.Expr = pl.when(fits).then(_day(text))
    if spreadsheet:
        value = pl.when(text.str.contains(_SERIAL)).then(_serial_moment(text).dt.date()).otherwise(value)
    return Parsed(value, _code("intake.date.invalid", text.is_not_null() & value.is_null()))


def parse_datetime(text: pl.Expr, spreadsheet: bool) -> Parsed:
    """Moments on the local wall clock, without zone. A text with an offset is brought to Brussels time."""
    text = _something(text)
    rest = text.str.replace(r"^[0-9]+[-/.][0-9]+[-/.][0-9]+[ T]*", "")
    clock = rest.str.replace(_OFFSET, "").str.strip_chars()
    padded = pl.when(clock == "").then(pl.lit("00:00:00")).when(clock.str.count_matches(":") == 1).then(clock + ":00")
    time = (
        pl.when(clock.str.contains(f"^({_CLOCK})?$"))
        .then(padded.otherwise(clock))
        .str.to_time("%H:%M:%S%.f", strict=False)
    )
    offset = rest.str.extract(_OFFSET, 1).str.replace("Z", "+00:00", literal=True).str.replace(":", "", literal=True)
    sign = pl.when(offset.str.starts_with("-")).then(-1).otherwise(1)
    minutes = sign * (
        offset.str.slice(1, 2).cast(pl.Int64, strict=False) * 60 + offset.str.slice(3, 2).cast(pl.Int64, strict=False)
    )
    local = _day(text).dt.combine(time, "us")
    utc = (local - pl.duration(minutes=minutes)).dt.replace_time_zone("UTC")
    value = (
        pl.when(offset.is_null())
        .then(local)
        .otherwise(utc.dt.convert_time_zone("Europe/Brussels").dt.replace_time_zone(None))
    )
    if spreadsheet:
        value = pl.when(text.str.contains(_SERIAL)).then(_serial_moment(text)).otherwise(value)
    return Parsed(value, _code("intake.time.invalid", text.is_not_null() & value.is_null()))


_YES = ("ja", "j", "yes", "y", "true", "waar", "1", "1.0")
_NO = ("nee", "n", "neen", "no", "false", "onwaar", "0", "0.0")


def parse_boolean(text: pl.Expr) -> Parsed:
    """Ja/nee, yes/no, true/false, waar/onwaar, 1/0."""
    lower = _something(text).str.to_lowercase()
    value = pl.when(lower.is_in(_YES)).then(True).when(lower.is_in(_NO)).then(False)
    return Parsed(value, _code("intake.boolean.invalid", lower.is_not_null() & value.is_null()))


def parse_choice(text: pl.Expr, choices: Mapping[str, str]) -> Parsed:
    """A text from a list, compared like headings; the code names themselves are accepted too."""
    known = {normalise_heading(code): code for code in choices.values()}
    known |= {normalise_heading(said): code for said, code in choices.items()}
    plain = (
        text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase().str.replace_all("[^a-z0-9]+", " ")
    ).str.strip_chars()
    value = plain.replace_strict(known, default=None, return_dtype=pl.String)
    return Parsed(value, _code("intake.choice.unknown", _something(text).is_not_null() & value.is_null()))
