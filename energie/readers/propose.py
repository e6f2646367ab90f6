"""A proposal for the mapping of a file of readings that no reader knows, with the reason for each line.

What the file itself proves is said as proven; the rest is the usual thing in Belgium and is marked to be checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import polars as pl

from energie.readers.column_signs import INJECTION_WORDS, ColumnSigns, signs_of
from energie.readers.heading_rows import first_rows, headings_of, sheet_of
from energie.readers.layout import INTERVALS, POWER, SEPARATORS, Layout, carrier_code
from energie.readers.moments import seconds_of
from energie.readers.notation import Guess, date_order, decimal_signs, interval_of, stamped, zone_of
from energie.readers.series_moments import stamp_columns
from kern.errors import InputWrong
from kern.intake.cells import clean_text
from kern.intake.contract import Form
from kern.intake.table import read_text_table
from kern.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.intake.contract import FileHead, SheetHead

_FEWEST_VALUES_A_DAY = 24
_DAY_MINUTES = 1440
_NEAR = 0.5


@dataclass
class Proposal:
    """A layout and why: option -> the guess behind it.

    Args:
        name: What the mapping may be called.
        layout: The proposal.
        why: Reasons, for the lines that need one.
        unread: Headings that are not read.
    """

    name: str
    layout: Layout
    why: dict[str, Guess] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    @property
    def doubtful(self) -> list[str]:
        """Options that the file does not prove."""
        return [option for option, guess in self.why.items() if not guess.sure]


@dataclass(frozen=True)
class _Found:
    """A table found in the file."""

    sheet: SheetHead
    separator: str
    rows: Sequence[Sequence[str]]
    heading_rows: tuple[int, int]
    columns: tuple[ColumnSigns, ...]

    def of(self, *kinds: str) -> list[ColumnSigns]:
        return [column for column in self.columns if column.kind in kinds]


def propose(head: FileHead, encoding: str = "utf-8") -> Proposal:
    """Look at a file and propose how to read it.

    Args:
        head: The file.
        encoding: The encoding it was opened with.

    Raises:
        InputWrong: The file has no table with a moment and a number.
    """
    found = _table(head)
    name = re.sub(r"[^a-z0-9]+", "-", head.shown_name.rpartition("/")[2].rpartition(".")[0].lower()).strip("-")
    why: dict[str, Guess] = {}
    first, last = found.heading_rows
    layout = Layout(
        scheiding=next(word for word, sign in SEPARATORS.items() if sign == found.separator),
        codering=encoding,
        kopregels=f"{first}" if first == last else f"{first}-{last}",
    )
    layout, columns = _columns(found, layout, why)
    layout = _days(found, layout, columns, why)
    layout = _numbers(head, found, layout, why)
    layout = replace(layout, kolommen={c.heading: name_of for c, name_of in columns})
    layout = _clock(head, found, layout, why)
    layout = _meaning(head, found, layout, columns, why)
    read = {c.heading for c, _name in columns} | set(_day_values(found, layout))
    unread = tuple(c.heading for c in found.columns if c.heading not in read and c.kind != "empty")
    return Proposal(name or "reeks", layout, why, unread)


def _table(head: FileHead) -> _Found:
    """The table with the most rows that hold a moment and a number."""
    best: tuple[int, _Found] | None = None
    marks = [";"] if head.form is Form.XLSX else list(SEPARATORS.values())
    for name in [sheet.name for sheet in head.sheets] or [None]:
        for separator in marks:
            rows = first_rows(head, name, separator)
            found = _in_rows(name, separator, rows)
            score = sum(1 for row in rows if len(row) > 1 and _is_data(row)) if found else 0
            if found is not None and (best is None or score > best[0]):
                best = (score, found)
    if best is None:
        raise InputWrong(
            N_(
                "File {file} has no table with a day or moment and a number in each row, so no mapping can be "
                "proposed. Headings found: {found}."
            ),
            file=head.shown_name,
            found=", ".join(h for sheet in head.sheets for h in sheet.headings)[:300] or "–",
        )
    return best[1]


def _is_data(row: Sequence[str]) -> bool:
    kinds = [signs_of(0, "", [cell]).kind for cell in row[:12] if cell]
    return any(kind in ("moment", "day", "month") for kind in kinds) and "number" in kinds


def _in_rows(sheet: str | None, separator: str, rows: Sequence[Sequence[str]]) -> _Found | None:
    data = [number for number, row in enumerate(rows, start=1) if _is_data(row)]
    if not data:
        return None
    start = data[0]
    last = next((n for n in range(start - 1, 0, -1) if any(rows[n - 1])), 0)
    first = last
    while first > 1 and _needs_row_above(rows[first - 1 : last], rows[first - 2]):
        first -= 1
    headings = headings_of(rows, first, last)
    below = [rows[number - 1] for number in data]
    columns = tuple(
        signs_of(at, heading, [row[at] for row in below if at < len(row)]) for at, heading in enumerate(headings)
    )
    return _Found(sheet_of(sheet, rows, first, last), separator, rows, (first, last), columns)


def _needs_row_above(block: Sequence[Sequence[str]], above: Sequence[str]) -> bool:
    """Whether headings repeat themselves, or are units or blanks, and the row above tells them apart."""
    if sum(1 for cell in above if cell) < 2 or _is_data(above):
        return False
    width = max(len(row) for row in block)
    names = [" / ".join(row[at] for row in block if at < len(row) and row[at]) for at in range(width)]
    filled = [name for name in names if name]
    units = sum(1 for name in filled if signs_of(0, "", [name]).kind == "unit")
    return len(set(filled)) < len(filled) or len(filled) < max(width, len(above)) * 0.9 or units * 2 > len(filled)


def _columns(found: _Found, layout: Layout, why: dict[str, Guess]) -> tuple[Layout, list[tuple[ColumnSigns, str]]]:
    """Which column is the moment, the meter and the words beside the values."""
    columns: list[tuple[ColumnSigns, str]] = []
    moments, days, clocks = found.of("moment"), found.of("day", "month"), found.of("clock")
    if moments:
        columns.append((moments[0], "moment"))
    elif days:
        columns.append((days[0], "date"))
        if clocks:
            columns.append((clocks[0], "time"))
    for kind in ("carrier", "register", "unit", "status"):
        columns += [(column, kind) for column in found.of(kind)[:1]]
    meters = [*found.of("ean"), *(c for c in found.of("text", "number") if c.says_meter and not c.unit)]
    if meters:
        columns.append((meters[0], "meter"))
    return layout, columns


def _days(found: _Found, layout: Layout, columns: list[tuple[ColumnSigns, str]], why: dict[str, Guess]) -> Layout:
    """A row per day with its values beside each other, or the columns with the values of an interval."""
    run = _longest_run(found, {column.place for column, _name in columns})
    if len(run) >= _FEWEST_VALUES_A_DAY:
        per_day = next((n for n in (288, 144, 96, 48, 24) if n <= len(run)), 24)
        hours = per_day // 24
        values = run[: per_day + hours] if len(run) >= per_day + hours else run[:per_day]
        why["vorm"] = Guess("rij per dag", _("{count} values in a row").format(count=len(values)), True)
        return replace(
            layout,
            vorm="rij per dag",
            interval=str(_DAY_MINUTES // per_day),
            waarden=f"{values[0].heading} .. {values[-1].heading}",
        )
    taken = {column.place for column, _name in columns}
    numbers = [column for column in found.of("number") if column.place not in taken]
    speaking = [column for column in numbers if column.says_quantity > 0] or [
        column for column in numbers if column.says_quantity == 0
    ]
    # Of power and energy beside each other, energy; of several units, the one that stands there most.
    energy = [column for column in speaking if column.unit not in POWER] or speaking
    units = [column.unit for column in energy]
    unit = max(units, key=units.count, default=None)
    chosen = [column for column in energy if column.unit == unit]
    if not any(name == "meter" for _column, name in columns):
        columns += _by_meter(chosen)
    else:
        columns += [(column, _quantity(column, "")) for column in _one_per_register(chosen)]
    return layout


def _longest_run(found: _Found, taken: set[int]) -> list[ColumnSigns]:
    runs: list[list[ColumnSigns]] = [[]]
    for column in found.columns:
        if column.kind in ("number", "empty") and column.place not in taken and not column.says_meter:
            runs[-1].append(column)
        else:
            runs.append([])
    run = max(runs, key=len)
    clocked = [c for c in run if signs_of(0, "", [c.heading]).kind == "clock"]
    return clocked if len(clocked) >= _FEWEST_VALUES_A_DAY else run


def _by_meter(chosen: Sequence[ColumnSigns]) -> list[tuple[ColumnSigns, str]]:
    """Columns of several meters, each with the code or the group in its heading."""
    if len({_register(column) for column in chosen}) == len(chosen) <= 2:
        return [(column, _quantity(column, "")) for column in chosen]
    return [(column, _quantity(column, _code_in(column.heading))) for column in chosen]


def _one_per_register(chosen: Sequence[ColumnSigns]) -> list[ColumnSigns]:
    by_register: dict[str, ColumnSigns] = {}
    for column in sorted(chosen, key=lambda c: -c.says_quantity):
        by_register.setdefault(_register(column), column)
    return [column for column in chosen if column in by_register.values()]


def _register(column: ColumnSigns) -> str:
    return "injection" if column.words & INJECTION_WORDS else "offtake"


def _quantity(column: ColumnSigns, code: str) -> str:
    register = ".injection" if _register(column) == "injection" else ""
    return f"quantity{register}:{code}" if code else f"quantity{register}"


def _code_in(heading: str) -> str:
    ean = re.search(r"54\d{16}", heading)
    if ean:
        return ean[0]
    bare = re.sub(r"[(\[].*?[)\]]", "", heading.split(" / ")[0]).strip()
    return re.sub(r"\s+", " ", bare)


def _numbers(head: FileHead, found: _Found, layout: Layout, why: dict[str, Guess]) -> Layout:
    if head.form is Form.XLSX and all("," not in v for c in found.of("number") for v in c.values):
        return replace(layout, decimaal=".")
    texts = [text for column in found.of("number") if not column.says_meter for text in column.values]
    decimal, thousands = decimal_signs(texts)
    why["decimaal"] = decimal
    if thousands.value:
        why["duizendtal"] = replace(thousands, sure=thousands.sure)
    return replace(layout, decimaal=decimal.value, duizendtal=thousands.value)


def _clock(head: FileHead, found: _Found, layout: Layout, why: dict[str, Guess]) -> Layout:
    """The order of dates, the interval, begin or end, and the clock: from every row of the file."""
    shown = head if head.form is Form.XLSX else replace(head, separator=found.separator, form=Form.CSV)
    table = read_text_table(shown, found.sheet)
    at = {name: f"c{found.sheet.headings.index(heading)}" for heading, name in layout.kolommen.items()}
    texts = table.frame.select("source_row", *(clean_text(c).alias(c) for c in table.frame.columns if c[0] == "c"))
    day_column = at.get("moment") or at["date"]
    order = date_order(texts[day_column].drop_nulls().to_list())
    why["datumvorm"] = order
    layout = replace(layout, datumvorm=order.value)
    if layout.vorm == "rij per dag":
        why["tijdzone"] = Guess(layout.tijdzone, _("days are taken as local days"), False)
        return layout
    stamp, offset = stamp_columns(replace(layout, interval="15"), at, table.typed)
    series = [pl.col(at[name]) for name in ("meter", "carrier", "register", "unit") if name in at] or [pl.lit("")]
    clock = pl.col(at.get("time") or day_column)
    moments = texts.select(
        series=pl.concat_str(series, separator="|", ignore_nulls=True),
        stamp=stamp,
        offset=offset,
        late=(seconds_of(clock, table.typed) == 86_400).fill_null(False),
    ).drop_nulls("stamp")
    if moments.is_empty():
        return layout
    minutes = _minutes(moments, "time" in at or "moment" in at)
    layout = replace(layout, interval=next(word for word, length in INTERVALS.items() if length == minutes))
    words = {w for c in found.columns if f"c{c.place}" in (day_column, at.get("time")) for w in c.words}
    if minutes in (_DAY_MINUTES, 0):
        return layout
    said = " ".join(cell for row in found.rows[: found.heading_rows[1]] for cell in row).lower()
    why["tijdzone"] = zone = zone_of(moments, minutes, said, moments["offset"].null_count() == 0)
    why["tijdstip"] = side = stamped(moments, minutes, words, zone.value)
    return replace(layout, tijdstip=side.value, tijdzone=zone.value)


def _minutes(moments: pl.DataFrame, has_clock: bool) -> int:
    found = interval_of(moments)
    if found is None:
        return _DAY_MINUTES if not has_clock else 15
    if found > 27 * _DAY_MINUTES:
        return 0
    return min((length for length in INTERVALS.values() if length), key=lambda length: abs(length - found))


def _meaning(
    head: FileHead, found: _Found, layout: Layout, columns: list[tuple[ColumnSigns, str]], why: dict[str, Guess]
) -> Layout:
    """Unit, carrier and meter where no column says them."""
    names = {name for _column, name in columns}
    above = " ".join(cell for row in found.rows[: found.heading_rows[1]] for cell in row)
    quantities = [column for column, name in columns if name.startswith("quantity")]
    if "unit" not in names:
        unit = next((column.unit for column in quantities if column.unit), None)
        loose = re.search(r"\b(kWh|MWh|GJ|m³|m3|kW|MW)\b", above)
        why["eenheid"] = (
            Guess(unit, _("the heading says so"), True)
            if unit
            else Guess(loose[1], _("it stands above the table"), False)
            if loose
            else Guess("kWh", _("no unit in the file"), False)
        )
        layout = replace(layout, eenheid=why["eenheid"].value)
    if "carrier" not in names:
        words = re.findall(r"[a-zé]+", f"{above} {head.shown_name}".lower())
        said = next((code for word in words if (code := carrier_code(word))), None)
        gas = "natural_gas" if layout.eenheid.startswith("m") else None
        why["energiedrager"] = (
            Guess(said, _("the file says so"), True)
            if said
            else Guess(gas or "electricity", _("the unit says so") if gas else _("the file does not say it"), False)
        )
        layout = replace(layout, energiedrager=why["energiedrager"].value)
    if "meter" not in names and not all(":" in name for _column, name in columns if name.startswith("quantity")):
        ean = re.search(r"(?<!\d)54\d{16}(?!\d)", f"{above} {head.shown_name}")
        stem = head.shown_name.rpartition("/")[2].rpartition(".")[0]
        why["meter"] = (
            Guess(ean[0], _("the file says so"), True)
            if ean
            else Guess(stem, _("the name of the file; write the EAN code or your own code"), False)
        )
        layout = replace(layout, meter=why["meter"].value)
    elif layout.vorm == "rij per dag" and "meter" not in names:
        layout = replace(layout, meter=layout.meter or head.shown_name)
    return layout


def _day_values(found: _Found, layout: Layout) -> list[str]:
    if layout.vorm != "rij per dag":
        return []
    first, _mark, last = layout.waarden.partition(" .. ")
    names = [column.heading for column in found.columns]
    return names[names.index(first) : names.index(last) + 1]
