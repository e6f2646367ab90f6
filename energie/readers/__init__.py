"""The energy room's file formats, one module each."""

from energie.readers import fluvius, invoices, meters, series_files, temperatures

READERS = (fluvius.READER, invoices.READER, meters.READER, temperatures.READER, series_files.READER)
