"""What must hold of any building: order, improvement and ignorance."""

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vastgoed.accessibility.assess import assess_building
from vastgoed.accessibility.levels import Level

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
# Quantity -> values from bad to good, unreadable and unknown first.
LADDERS = {
    ("Inner door", "DOR-03"): ["", "breed", "70", "77", "85", "90", "120"],
    ("Inner door", "DOR-06"): ["", "20", "50", "60"],
    ("Main entrance", "LVL-02"): ["?", "5", "2,1", "2", "1", "0"],
    ("Storeys", "LVL-01"): ["", "3", "2", "1", "0"],
    ("Toilet", "SAN-02"): ["", "110", "120", "150", "200"],
    ("Parking", "PAR-01"): ["", "0/40", "1/40", "3/40", "9/40"],
    ("Desk", "RCP-03"): ["", "60x90x60", "70x90x60", "80x95x65"],
    ("Desk", "RCP-04"): ["", "0/2", "1/2", "2/2"],
    ("Stair", "STR-09"): ["", "65", "90;65"],
    ("Chain", "CHN-01"): ["", "nee", "ja"],
    ("Ramp", "RMP-02"): ["", "12", "8,36", "8,33", "5", "4", "2"],
    ("Ramp", "RMP-09"): ["", "60", "77", "120", "150"],
}


@st.composite
def conditions_of_a_building(draw):
    return {place: draw(st.integers(0, len(steps) - 1)) for place, steps in LADDERS.items()}


def changes(steps):
    found = {"Ramp": {"rise_cm": "20", "length_m": "3", "RMP-05": "nvt", "RMP-06": "nvt", "RMP-08": "160"}}
    found["Ramp"] |= {"RMP-10": "6", "RMP-13": "100;72", "RMP-14": "1"}
    for (element, criterion), step in steps.items():
        found.setdefault(element, {})[criterion] = LADDERS[element, criterion][step]
    return found


@given(steps=conditions_of_a_building(), place=st.sampled_from(sorted(LADDERS)), data=st.data())
@SLOW
def test_an_improvement_never_lowers_the_level(building, criteria, today, steps, place, data):
    better = steps | {place: data.draw(st.integers(steps[place], len(LADDERS[place]) - 1))}
    before = assess_building(building(change=changes(steps)), criteria, today)
    after = assess_building(building(change=changes(better)), criteria, today)
    assert after.level.rank >= before.level.rank


@given(steps=conditions_of_a_building(), seed=st.integers(0, 1000))
@SLOW
def test_the_order_of_rows_does_not_matter(building, criteria, today, steps, seed):
    values = building(change=changes(steps))
    shuffled = values.sample(fraction=1.0, shuffle=True, seed=seed)
    assert assess_building(shuffled, criteria, today) == assess_building(values, criteria, today)


@given(steps=conditions_of_a_building(), data=st.data())
@SLOW
def test_an_unknown_never_raises_the_level(building, criteria, today, steps, data):
    values = building(change=changes(steps))
    rows = data.draw(st.lists(st.integers(0, values.height - 1), max_size=6, unique=True))
    word = data.draw(st.sampled_from(["", "?", "onleesbaar", None]))
    is_lost = pl.int_range(pl.len()).is_in(rows) & pl.col("criterion_id").str.contains("-")
    lost = values.with_columns(pl.when(is_lost).then(pl.lit(word, pl.String)).otherwise("value").alias("value"))
    known = assess_building(values, criteria, today)
    unsure = assess_building(lost, criteria, today)
    assert unsure.level.rank <= known.level.rank
    assert unsure.best_level.rank >= known.level.rank


@given(steps=conditions_of_a_building(), criterion=st.sampled_from(["DOR-03", "SAN-02", "COR-02", "LFT-02", "RCP-02"]))
@SLOW
def test_another_element_of_which_nothing_is_known_never_raises_the_level(building, criteria, today, steps, criterion):
    change = changes(steps)
    before = assess_building(building(change=change), criteria, today)
    after = assess_building(building(change=change | {"Another": {criterion: ""}}), criteria, today)
    assert after.level.rank <= before.level.rank
    assert after.level is Level.NONE
