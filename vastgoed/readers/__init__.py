"""The list of readers of the real-estate room: one file format each, in the order in which they depend."""

from __future__ import annotations

from kern.intake.contract import Reader
from vastgoed.readers import (
    audit_form,
    baselines,
    capacity,
    costs,
    decisions,
    dependencies,
    entities,
    infrastructure,
    models,
    plans,
    portfolio,
    readiness,
    services,
    tasks,
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
    tasks.READER,
    costs.READER,
    baselines.READER,
    services.READER,
    dependencies.READER,
    decisions.READER,
    plans.READER,
    models.READER,
)
