"""The card list: which fuel card or charging contract belonged to which vehicle from when till when."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kern.errors import InputWrong
from kern.intake.contract import FileHead, Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.language import N_
from vloot.privacy import pseudonyms
from vloot.rejections import Rejections, hide_personal
from vloot.tables import LONG_AGO
from vloot.vehicle_keys import is_vin, normalise_key

FIELDS = (
    Field("card_no", ("Kaartnummer", "Contract", "Laadpas", "Tankkaart"), required=True),
    Field("vin", ("Chassisnummer", "VIN"), required=True),
    Field("valid_from", ("Geldig van", "Kaart van"), "date"),
    Field("valid_until", ("Geldig tot", "Kaart tot"), "date"),
)


def _has_cards(head: FileHead) -> bool:
    return any(
        any(sheet.has(name, "Chassisnummer", "Geldig van") for name in FIELDS[0].headings) for sheet in head.sheets
    )


def recognise(head: FileHead) -> bool:
    """Whether some sheet ties cards to vehicles."""
    return _has_cards(head)


def read_cards(head: FileHead, mapping: Mapping[str, str], key: bytes | None = None) -> Intake:
    """Read the card list into the register `fleet_card`; only pseudonyms of the numbers are kept.

    Raises:
        InputWrong: There is no key to make pseudonyms with.
    """
    if key is None:
        raise InputWrong(
            N_("File {file} holds card numbers and there is no key to make pseudonyms with, so it was not loaded."),
            file=head.shown_name,
        )
    sheet = next(s for s in head.sheets if s.has("Chassisnummer", "Geldig van"))
    table = read_sheet(head, sheet, FIELDS, mapping)
    frame = table.complete().with_columns(normalise_key("vin"))
    rejections = Rejections(sheet.name)
    frame = rejections.take(frame, ~is_vin("vin"), "fleet.vin.invalid", "Chassisnummer", pl.col("vin"))
    cards = frame.select(
        pseudonyms(frame["card_no"], key, "card").alias("card_pseudonym"),
        pl.col("valid_from").fill_null(LONG_AGO),
        "vin",
        "valid_until",
        "source_sheet",
        "source_row",
    ).unique(["card_pseudonym", "valid_from"], keep="last", maintain_order=True)
    seen = hide_personal(table.rejected, sheet, [(f.name, f.headings) for f in FIELDS], mapping)
    return Intake(
        frames={"fleet_card": cards},
        rejected=rejections.all(seen),
        findings=list(table.findings),
        rows_read=table.rows_read,
    )


READER = Reader(
    kind="fleet.cards",
    title=N_("cards of vehicles"),
    recognise=recognise,
    read=read_cards,
    example="",
    headings=("Kaartnummer", "Chassisnummer", "Geldig van", "Geldig tot"),
)
