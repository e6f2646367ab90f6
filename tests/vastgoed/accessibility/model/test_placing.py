"""A building drawn in another schema, unit, place or order of records is judged as the same building."""

import importlib
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from vastgoed.accessibility.assessment import assess_model
from vastgoed.accessibility.criteria import read_criteria
from vastgoed.bim.geometry import read_geometry
from vastgoed.bim.worker import SHARED

TODAY = date(2026, 11, 24)
CRITERIA = read_criteria(TODAY)


@pytest.fixture(scope="module")
def small():
    """The module that draws a small building."""
    folder = str(Path(__file__).parent)
    sys.path.insert(0, folder)
    yield importlib.import_module("small_building")
    sys.path.remove(folder)


@pytest.fixture(scope="module")
def judge(small, tmp_path_factory):
    """The verdicts on a small building, with what is reached and what is to be mended in which order."""
    path = tmp_path_factory.mktemp("klein") / "klein.ifc"

    def judged(spec, shuffled=None, **how):
        small.write_small(path, spec, **how)
        if shuffled is not None:
            small.shuffle_lines(path, shuffled)
        [one] = assess_model(read_geometry(path, worker=SHARED), CRITERIA, TODAY)
        verdicts = {
            (item.criterion.id, item.element, item.scope): (item.outcome, *(each.outcome for each in item.at.values()))
            for item in one.result.verdicts
        }
        return verdicts | {
            "level": (one.result.level, one.result.best_level),
            "rooms": (len(one.surely_open), len(one.reach.step_free)),
            "failing": tuple((each.name, each.opens) for each in one.failing),
        }

    return judged


@st.composite
def specs(draw, small):
    """A building with some faults."""
    return small.Small(
        door=draw(st.sampled_from([0.86, 0.97, 1.02, 1.06])),
        operation=draw(st.sampled_from(["SINGLE_SWING_LEFT", "SINGLE_SWING_RIGHT", "DOUBLE_DOOR_SINGLE_SWING"])),
        corridor=draw(st.sampled_from([1.1, 1.45, 1.5, 1.9])),
        toilet=draw(st.sampled_from([1.9, 2.2, 2.4])),
        ramp_run=draw(st.sampled_from([1.6, 2.8, 3.2])),
        car=draw(st.sampled_from([(1.0, 1.25), (1.1, 1.4)])),
        tread=draw(st.sampled_from([0.22, 0.28])),
        cupboard=draw(st.sampled_from([0.0, 0.4, 0.9])),
    )


PLACE = st.one_of(st.just(0.0), st.floats(-2e5, 2e5))


# Without shrinking: an example is a second's work, and what it was drawn from says enough.
SLOW = settings(
    max_examples=12, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)  # fmt: skip


@SLOW
@given(
    data=st.data(),
    schema=st.sampled_from(["IFC2X3", "IFC4", "IFC4X3"]),
    unit=st.sampled_from(["m", "mm", "ft"]),
    turned=st.one_of(st.sampled_from([90.0, 180.0]), st.floats(0.0, 360.0)),
    moved=st.tuples(PLACE, PLACE, st.floats(-50.0, 200.0)),
    order=st.integers(0, 9999),
)
def test_schema_unit_place_and_order_change_nothing(small, judge, data, schema, unit, turned, moved, order):
    spec = data.draw(specs(small))
    plain = judge(spec)
    other = judge(spec, order, schema=schema, unit=unit, turned_degrees=turned, moved=moved)
    assert plain.items() ^ other.items() == set()
