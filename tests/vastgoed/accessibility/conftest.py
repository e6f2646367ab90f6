"""Buildings from the table of the best one, and the criteria of today."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
import yaml

from vastgoed.accessibility.criteria import read_criteria
from vastgoed.accessibility.values import VALUE_SCHEMA

TODAY = date(2026, 11, 24)
CASES = yaml.safe_load((Path(__file__).parents[2] / "worked_cases" / "label.yaml").read_text(encoding="utf-8"))


def make_values(change=None, remove=(), audited_on=date(2026, 6, 1), asset_code="GB-0001", source="audit"):
    """The best building with changes: None removes a row, a pair gives a value for visitors and one for staff."""
    table = {element: dict(found) for element, found in CASES["best"].items() if element not in remove}
    for element, found in (change or {}).items():
        table.setdefault(element, {}).update(found)
    rows = []
    for element, found in table.items():
        for name, value in found.items():
            if value is None:
                continue
            pair = value if isinstance(value, tuple) else (value, value)
            rows += [
                {
                    "asset_code": asset_code,
                    "criterion_id": name,
                    "element": element,
                    "scope": scope,
                    "value": own,
                    "unit": None,
                    "source": source,
                    "audited_on": audited_on,
                    "audit_code": "AUD-1",
                }
                for scope, own in zip(("visitor", "staff"), pair, strict=True)
                if own is not None and (name, scope) != ("CHN-02", "visitor")
            ]
    return pl.DataFrame(rows, schema=VALUE_SCHEMA)


@pytest.fixture(scope="session")
def criteria():
    """The criteria in force today."""
    return read_criteria(TODAY)


@pytest.fixture
def today():
    """The day of the judgement."""
    return TODAY


@pytest.fixture
def building():
    """Make the values of a building."""
    return make_values
