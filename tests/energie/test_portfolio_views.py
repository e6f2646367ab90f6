"""A portfolio that changes: sums agree in every view, and each kind of change moves the base year as its rule says."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from energie.options import EnergyOptions, Per
from energie.portfolio_views import View, entity_shares
from energie.targets import energy_targets
from energie.workings import counted_of, entity_trajectories_of, trajectory_of

OPTIONS = EnergyOptions(report_year=2023)


def made(portfolio, changes=(), roles=(), **assets):
    """Assets of 100 kWh of electricity a month from 2019 to 2023, whatever their dates."""
    for code, about in assets.items():
        portfolio.asset(code, **about).meter(f"M{code}", code)
        for year in range(2019, 2024):
            portfolio.months(f"M{code}", year, 100.0)
    columns = ["asset_code", "changed_on", "change", "share"]
    return replace(
        portfolio.inputs(),
        changes=pl.DataFrame(list(changes), schema=columns, orient="row"),
        roles=pl.DataFrame(
            [(code, "manager", entity, start, end) for code, entity, start, end in roles],
            schema=["asset_code", "role", "entity_code", "valid_from", "valid_until"],
            orient="row",
        ),
    )


def value(inputs, view, year, options=OPTIONS, **more):
    target = replace(energy_targets(options)[0], view=view, **more)
    found = trajectory_of(inputs, options, target).value(year)
    return None if found is None else found / 2.5


def test_what_was_taken_over_counts_in_a_recalculated_base_year_and_a_new_building_does_not(portfolio):
    day = date(2021, 7, 1)
    inputs = made(
        portfolio, [("P", day, "purchase", None)], A={}, P={"valid_from": day},
        N={"valid_from": day, "construction_year": 2021},
    )  # fmt: skip
    assert value(inputs, View.AS_REPORTED, 2019) == pytest.approx(1200)
    assert value(inputs, View.RECALCULATED, 2019) == pytest.approx(2400)
    assert value(inputs, View.LIKE_FOR_LIKE, 2019) == pytest.approx(1200)
    for view in (View.AS_REPORTED, View.RECALCULATED):
        assert value(inputs, view, 2023) == pytest.approx(3600)


def test_what_was_sold_leaves_a_recalculated_base_year_and_a_demolition_does_not(portfolio):
    day = date(2021, 7, 1)
    inputs = made(
        portfolio, [("S", day, "sale", None), ("D", day, "demolition", None)],
        A={}, S={"valid_until": day}, D={"valid_until": day},
    )  # fmt: skip
    assert value(inputs, View.AS_REPORTED, 2019) == pytest.approx(3600)
    assert value(inputs, View.RECALCULATED, 2019) == pytest.approx(2400)
    assert value(inputs, View.RECALCULATED, 2021) == pytest.approx(1200 + 600)
    assert value(inputs, View.LIKE_FOR_LIKE, 2019) == pytest.approx(1200)


def test_a_sale_in_the_report_year_counts_by_days_in_every_year(portfolio):
    inputs = made(portfolio, [("S", date(2023, 4, 16), "sale", None)], S={"valid_until": date(2023, 4, 16)})
    assert value(inputs, View.AS_REPORTED, 2023) == pytest.approx(350)
    assert value(inputs, View.RECALCULATED, 2019) == pytest.approx(350)


def test_the_part_that_is_let_leaves_from_its_day_on(portfolio):
    inputs = made(portfolio, [("A", date(2022, 7, 1), "part_let", 0.25)], A={})
    assert value(inputs, View.AS_REPORTED, 2022) == pytest.approx(600 + 450)
    assert value(inputs, View.AS_REPORTED, 2023) == pytest.approx(900)
    assert value(inputs, View.AS_REPORTED, 2019) == pytest.approx(1200)
    assert value(inputs, View.RECALCULATED, 2019) == pytest.approx(900)
    assert value(inputs, View.LIKE_FOR_LIKE, 2019) is None


def test_what_is_not_known_of_before_it_came_is_taken_from_its_own_later_years_and_said(portfolio):
    portfolio.asset("P", valid_from=date(2022, 1, 1)).meter("M", "P", valid_from=date(2022, 1, 1))
    portfolio.asset("A").meter("N", "A")
    for year in range(2019, 2024):
        portfolio.months("N", year, 100.0)
    for year in (2022, 2023):
        portfolio.months("M", year, lambda month: 10.0 * month)
    inputs = portfolio.inputs()
    target = replace(energy_targets(OPTIONS)[0], view=View.RECALCULATED)
    expected = sum(10.0 * month for month in range(1, 13))
    assert value(inputs, View.RECALCULATED, 2019) == pytest.approx(1200 + expected, rel=0.01)
    assert counted_of(inputs, OPTIONS, target).filled_kwh == pytest.approx(3 * expected, rel=0.01)


def test_a_transfer_between_entities_divides_the_year_by_days(portfolio):
    day = date(2021, 7, 1)
    inputs = made(
        portfolio, roles=[("A", "E1", None, day), ("A", "E2", day, None)], A={"entity_code": "E2"},
    )  # fmt: skip
    reported = entity_trajectories_of(inputs, OPTIONS)[0]
    assert reported["E1"].value(2019) == pytest.approx(3000)
    assert reported["E1"].value(2021) == pytest.approx(1500)
    assert "E1" not in entity_trajectories_of(inputs, replace(OPTIONS, view=View.RECALCULATED))[0]
    moved = entity_trajectories_of(inputs, replace(OPTIONS, view=View.RECALCULATED))[0]["E2"]
    assert moved.value(2019) == pytest.approx(3000)
    assert entity_trajectories_of(inputs, replace(OPTIONS, view=View.LIKE_FOR_LIKE))[0] == {}


def test_per_floor_area_a_building_counts_its_area_for_its_days(portfolio):
    inputs = made(
        portfolio,
        A={"gross_floor_area_m2": 100.0},
        B={"gross_floor_area_m2": 300.0, "valid_until": date(2022, 1, 1)},
        C={"gross_floor_area_m2": None},
    )
    more = {"per": Per.FLOOR_AREA, "kinds": ("building",)}
    assert value(inputs, View.AS_REPORTED, 2019, **more) == pytest.approx(2400 / 400)
    assert value(inputs, View.AS_REPORTED, 2023, **more) == pytest.approx(1200 / 100)


days = st.one_of(st.none(), st.dates(date(2018, 6, 1), date(2024, 6, 1)))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spans=st.lists(st.tuples(days, days), min_size=3, max_size=3),
    moments=st.lists(st.dates(date(2018, 6, 1), date(2024, 6, 1)), min_size=2, max_size=2),
    kinds=st.lists(
        st.sampled_from(["purchase", "new_build", "sale", "demolition", "part_let"]), min_size=3, max_size=3
    ),
    view=st.sampled_from(View),
)
def test_entities_add_up_to_the_portfolio_in_every_view(portfolio, spans, moments, kinds, view):
    portfolio = type(portfolio)()
    assets = {}
    for code, (start, end) in zip("ABC", spans, strict=True):
        start, end = (end, start) if start and end and end < start else (start, end)
        assets[code] = {"valid_from": start, "valid_until": None if start == end else end, "entity_code": "E1"}
    changes = [
        (code, assets[code]["valid_from"] or date(2021, 3, 3), kind, 0.3)
        for code, kind in zip("ABC", kinds, strict=True)
    ]
    first, second = sorted(moments)
    inputs = made(portfolio, changes, [("A", "E2", first, second), ("B", "E2", None, first)], **assets)
    shares = entity_shares(inputs, [2020]).group_by("asset_code", "month").agg(pl.col("entity_share").sum())
    assert shares["entity_share"].to_list() == pytest.approx([1.0] * shares.height)
    options = replace(OPTIONS, view=view)
    whole = trajectory_of(inputs, options, energy_targets(options)[0])
    entities = entity_trajectories_of(inputs, options)[0]
    for year in range(2019, 2024):
        together = sum(found.value(year) or 0.0 for found in entities.values())
        assert together == pytest.approx(whole.value(year) or 0.0, abs=1e-6)
    reported = trajectory_of(inputs, OPTIONS, energy_targets(OPTIONS)[0])
    if view is View.RECALCULATED:
        assert whole.value(2023) == pytest.approx(reported.value(2023))
