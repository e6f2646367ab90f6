from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vastgoed.accessibility.criteria import read_criteria
from vastgoed.accessibility.levels import Level
from vastgoed.accessibility.own_criteria import OWN_SOURCE, criteria_rows

TODAY = date(2026, 11, 24)


def own(**cells):
    return pl.DataFrame({name: [value] for name, value in cells.items()}, schema=dict.fromkeys(cells, pl.String()))


def test_nothing_of_its_own_changes_nothing():
    assert read_criteria(TODAY) == read_criteria(TODAY, pl.DataFrame())


def test_a_threshold_of_the_agency_is_no_proxy_any_more():
    before, after = read_criteria(TODAY)["DOR-03"], read_criteria(TODAY, own(id="DOR-03", level_a="80"))["DOR-03"]
    assert before.is_proxy(Level.A)
    assert not after.is_proxy(Level.A)
    assert (after.thresholds[Level.A], after.thresholds[Level.A_PLUS]) == ("80", "90")
    assert OWN_SOURCE in after.source


def test_a_published_threshold_is_no_longer_unknown():
    assert Level.A in read_criteria(TODAY)["PAR-07"].unpublished
    assert Level.A not in read_criteria(TODAY, own(id="PAR-07", level_a="50"))["PAR-07"].unpublished


def test_a_dash_takes_a_threshold_away():
    assert Level.A not in read_criteria(TODAY, own(id="DOR-03", level_a="-"))["DOR-03"].thresholds


def test_a_criterion_can_be_taken_out():
    """DOR-02 is met where DOR-03 is; without DOR-03 it stands on its own."""
    left = read_criteria(TODAY, own(id="DOR-03", in_force="false"))
    assert "DOR-03" not in left
    assert (read_criteria(TODAY)["DOR-02"].satisfied_by, left["DOR-02"].satisfied_by) == ("DOR-03", "")


def test_a_new_criterion_counts_for_both_scopes():
    new = own(id="LGT-01", part="rooms", quantity_nl="verlichting", rule="at_least", unit="lux", level_aplus="500")
    made = read_criteria(TODAY, new)["LGT-01"]
    assert made.scopes == ("visitor", "staff")
    assert made.mandatory
    assert made.quantity == "verlichting"


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_rows_does_not_matter(seed):
    rows = pl.DataFrame({"id": ["DOR-03", "LFT-02"], "level_a": ["80", "100"]})
    shuffled = read_criteria(TODAY, rows.sample(fraction=1, shuffle=True, seed=seed))
    assert shuffled == read_criteria(TODAY, rows)


@given(st.sampled_from([row["id"] for row in criteria_rows() if row["level_aplus"]]))
def test_only_the_named_criterion_changes(name):
    before, after = criteria_rows(), criteria_rows(own(id=name, note="eigen"))
    assert [row["id"] for row in before] == [row["id"] for row in after]
    assert [row["id"] for row, other in zip(before, after, strict=True) if row != other] == [name]


def test_an_own_threshold_of_a_plus_is_the_one_values_are_shown_against():
    after = read_criteria(TODAY, own(id="DOR-03", level_aplus="85"))["DOR-03"]
    assert (after.reference, after.own) == ("85", {"reference", "aplus"})
    sized = read_criteria(TODAY, own(id="DOR-03", level_aplus="85", value_finished="88"))["DOR-03"]
    assert (sized.reference, sized.own) == ("88", {"reference", "aplus"})
    only_a = read_criteria(TODAY, own(id="DOR-03", level_a="80"))["DOR-03"]
    assert (only_a.reference, only_a.own) == ("90", {"a"})


def test_what_repeats_the_shipped_table_or_takes_away_is_not_of_its_own():
    shipped = read_criteria(TODAY)["DOR-03"]
    for cells in ({"level_aplus": "90"}, {"level_a": "-"}, {"note": "eigen"}, {"value_finished": shipped.reference}):
        after = read_criteria(TODAY, own(id="DOR-03", **cells))["DOR-03"]
        assert (after.own, after.reference, after.basis) == (frozenset(), shipped.reference, shipped.basis)


def test_an_own_rough_size_beside_a_finished_one_is_not_what_is_asked():
    after = read_criteria(TODAY, own(id="COR-03", value_rough="120"))["COR-03"]
    assert (after.reference, after.own) == ("90", frozenset())
    after = read_criteria(TODAY, own(id="COR-01", value_rough="180"))["COR-01"]
    assert (after.reference, after.own) == ("180", {"reference"})
