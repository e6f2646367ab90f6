"""The file formats of the fleet. A new format is a new file here and one line in `READERS`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kern.intake.contract import Reader
from vloot.readers import (
    cards,
    charge_points,
    charging,
    evcc,
    fuel_card,
    mobility,
    ocpi,
    odometer,
    register,
    specifications,
    year_totals,
)

READERS = (
    register.READER,
    *specifications.READERS,
    cards.READER,
    fuel_card.READER,
    charging.READER,
    ocpi.READER,
    evcc.READER,
    odometer.READER,
    charge_points.READER,
    year_totals.READER,
    mobility.READER,
)

_WITH_KEY = {
    cards.READER.kind: cards.read_cards,
    fuel_card.READER.kind: fuel_card.read_fuel_card,
    charging.READER.kind: charging.read_charging,
    ocpi.READER.kind: ocpi.read_ocpi,
    evcc.READER.kind: evcc.read_evcc,
}


def readers_with_key(key: bytes | None) -> tuple[Reader, ...]:
    """The readers, with the secret for pseudonyms of drivers and cards.

    Args:
        key: At least 16 secret bytes from a file outside the database; None drops drivers and cards.

    >>> [reader.kind for reader in readers_with_key(None)][:2]
    ['fleet.register', 'fleet.certificate']
    """
    return tuple(
        replace(reader, read=partial(_WITH_KEY[reader.kind], key=key)) if reader.kind in _WITH_KEY else reader
        for reader in READERS
    )
