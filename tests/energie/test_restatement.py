"""What changed since a publication: causes that add up, whatever was corrected, added, or counted otherwise."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energie.emissions import FactorSets
from energie.explanation_section import explanation
from energie.options import EnergyOptions
from energie.restatement import CAUSES, PARTS, Published, divide, parts_now, restated
from energie.restatement_section import choices_of, restatement
from energie.targets import energy_targets
from energie.trajectory_section import trajectories
from kern.trajectory import Method

OPTIONS = EnergyOptions(report_year=2023)
amount = st.floats(0, 1e6, allow_subnormal=False)
rows = st.dictionaries(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(["gas", "power"]), st.integers(2019, 2021)),
    st.tuples(amount, st.floats(0, 3)),
    max_size=8,
)


def parts(found):
    return pl.DataFrame(
        [("primair", a, c, y, e, e * f) for (a, c, y), (e, f) in found.items()], schema=pl.Schema(PARTS), orient="row"
    )


@settings(deadline=None, max_examples=60)
@given(before=rows, now=rows)
def test_the_causes_always_add_up_and_turn_around(before, now):
    found = divide(parts(before), parts(now))
    change = found.select(pl.col("current") - pl.col("published")).to_series()
    assert found.select(pl.sum_horizontal(CAUSES)).to_series().to_list() == pytest.approx(change.to_list(), abs=1e-6)
    assert found["published"].sum() == pytest.approx(parts(before)["value"].sum())
    assert found["current"].sum() == pytest.approx(parts(now)["value"].sum())
    back = divide(parts(now), parts(before))
    assert back["factors"].sum() == pytest.approx(-found["factors"].sum(), abs=1e-6)


@pytest.fixture
def portfolio_of_years(portfolio):
    portfolio.asset("A").asset("B").meter("E", "A").meter("G", "B", "natural_gas")
    for year in (2019, 2021, 2023):
        portfolio.months("E", year, 1000.0).months("G", year, 2000.0)
    return portfolio


def publish(inputs, options):
    section = trajectories(inputs, options)
    figures = {figure.key: None if figure.value is None else figure.value * 1000 for figure in section.figures()}
    return Published(
        1, "2024-01-31T09:00:00", options.report_year, "", "abc", "0.1", choices_of(options), figures,
        parts_now(inputs, options),
    )  # fmt: skip


def changes(inputs, options, published):
    found = restated(inputs, options, published, energy_targets(options)[0])
    for one in found:
        assert sum(one.causes.values()) == pytest.approx(one.current - one.published, abs=1e-6), one.key
    return {one.key: {c: v for c, v in one.causes.items() if abs(v) > 1e-6} for one in found}


def test_nothing_changed_is_said(portfolio_of_years):
    inputs = portfolio_of_years.inputs()
    published = publish(inputs, OPTIONS)
    assert set(map(tuple, changes(inputs, OPTIONS, published).values())) == {()}
    assert restatement(inputs, OPTIONS, published).message.startswith("Nothing changed")


def test_a_correction_moves_the_base_its_path_and_its_gap(portfolio_of_years):
    before = portfolio_of_years.inputs()
    published = publish(before, OPTIONS)
    frame = portfolio_of_years.readings()
    is_it = (pl.col("meter") == "G") & (pl.col("year") == 2019) & (pl.col("month") == 1)
    corrected = frame.with_columns(consumption_kwh=pl.when(is_it).then(2600.0).otherwise("consumption_kwh"))
    found = changes(portfolio_of_years.inputs(corrected), OPTIONS, published)
    assert found["energie.primair.2019"] == pytest.approx({"data_corrected": 600})
    assert found["energie.primair.2023"] == {}
    assert found["energie.primair.2023.pad"] == pytest.approx({"data_corrected": 540})
    assert found["energie.primair.2023.kloof"] == pytest.approx({"data_corrected": -540})
    section = restatement(portfolio_of_years.inputs(corrected), OPTIONS, published)
    assert section.blocks[1].rows[0]["asset_code"] == "B"


def test_another_factor_set_and_another_method_are_told_apart(portfolio_of_years):
    inputs = portfolio_of_years.inputs()
    published = publish(inputs, OPTIONS)
    other = replace(OPTIONS, factor_sets=FactorSets(primary_energy="eu_default_2023"), method=Method.COMPOUND)
    found = changes(inputs, other, published)
    assert found["energie.primair.2023"] == pytest.approx({"factors": 12_000 * (1.9 - 2.5)})
    assert set(found["energie.primair.2023.pad"]) == {"factors", "rules"}
    about = restatement(inputs, other, published).blocks[-1]
    assert {row["what"] for row in about.rows} >= {"method", "factor_sets.primary_energy"}


def test_an_asset_that_counts_no_longer_is_what_counts(portfolio_of_years):
    inputs = portfolio_of_years.inputs()
    published = publish(inputs, OPTIONS)
    assets = inputs.assets.with_columns(
        heritage_status=pl.when(pl.col("asset_code") == "B").then(pl.lit("protected_monument"))
    )
    found = changes(replace(inputs, assets=assets), OPTIONS, published)
    assert found["energie.primair.2023"] == pytest.approx({"counted": -24_000})


def test_the_explanation_can_begin_at_what_was_published(portfolio_of_years):
    published = publish(portfolio_of_years.inputs(), OPTIONS)
    more = portfolio_of_years.readings().with_columns(
        consumption_kwh=pl.when(pl.col("year") == 2019)
        .then(pl.col("consumption_kwh") * 1.1)
        .otherwise("consumption_kwh")
    )
    inputs = portfolio_of_years.inputs(more)
    section = explanation(inputs, OPTIONS, published)
    table = next(block for block in section.blocks if getattr(block, "key", "") == "energie.verklaring.primair")
    effects = {row["key"].rpartition(".")[2]: row["effect"] for row in table.rows}
    total = effects.pop("verandering")
    assert effects["restatement"] == pytest.approx(0.1 * 54)
    assert sum(effects.values()) == pytest.approx(total) == pytest.approx(0.0, abs=1e-9)


def test_a_switch_of_factors_half_way_is_restatement_and_no_cleaner_grid(portfolio_of_years):
    later = replace(OPTIONS, later_factor_sets=FactorSets(primary_energy="eu_default_2023"), later_factors_from=2023)
    table = next(
        block
        for block in explanation(portfolio_of_years.inputs(), later).blocks
        if getattr(block, "key", "") == "energie.verklaring.primair"
    )
    effects = {row["key"].rpartition(".")[2]: row["effect"] for row in table.rows}
    assert effects["restatement"] == pytest.approx(12 * (1.9 - 2.5))
    assert effects["grid_factor"] == pytest.approx(0)
