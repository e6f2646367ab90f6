"""How a file of readings of any make is laid out: the lines of `[kaart."energy.series".NAAM]` in `koers.toml`.

Column names are the headings of the file; everything else that a reader would otherwise have to guess is said here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from energie.carriers import carrier_words
from energie.readers.moments import IN_STAMP, LOCAL, ORDERS, zone_minutes
from energie.series import QUALITIES, REGISTERS
from kern.errors import InputWrong
from kern.findings import Finding, Severity
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KIND = "energy.series"
OPTION = "@"
"""What stands before an option where options and headings share one mapping, as in `--kaart "@eenheid=MWh"`."""
COLUMNS_TABLE = "kolommen"

SEPARATORS = {"puntkomma": ";", "komma": ",", "tab": "\t", "streep": "|"}
INTERVALS = {"5": 5, "10": 10, "15": 15, "30": 30, "60": 60, "dag": 1440, "maand": 0}
SERIES_UNITS = {
    "kWh": "kWh", "MWh": "MWh", "Wh": "Wh", "GJ": "GJ", "MJ": "MJ", "m³": "m**3", "m3": "m**3", "m³(n)": "m**3",
    "Nm³": "m**3", "liter": "l", "litre": "l", "l": "l", "kg": "kg", "ton": "t", "kW": "kW", "MW": "MW", "W": "W",
    "kWh bovenwaarde": "kWh gross", "kWh onderwaarde": "kWh net",
    "MWh bovenwaarde": "MWh gross", "MWh onderwaarde": "MWh net",
}  # fmt: skip
POWER = {"W": 0.001, "kW": 1.0, "MW": 1000.0}

COLUMN_FIELDS = (
    "moment", "date", "time", "meter", "carrier", "register", "unit", "status", "quantity", "ignore",
)  # fmt: skip
"""What a heading may stand for; `quantity:CODE` is the column of the meter with that code, `quantity.injection` one
of another register, and `quantity.injection:CODE` both."""


def quantity_field(field: str) -> tuple[str, str] | None:
    """Register and meter of a field for quantities, empty where it does not say them; None for another field.

    >>> quantity_field("quantity.injection:5414"), quantity_field("quantity"), quantity_field("meter")
    (('injection', '5414'), ('', ''), None)
    """
    name, _colon, code = field.partition(":")
    kind, _point, register = name.partition(".")
    return (register, code) if kind == "quantity" and register in ("", *REGISTERS.categories) else None


@dataclass(frozen=True)
class Layout:
    """What is known of a file before it is read; the defaults are those of a Belgian export.

    Args:
        scheiding: Separator between columns, by name (SEPARATORS).
        codering: Encoding of the text.
        kopregels: Rows with headings, first and last, counted from 1.
        decimaal: Decimal sign.
        duizendtal: Sign between thousands; empty when there is none.
        datumvorm: Order of day, month and year.
        tijdzone: Clock of the moments: Europe/Brussels, UTC, +01:00, or an offset behind each moment.
        tijdstip: Whether the moment is the begin or the end of its interval.
        vorm: `rij per interval`, or `rij per dag` with the values of a day beside each other.
        interval: Length: 5, 10, 15, 30 or 60 minutes, dag or maand.
        eenheid: Unit of the values where no column says it (SERIES_UNITS).
        energiedrager: Carrier where no column says it.
        register: Register where no column says it.
        meter: Code of the meter where no column says it.
        kwaliteit: What the values rest on where no column says it (QUALITIES).
        waarden: First and last heading of the values of a day, for `rij per dag`.
        kolommen: Heading -> one of COLUMN_FIELDS.
    """

    scheiding: str = "puntkomma"
    codering: str = "utf-8"
    kopregels: str = "1"
    decimaal: str = ","
    duizendtal: str = ""
    datumvorm: str = "dag-maand-jaar"
    tijdzone: str = LOCAL
    tijdstip: str = "begin"
    vorm: str = "rij per interval"
    interval: str = "15"
    eenheid: str = "kWh"
    energiedrager: str = "electricity"
    register: str = "offtake"
    meter: str = ""
    kwaliteit: str = "measured"
    waarden: str = ""
    kolommen: Mapping[str, str] = field(default_factory=dict)

    @property
    def heading_rows(self) -> tuple[int, int]:
        """First and last row of the headings; (0, 0) when there are none."""
        first, _dash, last = self.kopregels.partition("-")
        return int(first), int(last or first)

    @property
    def minutes(self) -> int:
        """Length of an interval in minutes; 1440 is a local day, 0 a calendar month."""
        return INTERVALS[self.interval]

    def options(self) -> dict[str, str]:
        """Every option that is not the columns."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != COLUMNS_TABLE}

    def as_mapping(self) -> dict[str, str]:
        """Options and headings in one mapping, as a reader gets them."""
        return {**{OPTION + name: value for name, value in self.options().items()}, **self.kolommen}


def layout_of(mapping: Mapping[str, str], file: str) -> Layout:
    """The layout behind a mapping.

    Args:
        mapping: Options with OPTION before their name, and headings.
        file: Name of the file, for the message.

    Raises:
        InputWrong: Options or fields are not known; all of them are in its findings.

    >>> layout_of({"@eenheid": "MWh", "Waarde": "quantity"}, "a.csv").eenheid
    'MWh'
    """
    given = {name.removeprefix(OPTION): value for name, value in mapping.items() if name.startswith(OPTION)}
    columns = {name: value for name, value in mapping.items() if not name.startswith(OPTION)}
    known = {f.name for f in fields(Layout)} - {COLUMNS_TABLE}
    defects = [_defect(name, value, sorted(known)) for name, value in given.items() if name not in known]
    layout = Layout(**{name: value for name, value in given.items() if name in known}, kolommen=columns)
    defects += [_defect(name, getattr(layout, name), allowed) for name, allowed in _wrong(layout)]
    defects += [
        _defect(heading, value, [*COLUMN_FIELDS, "quantity:CODE", "quantity.injection"])
        for heading, value in columns.items()
        if value not in COLUMN_FIELDS and quantity_field(value) is None
    ]
    if defects:
        raise InputWrong(
            N_("File {file}: the mapping of {kind} in koers.toml has {count} lines that are not understood."),
            findings=defects,
            file=file,
            kind=KIND,
            count=len(defects),
        )
    return layout


def carrier_code(text: str) -> str | None:
    """The carrier a word stands for; its code too."""
    words = {word.lower(): code for word, code in carrier_words().items()}
    words |= {code: code for code in carrier_words().values()}
    return words.get(text.strip().lower())


def _wrong(layout: Layout) -> list[tuple[str, Sequence[str]]]:
    """Options whose value is not allowed, with what is."""
    allowed: dict[str, Sequence[str]] = {
        "scheiding": tuple(SEPARATORS),
        "decimaal": (",", "."),
        "duizendtal": ("", ".", ",", " ", "'"),
        "datumvorm": ORDERS,
        "tijdstip": ("begin", "einde"),
        "vorm": ("rij per interval", "rij per dag"),
        "interval": tuple(INTERVALS),
        "eenheid": tuple(SERIES_UNITS),
        "register": tuple(REGISTERS.categories),
        "kwaliteit": tuple(QUALITIES.categories),
    }
    wrong: list[tuple[str, Sequence[str]]] = [
        (name, choice) for name, choice in allowed.items() if getattr(layout, name) not in choice
    ]
    if layout.tijdzone not in (LOCAL, IN_STAMP) and zone_minutes(layout.tijdzone) is None:
        wrong.append(("tijdzone", (LOCAL, "UTC", "+01:00", IN_STAMP)))
    if carrier_code(layout.energiedrager) is None:
        wrong.append(("energiedrager", tuple(sorted(set(carrier_words().values())))))
    first, _dash, last = layout.kopregels.partition("-")
    if not first.isdigit() or not (last or first).isdigit() or int(last or first) < int(first):
        wrong.append(("kopregels", ("1", "3-4", "0")))
    if layout.duizendtal and layout.duizendtal == layout.decimaal:
        wrong.append(("duizendtal", ("", "." if layout.decimaal == "," else ",")))
    return wrong


def _defect(name: str, value: str, allowed: Sequence[str]) -> Finding:
    return Finding(
        "energy.layout.option",
        Severity.ERROR,
        N_('{name} = "{value}" is not understood.'),
        {"name": name, "value": value, "allowed": ", ".join(f'"{word}"' for word in allowed)},
        remedy=N_("Choose from: {allowed}."),
    )
