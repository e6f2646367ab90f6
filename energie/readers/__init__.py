"""The energy room's file formats, one module each."""

from energie.readers import (
    amr,
    fluvius,
    invoices,
    meters,
    register_readings,
    series_files,
    tanks,
    temperatures,
)

READERS = (
    fluvius.READER,
    amr.READER,
    invoices.READER,
    register_readings.READER,
    tanks.READER,
    meters.READER,
    temperatures.READER,
    series_files.READER,
)
