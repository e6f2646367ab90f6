"""Water, waste, food and purchases per building and year: one row per building, year and stream."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field
from kern.language import N_
from kern.units import convert
from vastgoed.code_lists import choices
from vastgoed.portfolio_fields import CODE
from vastgoed.resources import unit_of
from vastgoed.sheet_rows import SheetRows

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = ("Stroom", "Hoeveelheid", "Jaar")
_SAID = {"m3": "m**3", "m³": "m**3", "kuub": "m**3", "ton": "tonne", "euro": "EUR", "€": "EUR", "stuks": "count",
         "aantal": "count", "liter": "litre"}  # fmt: skip


@lru_cache(maxsize=1)
def _fields() -> tuple[Field, ...]:
    return (
        CODE,
        Field("year", ("Jaar",), "integer", required=True, minimum=1990, maximum=2100),
        Field("kind", ("Stroom", "Soort"), "choice", required=True, choices=choices("resource")),
        Field("quantity", ("Hoeveelheid", "Waarde"), "number", required=True, minimum=0),
        Field("unit", ("Eenheid",)),
        Field("document", ("Bewijs", "Document", "Bron")),
    )


def recognise(head: FileHead) -> bool:
    """Whether the file gives quantities of streams per building and year."""
    return head.has(*HEADINGS)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read quantities; each is kept in the unit of its stream.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Returns:
        Register `resource_use`.

    Raises:
        InputWrong: A required column is missing.
    """
    rows = SheetRows.read(head, head.sheet_with(*HEADINGS) or head.sheets[0], _fields(), mapping)
    if not rows.has("unit"):
        rows.frame = rows.frame.with_columns(unit=pl.lit(None, pl.String))
    scales = [_scale(kind, unit) for kind, unit in rows.frame.select("kind", "unit").rows()]
    rows.frame = rows.frame.with_columns(
        _scale=pl.Series(scales, dtype=pl.Float64),
        _wanted=pl.Series([unit_of(kind) for kind in rows.frame["kind"]], dtype=pl.String),
    )
    rows.keep_out(pl.col("_scale").is_null(), "estate.resource.unit", "unit", allowed=pl.col("_wanted"))
    frame = rows.frame.with_columns(quantity=pl.col("quantity") * pl.col("_scale"), unit=pl.col("_wanted"))
    frame = frame.drop("_scale", "_wanted")
    return Intake({"resource_use": frame}, {}, rows.all_rejected(), rows.findings, rows.rows_read)


@lru_cache(maxsize=256)
def _scale(kind: str, unit: str | None) -> float | None:
    """Factor from the unit of the file to that of the stream; None when it measures something else.

    >>> _scale("water_mains", "liter"), _scale("waste_residual", "ton"), _scale("waste_residual", "m3")
    (0.001, 1000.0, None)
    """
    wanted = unit_of(kind)
    said = _SAID.get((unit or "").strip().lower(), (unit or "").strip())
    if not said or said == wanted:
        return 1.0
    try:
        return round(convert(1.0, said, wanted), 12)
    except InputWrong:
        return None


READER = Reader(
    kind="estate.resources",
    title=N_("water, waste and materials"),
    recognise=recognise,
    read=read,
    example="vastgoed/water-afval.csv",
    headings=("VIM gebouwcode", "Jaar", "Stroom", "Hoeveelheid", "Eenheid"),
    fields=_fields,
)
