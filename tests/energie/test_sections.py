"""The sections: every figure has unit, note and a trace that adds up to it; Dutch and English both work."""

from datetime import date

import pytest

from energie.options import EnergyOptions
from energie.sections import (
    SECTIONS,
    benchmark,
    consumption,
    emissions,
    explanation,
    heritage,
    measures,
    pathways,
    quality,
    trajectories,
)
from energie.trace import trace
from kern.errors import InputWrong
from kern.language import choose_language
from kern.report import Chart, Figure, Table

OPTIONS = EnergyOptions(report_year=2025)

WITHOUT_SUMS = (benchmark, measures, pathways)
"""Tables of coefficients and of a register: no figure of theirs is a sum of readings."""


@pytest.fixture
def rich(portfolio):
    """Two entities, three carriers, heritage, infrastructure, a shared meter, sun, a gap and yearly invoices."""
    portfolio.asset("A", gross_floor_area_m2=1000.0).asset("B.1", entity_code="E2", entity_name="Entity 2")
    portfolio.asset("H", heritage_status="protected_monument").asset("L", kind="infrastructure")
    portfolio.meter("E1", "A", share=0.7).meter("E1", "B.1", share=0.3).meter("E2", "H").meter("E3", "L")
    portfolio.meter("G1", "A", "natural_gas").meter("O1", "B.1", "heating_oil").meter("PV", "A", green_contract=True)
    for year in (2015, *range(2019, 2026)):
        shrink = 1 - 0.03 * (year - 2015)
        for meter in ("E1", "E2", "E3"):
            portfolio.months(meter, year, 1000.0 * shrink, import_id=year)
        portfolio.months("G1", year, lambda m, s=shrink: s * 3000.0 / m, import_id=year + 1000)
        portfolio.reading("O1", date(year, 1, 1), date(year + 1, 1, 1), 9000.0, "year", import_id=7)
        portfolio.months("PV", year, 100.0, register="production").months("E1", year, 40.0, register="injection")
    return portfolio.inputs()


def figures_and_rows(section):
    for block in section.blocks:
        if isinstance(block, Figure):
            yield block.key
        if isinstance(block, Table):
            yield from (row["key"] for row in block.rows if "key" in row)


@pytest.mark.parametrize(
    "section", [s for s in SECTIONS if s not in WITHOUT_SUMS], ids=lambda function: function.__name__
)
def test_every_key_that_is_printed_has_a_trace(rich, section):
    keys = list(figures_and_rows(section(rich, OPTIONS)))
    assert keys
    for key in keys:
        found = trace(key, rich, OPTIONS)
        assert found.explanation
        assert found.rows, key


@pytest.mark.parametrize("section", SECTIONS, ids=lambda function: function.__name__)
def test_a_total_is_the_sum_of_its_rows(rich, section):
    summed = ("verbruik", "primair", "co2")
    parts = ("gebouwen", "infrastructuur", "erfgoed", "basis", "fossil_only", "location_based", "market_based")
    seen = 0
    for figure in section(rich, OPTIONS).figures():
        _room, metric, _year, *detail = figure.key.split(".")
        if metric not in summed or (detail and detail[0] not in parts):
            continue
        rows = trace(figure.key, rich, OPTIONS).rows
        column = "consumption_kwh" if metric == "verbruik" else next(
            name for name in rows[0] if name == "primary_energy_kwh" or name.endswith("_co2_kg")
        )  # fmt: skip
        assert sum(row[column] for row in rows) / 1000 == pytest.approx(figure.value), figure.key
        seen += 1
    assert seen or section in (quality, explanation, *WITHOUT_SUMS)


def test_row_counts_and_imports_are_those_of_the_file(rich):
    rows = trace("energie.verbruik.2025.A.natural_gas", rich, OPTIONS).rows
    assert [(row["import_id"], row["rows"], row["meters"]) for row in rows] == [(3025, 12, 1)]
    oil = trace("energie.verbruik.2025.B.1.heating_oil", rich, OPTIONS).rows
    assert [(row["import_id"], row["rows"]) for row in oil] == [(7, 1)]


def test_what_was_put_in_gaps_stands_in_the_trace_without_an_import(portfolio):
    portfolio.asset("A").meter("M", "A").quarters("M", date(2025, 5, 1), date(2025, 6, 30), 1.0)
    for row in portfolio.rows[2000:2040]:
        row["consumption_kwh"], row["quality"] = None, "no_data"
    inputs = portfolio.inputs()
    rows = trace("energie.verbruik.2025", inputs, OPTIONS).rows
    assert [(row["import_id"], row["substituted_kwh"]) for row in rows] == [(None, 40.0), (1, 0.0)]
    figure = consumption(inputs, OPTIONS).figures()[0]
    assert sum(row["consumption_kwh"] for row in rows) / 1000 == pytest.approx(figure.value)


def test_factors_and_rules_stand_beside_the_rows(rich):
    found = trace("energie.primair.2025.pad", rich, OPTIONS)
    assert {row["year"] for row in found.rows} == {2019}
    assert {use.key for use in found.factors} == {
        "primary_energy.electricity", "primary_energy.natural_gas", "primary_energy.heating_oil",
    }  # fmt: skip
    assert found.rules["Target"] == "−2.5 % a year until 2030, base year 2019, method linear on the base year"
    assert found.rules["Allowed by the path in 2025"] == "85.00 % of the base year"


@pytest.mark.parametrize(
    "key",
    ["energie", "energie.primair", "energie.primair.x", "energie.primair.2025.nergens", "energie.warmte.2025",
     "energie.verbruik.2025.entiteit.E9", "energie.primair.2014", "vloot.co2.2025"],
)  # fmt: skip
def test_an_unknown_key_lists_the_forms(rich, key):
    with pytest.raises(InputWrong, match=r"Known forms: energie\.verbruik\.JAAR"):
        trace(key, rich, OPTIONS)


def test_every_figure_says_unit_method_and_base_year(rich):
    for figure in trajectories(rich, OPTIONS).figures():
        assert figure.unit
        assert "base year" in figure.note
        assert "Target set 2019" in figure.note
        assert "linear on the base year" in figure.note


def test_the_verdicts_stand_on_the_first_figure_of_each_target(rich):
    verdicts = {figure.key: figure.verdict for figure in trajectories(rich, OPTIONS).figures() if figure.verdict}
    assert verdicts.keys() == {"energie.primair.2025", "energie.co2.2025", "energie.co2_2050.2025"}
    assert set(verdicts.values()) <= {"on_course", "off_course"}


def test_sun_stands_apart_and_own_use_is_production_minus_injection(rich):
    table = next(block for block in consumption(rich, OPTIONS).blocks if getattr(block, "key", "").endswith("dragers"))
    electricity = table.rows[0]
    assert electricity["production_mwh"] == pytest.approx(1.2)
    assert electricity["own_use_mwh"] == pytest.approx(1.2 - 12 * 0.04)


def test_one_asset_month_by_month(rich):
    section = consumption(rich, OPTIONS, asset_code="A")
    table = section.blocks[1]
    assert len(table.rows) == 12
    assert section.figures()[0].value == pytest.approx(sum(
        row["electricity_mwh"] + row["natural_gas_mwh"] for row in table.rows
    ))  # fmt: skip
    with pytest.raises(InputWrong, match="Asset X is not in the portfolio"):
        consumption(rich, OPTIONS, asset_code="X")


def test_heritage_is_listed_with_its_energy(rich):
    section = heritage(rich, OPTIONS)
    assert [row["asset_code"] for row in section.blocks[1].rows] == ["H"]
    assert section.figures()[0].value == pytest.approx(12 * 0.7 * 2.5)


def test_assumed_factors_are_said(rich):
    said = {finding.evidence["key"] for finding in emissions(rich, OPTIONS).findings}
    assert "co2.electricity.location.direct" in said


@pytest.mark.parametrize("section", SECTIONS, ids=lambda function: function.__name__)
def test_a_workspace_without_energy_has_sections_too(portfolio, section):
    made = section(portfolio.asset("A").inputs(), OPTIONS)
    assert made.message
    assert all(figure.value in (None, 0) for figure in made.figures())
    assert all(figure.verdict in ("", "undetermined") for figure in made.figures())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("section", SECTIONS, ids=lambda function: function.__name__)
def test_charts_draw_in_both_languages(rich, section, language):
    choose_language(language)
    for block in section(rich, OPTIONS).blocks:
        if isinstance(block, Chart):
            figure = block.draw()
            assert figure.get_size_inches()[0] == 8.0
            figure.canvas.draw()
            assert block.alt
            assert block.data.rows


def test_a_carrier_without_a_factor_is_unknown_and_not_zero(portfolio):
    portfolio.asset("A").meter("M", "A", "district_heat").months("M", 2025, 100.0)
    section = emissions(portfolio.inputs(), OPTIONS)
    (row,) = next(block for block in section.blocks if getattr(block, "key", "") == "energie.uitstoot.dragers").rows
    assert row["consumption_mwh"] == pytest.approx(1.2)
    assert row["primary_energy_mwh"] is None
    assert row["location_based_co2_t"] is None
