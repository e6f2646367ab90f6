"""Report blocks as plain data: figures, tables, charts and paragraphs, gathered in sections.

A room makes sections; the desk renders them. A figure has one key, and `koers herkomst KEY` explains it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kern.findings import Finding


@dataclass(frozen=True)
class Figure:
    """One number that may be printed.

    Args:
        key: Dotted name that `koers herkomst` understands, such as `energie.primair.2025`.
        label: What it is, in the reader's language.
        value: The number; None is "not known", never zero.
        unit: Its unit, as printed.
        decimals: Decimals printed, the same in every output.
        note: Base year, method, boundary, factor set: what the number means.
        verdict: `on_course`, `off_course`, `undetermined` or empty.
    """

    key: str
    label: str
    value: float | None
    unit: str
    decimals: int = 0
    note: str = ""
    verdict: str = ""

    @property
    def printed(self) -> float | None:
        """The number as printed: rounded once, here, so that every output shows the same digits.

        >>> Figure("a", "A", 2.675, "kWh", 1).printed
        2.7
        """
        return None if self.value is None else round(self.value, self.decimals)


@dataclass(frozen=True)
class Column:
    """A table column: its name in the data, its heading, its unit and how many decimals are printed."""

    name: str
    heading: str
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True)
class Table:
    """Rows with described columns.

    Args:
        key: Name of the table in the JSON report.
        title: One line above it.
        columns: In printing order.
        rows: One mapping per row; numbers unrounded.
        note: One line below it.
    """

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    note: str = ""

    def printed_rows(self) -> list[dict[str, Any]]:
        """The rows with each number rounded as its column says.

        >>> Table("t", "T", [Column("a_kwh", "A", "kWh", 1)], [{"a_kwh": 1.26}]).printed_rows()
        [{'a_kwh': 1.3}]
        """
        decimals = {column.name: column.decimals for column in self.columns}
        return [
            {
                name: round(row[name], places)
                if isinstance(row.get(name), float) and places is not None
                else row.get(name)
                for name, places in decimals.items()
            }
            for row in self.rows
        ]


@dataclass(frozen=True)
class Chart:
    """A picture with one message.

    Args:
        key: Name of the chart.
        message: The one thing it says, as its heading.
        alt: What it shows, for who cannot see it.
        draw: Makes the matplotlib figure; called only by a renderer that shows pictures.
        data: The numbers behind it, for the JSON report and for readers of tables.
    """

    key: str
    message: str
    alt: str
    draw: Callable[[], Any]
    data: Table | None = None


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


Block = Figure | Table | Chart | Paragraph


@dataclass(frozen=True)
class Section:
    """A part of the report that belongs to one room.

    Args:
        key: Name of the section, its anchor in the page.
        title: Its heading.
        message: The conclusion in one sentence.
        blocks: What it shows, in order.
        findings: What the reader must know about the data behind it.
    """

    key: str
    title: str
    message: str
    blocks: Sequence[Block]
    findings: Sequence[Finding] = field(default_factory=tuple)

    def figures(self) -> list[Figure]:
        """The figures of this section."""
        return [block for block in self.blocks if isinstance(block, Figure)]


@dataclass(frozen=True)
class FactorUse:
    """A factor as used: enough to look it up and to redo the sum."""

    key: str
    factor_set: str
    value: float
    unit: str
    valid_from: str
    valid_until: str
    source: str
    place: str
    certainty: str
    file: str


@dataclass(frozen=True)
class Trace:
    """Where a figure came from.

    Args:
        key: The figure's key.
        explanation: The rule in words, with the formula.
        rows: One mapping per contributing group of rows: `import_id`, `rows`, and what they add up to.
        factors: The factors used.
        rules: Target set, method, base year, boundary, exclusions: name -> value.
    """

    key: str
    explanation: str
    rows: Sequence[Mapping[str, Any]]
    factors: Sequence[FactorUse] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
