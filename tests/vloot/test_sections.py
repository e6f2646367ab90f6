import json
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from kern.language import choose_language
from kern.report import Chart, Figure, Paragraph, Table
from kern.units import has_permitted_suffix
from vloot.options import FleetOptions
from vloot.sections import BY_COMMAND, SECTIONS, overview_section, trajectory_section


@pytest.fixture(autouse=True)
def english():
    choose_language("en")


def falling(year):
    return 100.0 - 4 * (year - 2015)


def text_of(section):
    """Everything a reader may see of a section."""
    parts = [section.title, section.message]
    for block in section.blocks:
        if isinstance(block, Figure):
            parts.append(f"{block.key} {block.label} {block.printed} {block.unit} {block.note}")
        elif isinstance(block, Table):
            parts.append(block.title + block.note + json.dumps(block.printed_rows(), default=str))
        elif isinstance(block, Chart):
            parts.append(block.message + block.alt)
            drawn = block.draw()
            parts += [text.get_text() for axes in drawn.axes for text in axes.texts]
            parts += [label.get_text() for axes in drawn.axes for label in axes.get_yticklabels()]
        elif isinstance(block, Paragraph):
            parts.append(block.text)
    parts += [f"{finding} {finding.remedy_text} {dict(finding.evidence)}" for finding in section.findings]
    return "\n".join(parts)


def test_trajectory_says_the_verdict_with_its_basis(make, months):
    section = trajectory_section(make(months(falling)), FleetOptions())
    figures = {figure.key: figure for figure in section.figures()}
    assert section.message.startswith("On course: 40.0 % less")
    actual = figures["vloot.co2.2025"]
    assert actual.verdict == "on_course"
    assert actual.value == pytest.approx(12 * 60 * (3 * 2.640 + 2.392) / 1000)
    assert "2015" in actual.note
    assert "linear" in actual.note
    assert "ecoscore_be" in actual.note
    assert figures["vloot.co2.2025.pad"].value == pytest.approx(figures["vloot.co2.2015"].value * (1 - 0.4 * 10 / 15))
    assert figures["vloot.co2.2030.doel"].value == pytest.approx(figures["vloot.co2.2015"].value * 0.6)


def test_trajectory_without_any_data_is_undetermined_and_says_what_to_load(make):
    section = trajectory_section(make([]), FleetOptions())
    assert "cannot be determined" in section.message
    assert section.figures()[0].verdict == "undetermined"
    assert [finding.code for finding in section.findings][:2] == ["fleet.year.without_fuel"] * 2
    text_of(section)


def test_a_chosen_base_year_is_said(make, months):
    section = trajectory_section(make(months(falling)), replace(FleetOptions(), base_year=2019))
    assert "fleet.base_year.chosen" in [finding.code for finding in section.findings]


def test_overview_counts_by_powertrain_entity_and_age(make):
    section = overview_section(make(), FleetOptions())
    tables = {block.key: block for block in section.blocks if isinstance(block, Table)}
    powertrains = {row["powertrain"]: row["vehicle_count"] for row in tables["vloot.toon.per_aandrijving"].rows}
    assert powertrains == {"ice": 4, "bev": 1}
    entities = tables["vloot.toon.per_entiteit"].rows
    assert [row["vehicle_count"] for row in entities] == [2, 2, 1]
    total = next(figure for figure in section.figures() if figure.key == "vloot.co2.2025")
    assert sum(row["co2_t"] for row in entities) == pytest.approx(total.value)
    ages = tables["vloot.toon.per_leeftijd"].rows
    assert sum(row["vehicle_count"] for row in ages) == 5


def test_overview_of_an_empty_register(make):
    section = overview_section(make([], vehicles=None), FleetOptions())
    text_of(section)
    empty = replace_vehicles(make([]))
    assert "no vehicles" in overview_section(empty, FleetOptions()).message


def replace_vehicles(inputs):
    return replace(inputs, vehicles=inputs.vehicles.clear())


def test_fuel_of_a_vehicle_outside_the_register_is_in_the_total(make, row, months):
    inputs = make([*months(), row(txn_id="X", vin="STRANGE")])
    section = overview_section(inputs, FleetOptions())
    tables = {block.key: block for block in section.blocks if isinstance(block, Table)}
    rows = tables["vloot.toon.per_entiteit"].rows
    total = next(figure for figure in section.figures() if figure.key == "vloot.co2.2025")
    assert sum(row["co2_t"] for row in rows) == pytest.approx(total.value)
    assert rows[-1]["entity"] == "vehicle not in the register"


def test_the_same_figure_is_the_same_in_every_section(make, months):
    inputs = make(months(falling))
    found = {}
    assert set(SECTIONS) <= set(BY_COMMAND.values())
    for make_section in BY_COMMAND.values():
        for figure in make_section(inputs, FleetOptions()).figures():
            assert found.setdefault(figure.key, figure.value) == figure.value


def test_numbers_wear_their_unit(make):
    for make_section in BY_COMMAND.values():
        for block in make_section(make(), FleetOptions()).blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for name, value in row.items():
                        if isinstance(value, float) and not name.startswith(
                            ("quantity", "amount", "age_years", "ecoscore")
                        ):
                            assert has_permitted_suffix(name), name


def test_no_plate_no_driver_and_no_card_in_any_section(make, months):
    plates = pl.DataFrame(
        {"vin": ["DIESEL1"], "plate": ["1QQQ777"], "valid_from": [date(2014, 1, 1)], "valid_until": [None]}
    )
    cards = pl.DataFrame({"card_pseudonym": ["cafe0123"], "vin": ["DIESEL1"], "valid_from": [date(2014, 1, 1)]})
    rows = [{**row, "driver_pseudonym": "deadbeef", "card_pseudonym": "cafe0123"} for row in months(falling)]
    inputs = make(rows, plates=plates, cards=cards)
    for make_section in BY_COMMAND.values():
        shown = text_of(make_section(inputs, FleetOptions()))
        for personal in ("1QQQ777", "1-QQQ-777", "QQQ", "deadbeef", "cafe0123"):
            assert personal not in shown
