"""The list of readers of the real-estate room: one file format each, in the order in which they depend."""

from __future__ import annotations

from kern.intake.contract import Reader
from vastgoed.readers import (
    audit_form,
    capacity,
    entities,
    infrastructure,
    models,
    portfolio,
    readiness,
    transfers,
)

READERS: tuple[Reader, ...] = (
    entities.READER,
    portfolio.READER,
    infrastructure.READER,
    transfers.READER,
    audit_form.READER,
    readiness.READER,
    capacity.READER,
    models.READER,
)
