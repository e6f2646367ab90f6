"""Rows of one sheet on their way through the checks: kept, kept out with a reason, or with a cell made empty."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from kern.findings import Finding, Severity, Where
from kern.intake.contract import REJECTED, no_rejections
from kern.intake.fields import read_sheet
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kern.intake.contract import FileHead, SheetHead
    from kern.intake.fields import Field

ORIGIN = ("source_sheet", "source_row")

DEFECTS: Mapping[str, tuple[str, str]] = {
    "estate.period.backwards": (
        N_("{value} does not lie after the start of the period."),
        N_("Correct one of the two days."),
    ),
    "estate.quarter.invalid": (
        N_("{value} is not a quarter."),
        N_("Write the year and the quarter, such as 2027Q1."),
    ),
    "estate.criterion.unknown": (
        N_("{value} is not a criterion of the label."),
        N_("Use an id of data/label/criteria.csv, such as DOR-03."),
    ),
    "estate.resource.unit": (
        N_("Unit {value} does not fit this stream."),
        N_("Write the quantity in {allowed}, or leave the unit empty when it is that."),
    ),
    "estate.audit_sheet.item": (
        N_("Item {value} is not linked to a criterion of the label."),
        N_('Say which one it is: --kaart "{value}=DOR-03". Nearest criterion: {allowed}.'),
    ),
    "estate.audit_value.invalid": (
        N_("{value} is not a value that this criterion takes."),
        N_("Write it as the criterion asks: {allowed}."),
    ),
    "estate.audit_value.unit": (
        N_("Unit {value} does not fit this criterion."),
        N_("Measure in {allowed}, or leave the unit empty when it is that."),
    ),
}
"""Code -> (reason, remedy) of a row that is kept out."""

_SHOWN = 5
_LEFT_OUT = N_("{value} cannot be used and was left out; the rest of the row was loaded.")


@dataclass
class SheetRows:
    """One sheet: its good rows, what was kept out, and what there is to say.

    Args:
        head: The file.
        sheet: The sheet.
        fields: What the reader understands.
        frame: Good rows.
        rejected: Cells that keep their row out, with the REJECTED schema.
        findings: What is worth saying.
        rows_read: Rows in the sheet.
        emptied: Cells that were left out of a row that is kept, with the REJECTED schema.
    """

    head: FileHead
    sheet: SheetHead
    fields: tuple[Field, ...]
    frame: pl.DataFrame
    rejected: list[pl.DataFrame] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rows_read: int = 0
    emptied: list[pl.DataFrame] = field(default_factory=list)

    @classmethod
    def read(cls, head: FileHead, sheet: SheetHead, fields: Sequence[Field], mapping: Mapping[str, str]) -> SheetRows:
        """Read a sheet; columns without a single value are left out, since they say nothing.

        Raises:
            InputWrong: A required column is missing.
        """
        table = read_sheet(head, sheet, fields, mapping)
        rows = cls(head, sheet, tuple(fields), table.frame, [table.rejected], list(table.findings), table.rows_read)
        rows._leave_out_empty_columns()
        return rows

    def has(self, *names: str) -> bool:
        """Whether the sheet has these columns, with a value in at least one row."""
        return set(names) <= set(self.frame.columns)

    def heading(self, name: str) -> str:
        """The usual heading of a field."""
        return next((known.headings[0] for known in self.fields if known.name == name), name)

    def keep_out(
        self, bad: pl.Expr, code: str, name: str, value: pl.Expr | None = None, allowed: pl.Expr | None = None
    ) -> None:
        """Keep rows out.

        Args:
            bad: True where a row is wrong; null counts as good.
            code: Key of DEFECTS.
            name: Field whose cell is wrong.
            value: What to show of it; the cell itself by default.
            allowed: What would be right.
        """
        if self.frame.is_empty():
            return
        marked = self.frame.with_columns(bad.fill_null(False).alias("_bad"))
        reason, remedy = DEFECTS[code]
        told = pl.col(name) if value is None else value
        self.rejected.append(self._cells(marked.filter("_bad"), name, told, code, reason, remedy, allowed))
        self.frame = marked.filter(~pl.col("_bad")).drop("_bad")

    def _cells(
        self,
        rows: pl.DataFrame,
        name: str,
        value: pl.Expr,
        code: str,
        reason: str,
        remedy: str,
        allowed: pl.Expr | None = None,
    ) -> pl.DataFrame:
        return rows.select(
            sheet="source_sheet",
            row="source_row",
            column=pl.lit(self.heading(name)),
            value=value.cast(pl.String),
            code=pl.lit(code),
            reason=pl.lit(reason),
            remedy=pl.lit(remedy),
            allowed=(pl.lit(None, pl.String) if allowed is None else allowed).cast(pl.String),
        ).cast(pl.Schema(REJECTED))  # fmt: skip

    def replace(self, name: str, value: pl.Expr, code: str, text: str, remedy: str = "") -> None:
        """Put another value in a column; where that makes a filled cell empty, it is said.

        Args:
            name: The column; nothing happens when the sheet lacks it.
            value: The new value.
            code: Code of the finding.
            text: Template with `{count}`, `{column}` and `{examples}`.
            remedy: What to do, as a template.
        """
        if not self.has(name):
            return
        changed = self.frame.with_columns(value.alias("_new"))
        lost = changed.filter(pl.col(name).is_not_null() & pl.col("_new").is_null())
        self.say(lost, name, code, text, remedy)
        self.emptied.append(self._cells(lost, name, pl.col(name), code, _LEFT_OUT, remedy))
        self.frame = changed.with_columns(pl.col("_new").alias(name)).drop("_new")

    def say(
        self,
        rows: pl.DataFrame,
        name: str,
        code: str,
        text: str,
        remedy: str = "",
        severity: Severity = Severity.WARNING,
    ) -> None:
        """One finding about some rows, with how many and the first few; nothing when there are none."""
        if rows.is_empty():
            return
        shown = [f"{row}: {value}" for row, value in rows.select("source_row", name).head(_SHOWN).rows()]
        evidence = {
            "count": rows.height,
            "column": self.heading(name),
            "examples": "; ".join(shown) + (" …" if rows.height > _SHOWN else ""),
            "rows": rows["source_row"].to_list(),
        }
        where = Where(self.head.shown_name, self.sheet.name, rows["source_row"][0], self.heading(name))
        self.findings.append(Finding(code, severity, text, evidence, where, remedy))

    def all_rejected(self) -> pl.DataFrame:
        """Every cell that kept a row out, in row order."""
        parts = [part for part in self.rejected if part.height]
        return pl.concat(parts).sort("row", maintain_order=True) if parts else no_rejections()

    def all_emptied(self) -> pl.DataFrame:
        """Every cell that was left out of a row that is kept, in row order."""
        parts = [part for part in self.emptied if part.height]
        return pl.concat(parts).sort("row", maintain_order=True) if parts else no_rejections()

    def _leave_out_empty_columns(self) -> None:
        if self.frame.is_empty():
            return
        names = [f.name for f in self.fields if f.name in self.frame.columns]
        empty = [name for name in names if self.frame[name].null_count() == self.frame.height]
        if not empty:
            return
        self.frame = self.frame.drop(empty)
        self.findings.append(
            Finding(
                "estate.column.empty",
                Severity.INFO,
                N_("Empty in every row, so unknown and not zero: {columns} ({count})."),
                {"count": len(empty), "columns": ", ".join(self.heading(name) for name in empty)},
                Where(self.head.shown_name, self.sheet.name, self.sheet.heading_row),
                N_("Fill them in if they are known. What was loaded earlier stays."),
            )
        )


def text_choice(said: Mapping[str, str], column: str) -> pl.Expr:
    """A text from a list that is not complete: the code when it is known, else the text as written.

    >>> pl.DataFrame({"f": ["Kantoor", "Duinhuis"]}).select(text_choice({"kantoor": "office"}, "f"))["f"].to_list()
    ['office', 'Duinhuis']
    """
    from kern.intake.cells import parse_choice

    return pl.coalesce(parse_choice(pl.col(column), said).value, pl.col(column)).alias(column)


def text_choices(said: Mapping[str, str], column: str) -> pl.Expr:
    """Several texts in one cell, separated by ; | or +: their codes in order, unknown ones as written.

    >>> pl.DataFrame({"w": ["zonnepanelen; iets"]}).select(text_choices({"zonnepanelen": "pv"}, "w"))["w"].to_list()
    ['pv;iets']
    """
    from kern.intake.cells import parse_choice

    part = pl.element().str.strip_chars()
    known = parse_choice(part, said).value
    parts = pl.col(column).str.replace_all(r"[|+]", ";").str.split(";").list.eval(pl.coalesce(known, part))
    return parts.list.join(";").alias(column)


def quarter_text(column: str) -> pl.Expr:
    """A quarter as 2027Q1, from 2027-Q1, 2027K1 or Q1 2027; null when it is none.

    >>> pl.DataFrame({"q": ["2027 k1", "Q3 2028", "lente"]}).select(quarter_text("q"))["q"].to_list()
    ['2027Q1', '2028Q3', None]
    """
    text = pl.col(column).str.to_uppercase().str.replace_all(r"[\s\-/]", "")
    front = text.str.extract_groups(r"^(?<year>\d{4})[QK](?<part>[1-4])$")
    back = text.str.extract_groups(r"^[QK](?<part>[1-4])(?<year>\d{4})$")

    def joined(groups: pl.Expr) -> pl.Expr:
        return groups.struct.field("year") + "Q" + groups.struct.field("part")

    return pl.coalesce(joined(front), joined(back)).alias(column)
