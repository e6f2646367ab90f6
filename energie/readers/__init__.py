"""The energy room's file formats, one module each."""

from energie.readers import (
    activity,
    amr,
    fluvius,
    invoices,
    measures,
    meters,
    own_factors,
    pathways,
    portfolio_changes,
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
    measures.READER,
    own_factors.READER,
    portfolio_changes.READER,
    pathways.READER,
    activity.READER,
    series_files.READER,
)
