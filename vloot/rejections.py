"""Rows of fleet files that cannot be used: kept out, with reason and remedy, and without anything personal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from kern.intake.contract import REJECTED, no_rejections
from kern.intake.headings import heading_fits, normalise_heading
from kern.language import N_
from vloot.privacy import hide_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kern.intake.contract import SheetHead

DEFECTS: dict[str, tuple[str, str]] = {
    "fleet.vin.invalid": (
        N_("{value} is not a chassis number: 17 letters and digits, no I, O or Q."),
        N_("Take it from the registration certificate, field E."),
    ),
    "fleet.vehicle.missing": (
        N_("The row names no vehicle: no chassis number, plate or known card."),
        N_("Add a column with the chassis number or the plate, or load the card list first."),
    ),
    "fleet.plate.unknown": (
        N_("No vehicle in the register has plate {value} on that day."),
        N_("Load the vehicle register with this plate and its dates, then load this file again."),
    ),
    "fleet.plate.ambiguous": (
        N_("More than one vehicle in the register has plate {value} on that day."),
        N_("Correct the dates of the plate in the vehicle register, then load this file again."),
    ),
    "fleet.card.unknown": (
        N_("The card belongs to no vehicle on that day."),
        N_("Load the card list with its dates, then load this file again."),
    ),
    "fleet.product.unknown": (
        N_("Product {value} is not known."),
        N_("Write one of: diesel, petrol, LPG, CNG, HVO100, hydrogen, electricity, AdBlue, car wash, other."),
    ),
    "fleet.product.missing": (
        N_("The row names no product, and the fuel of the vehicle is not known."),
        N_("Add the product, or fill in the fuel in the vehicle register."),
    ),
    "fleet.unit.kwh_as_litres": (
        N_("{value} euro per litre is a price per kWh: charging was probably booked as litres."),
        N_("Correct product and unit (electricity, kWh) and load the file again."),
    ),
    "fleet.unit.contradicts": (
        N_("Unit {value} does not fit the product."),
        N_("Litres for liquid fuels, kg for CNG and hydrogen, kWh for electricity."),
    ),
    "fleet.quantity.missing": (
        N_("Neither a quantity nor an amount is filled in."),
        N_("Fill in the quantity and load the file again."),
    ),
    "fleet.row.duplicate": (
        N_("The same transaction already stands higher in the file."),
        N_("Nothing to do, unless it was a second transaction: then give it its own number."),
    ),
    "fleet.time.invalid": (N_("{value} is not a time of day."), N_("Write hour:minute, such as 14:30.")),
    "fleet.date.improbable": (
        N_("{value} lies outside 2000 to 2100."),
        N_("Correct the date; some systems send 1970 when they do not know it."),
    ),
    "fleet.specification.unknown": (
        N_("No vehicle in the register has this chassis number or plate."),
        N_("Load the vehicle register that holds it, then load this file again."),
    ),
    "fleet.specification.twice": (
        N_("Vehicle {value} already stands higher in the file."),
        N_("Keep one row per vehicle, and load the file again."),
    ),
    "fleet.period.reversed": (
        N_("{value} lies on or before the first day of the period."),
        N_("An end is the first day that no longer counts: correct one of the two."),
    ),
    "fleet.file.broken": (N_("The record lacks {column}."), N_("Ask the sender for complete records.")),
}
"""Code -> (reason, remedy), both English templates."""

PERSONAL = ("driver", "card_no", "plate")


@dataclass
class Rejections:
    """Gathers rejected rows while a frame passes through the checks."""

    sheet: str | None
    parts: list[pl.DataFrame] = field(default_factory=list)

    def take(
        self, frame: pl.DataFrame, bad: pl.Expr, code: str, column: str = "", value: pl.Expr | None = None
    ) -> pl.DataFrame:
        """The rows that are not bad; the bad ones are kept here with their reason.

        Args:
            frame: Rows with `source_row`.
            bad: True where a row must be kept out; null counts as good.
            code: Key of `DEFECTS`.
            column: Heading shown to the user.
            value: What to show of the cell; nothing personal.
        """
        marked = frame.with_columns(bad.fill_null(False).alias("_bad"))
        out = marked.filter("_bad")
        if out.height:
            reason, remedy = DEFECTS[code]
            shown = pl.lit(None, pl.String) if value is None else value.cast(pl.String)
            self.parts.append(
                out.select(
                    sheet=pl.lit(self.sheet, pl.String),
                    row=pl.col("source_row"),
                    column=pl.lit(column),
                    value=shown,
                    code=pl.lit(code),
                    reason=pl.lit(reason),
                    remedy=pl.lit(remedy),
                    allowed=pl.lit(None, pl.String),
                ).cast(pl.Schema(REJECTED))
            )
        return marked.filter(~pl.col("_bad")).drop("_bad")

    def all(self, *more: pl.DataFrame) -> pl.DataFrame:
        """Every rejected row so far and those of `more`, in row order."""
        parts = [part for part in (*more, *self.parts) if part.height]
        if not parts:
            return no_rejections()
        return pl.concat(parts).sort("row", maintain_order=True)


def hide_personal(
    rejected: pl.DataFrame, sheet: SheetHead, fields: Iterable[tuple[str, tuple[str, ...]]], mapping: Mapping[str, str]
) -> pl.DataFrame:
    """Rejected cells of the general parser without names, plates and card numbers.

    Args:
        rejected: REJECTED schema.
        sheet: The table they come from.
        fields: Field names with their headings.
        mapping: The user's saved heading -> field name.
    """
    if rejected.is_empty():
        return rejected
    saved = {normalise_heading(heading): name for heading, name in mapping.items()}
    known = {name: headings for name, headings in fields if name in PERSONAL}
    private = [
        heading
        for heading in sheet.headings
        if saved.get(normalise_heading(heading)) in PERSONAL
        or any(heading_fits(heading, wanted) for headings in known.values() for wanted in headings)
    ]
    # A separator too many shifts the cells behind it: any value of such a row may hold a name.
    shifted = pl.col("row").is_in(rejected.filter(pl.col("code") == "intake.row.too_long")["row"].to_list())
    value = (
        pl.when(pl.col("column").is_in(private) | shifted)
        .then(pl.lit("…"))
        .when(pl.col("code").str.contains(r"\.(number|date|time|boolean)\."))
        .then(hide_words(pl.col("value")))
        .otherwise("value")
    )
    return rejected.with_columns(value.alias("value"))
