"""The energy room's file formats, one module each."""

from energie.readers import fluvius, invoices, meters, temperatures

READERS = (fluvius.READER, invoices.READER, meters.READER, temperatures.READER)
