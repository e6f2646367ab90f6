"""The requirements of Koers itself: valid IDS 1.0, one name per rule, judged on every example model."""

from __future__ import annotations

import pytest

from kern.findings import Outcome
from kern.sources import data_path
from vastgoed.bim.ids.check import check_model
from vastgoed.bim.ids.guard import look_at_ids, own_ids
from vastgoed.bim.library import open_ids


def test_it_is_valid_and_each_rule_has_its_own_number():
    ids, wrong = open_ids(str(own_ids()))
    assert ids is not None, wrong
    numbers = [rule.name.split()[0] for rule in ids.specifications]
    assert numbers == [f"K{number:02d}" for number in range(1, len(numbers) + 1)]
    assert all(rule.description for rule in ids.specifications)


@pytest.mark.parametrize("name", ["kantoor-modern", "kantoor-ouder"])
def test_example_models_meet_what_they_hold(name):
    check = check_model(data_path("example", "bim", f"{name}.ifc"), f"{name}.ifc", [look_at_ids(own_ids())])
    outcomes = {rule["name"].split()[0]: rule["outcome"] for rule in check.rules}
    for met in ("K02", "K06", "K07", "K09", "K15"):
        assert outcomes[met] is Outcome.PASS, met
    assert outcomes["K11"] is Outcome.FAIL
    assert not any(rule["unjudged"] for rule in check.rules)
