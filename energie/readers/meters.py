"""Register of meters: which connection serves which asset, from when till when, under which contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from energie.carriers import carrier_words
from energie.ean import EAN_DAMAGED, has_valid_check_digit
from energie.history import Defect, FilePlace, rejections
from energie.tables import ALWAYS
from kern.findings import Finding, Severity, Where
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = ("EAN-code", "Objectcode", "Energiedrager", "Meetwijze")

MEASURED_BY = {
    "kwartier": "quarter", "kwartiermeting": "quarter", "amr": "quarter", "uur": "hour", "dag": "day",
    "maand": "month", "maandopname": "month", "jaar": "year", "jaaropname": "year",
    "digitaal": "quarter", "digitale meter": "quarter", "factuur": "month", "levering": "period",
}  # fmt: skip

GENERATORS = {
    **dict.fromkeys(("zon", "zonnepanelen", "pv", "solar"), "pv"),
    **dict.fromkeys(("wkk", "warmtekrachtkoppeling", "chp"), "chp"),
    **dict.fromkeys(("wind", "windturbine"), "wind"),
}


def fields() -> tuple[Field, ...]:
    """The columns of the register."""
    return (
        Field("code", ("EAN-code", "EAN", "Metercode"), required=True),
        Field("asset_code", ("Objectcode", "VIM gebouwcode", "Gebouwcode"), required=True),
        Field("carrier", ("Energiedrager", "Energy carrier"), "choice", required=True, choices=carrier_words()),
        Field("measured_by", ("Meetwijze", "Measured by"), "choice", choices=MEASURED_BY),
        Field("valid_from", ("Geldig van", "Valid from"), "date"),
        Field("valid_until", ("Geldig tot", "Valid until"), "date"),
        Field("share_pct", ("Aandeel (%)", "Share (%)"), "number", minimum=0, maximum=100),
        Field("green_contract", ("Groene stroom", "Green electricity"), "boolean"),
        Field("generator", ("Opwekking", "Generator"), "choice", choices=GENERATORS),
    )


_DAMAGED = Defect(
    "code",
    "energy.ean.damaged",
    N_("EAN code {value} has been damaged by a spreadsheet: its last digits are lost."),
    N_("Format the column as text and fill in the full EAN code again."),
)
_TWO_CARRIERS = Defect(
    "carrier",
    "energy.meter.two_carriers",
    N_("The meter stands in the file with another energy carrier as well as {value}."),
    N_("A meter measures one carrier: correct one of the rows."),
)
_ENDS_BEFORE = Defect(
    "valid_until",
    "energy.meter.ends_before_start",
    N_("The allotment ends on {value}, before it starts."),
    N_("Correct one of the two days. The end is the first day that no longer counts."),
)


def recognise(head: FileHead) -> bool:
    """Whether the file lists meters with the asset they serve."""
    return head.has(*HEADINGS)


def read(head: FileHead, mapping: Mapping[str, str]) -> Intake:
    """Read a register of meters.

    Args:
        head: The file.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: A required column is missing.
    """
    sheet = head.sheet_with(*HEADINGS)
    table = read_sheet(head, sheet, fields(), mapping)
    place = FilePlace(head.shown_name, sheet.name if sheet else None, {f.name: f.headings[0] for f in table.fields})
    rows = table.complete().with_columns(pl.col("valid_from").fill_null(ALWAYS))
    wrong = (
        (_DAMAGED, pl.col("code").str.contains(EAN_DAMAGED), pl.col("code")),
        (_TWO_CARRIERS, pl.col("carrier").n_unique().over("code") > 1, pl.col("carrier")),
        (_ENDS_BEFORE, pl.col("valid_until") <= pl.col("valid_from"), pl.col("valid_until").dt.strftime("%d-%m-%Y")),
    )
    rejected = [rejections(rows.filter(condition), defect, value, place) for defect, condition, value in wrong]
    good = rows.filter(~pl.any_horizontal(condition.fill_null(False) for _, condition, _ in wrong))
    origin = ("source_sheet", "source_row")
    meters = good.unique("code", keep="first", maintain_order=True)
    allotments = good.select(
        meter="code",
        asset_code="asset_code",
        valid_from="valid_from",
        valid_until="valid_until",
        share=(pl.col("share_pct") / 100).fill_null(1.0),
        green_contract="green_contract",
        source_sheet="source_sheet",
        source_row="source_row",
    )
    return Intake(
        frames={
            "meter": meters.select("code", "carrier", "measured_by", "generator", *origin),
            "meter_allotment": allotments,
        },
        rejected=pl.concat([table.rejected, *rejected]),
        findings=table.findings + check_digit_findings(good["code"], place.where),
        rows_read=table.rows_read,
    )


def check_digit_findings(codes: pl.Series, where: Where) -> list[Finding]:
    """One finding per EAN whose check digit is wrong; codes that are no EAN are left alone."""
    eans = codes.drop_nulls().unique(maintain_order=True)
    return [
        Finding(
            "energy.ean.check_digit",
            Severity.WARNING,
            N_("The check digit of EAN {meter} is wrong. Its readings are kept."),
            {"meter": ean},
            where,
            N_("Compare the code with the invoice; a spreadsheet may have changed its last digits."),
        )
        for ean in eans.filter(eans.str.contains(r"^\d{18}$"))
        if not has_valid_check_digit(ean)
    ]


READER = Reader(
    kind="energy.meters",
    title=N_("Register of meters"),
    recognise=recognise,
    read=read,
    example="energie/meters.csv",
    headings=HEADINGS,
)
