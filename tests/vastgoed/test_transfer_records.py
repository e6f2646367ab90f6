"""Costs, staff, dependencies, decisions and earlier plans as columns per building."""

from datetime import date

import polars as pl
import pytest

from kern.errors import InputWrong, UsageWrong
from vastgoed import transfer_records as records
from vastgoed.options import EstateOptions
from vastgoed.sections import transfer, transfer_plan
from vastgoed.transfer.plan import PlanOptions
from vastgoed.transfer_decided import baseline_record, decision_record, plan_record
from vastgoed.transfer_inputs import transfer_buildings

OPTIONS = EstateOptions(report_year=2026)
TODAY = date(2026, 12, 1)


@pytest.fixture
def inputs(estate):
    building = {"internal_floor_area_m2": 1000.0, "housed_fte": 50.0, "ownership_right": "full_ownership"}
    parts = ("data", "rights", "staff", "budget", "technical", "contracts", "handover", "sponsor")
    return estate(
        [
            {"asset_code": "A", "entity_code": "E2", **building},
            {"asset_code": "B", "entity_code": "E2", **building},
            {"asset_code": "C", "entity_code": "E3", **building},
        ],
        entity=[{"code": "E2", "name": "Giver"}, {"code": "E3", "name": "Other"}],
        function_area=[{"asset_code": code, "function": "office", "area_m2": 1000.0} for code in "ABC"],
        transfer_readiness=[
            {"asset_code": code, "part": part, "status_share": 1.0, "evidence": "x"} for code in "ABC" for part in parts
        ],
        transfer_capacity=[
            {"quarter": f"2027Q{number}", "buildings_count": 2, "staff_fte": 9.0, "budget_eur": 9e4}
            for number in (1, 2, 3)
        ],
        transfer_task=[
            {"asset_code": "A", "domain": "facility_management", "staff_function": "", "task_fte": 4.0,
             "moving_fte": 3.0},
            {"asset_code": "A", "domain": "network_management", "staff_function": "", "task_fte": 1.0},
            {"asset_code": "A", "domain": "ict", "staff_function": "", "task_fte": 9.0, "moving_fte": 9.0},
            {"asset_code": "B", "domain": "property_management", "staff_function": ""},
        ],
        building_cost=[
            {"asset_code": "A", "year": 2024, "cost_line": "energy", "amount_eur": 1.0},
            {"asset_code": "A", "year": 2025, "cost_line": "energy", "amount_eur": 20_000.0, "avoidable_eur": 2_000.0},
            {"asset_code": "A", "year": 2025, "cost_line": "cleaning", "amount_eur": 30_000.0},
            {"asset_code": "A", "year": 2025, "cost_line": "credit_staff", "amount_eur": 7.0},
            {"asset_code": "A", "year": 2027, "cost_line": "one_off", "amount_eur": 40_000.0},
            {"asset_code": "B", "year": 2025, "cost_line": "energy", "amount_eur": 90_000.0},
        ],
        contract=[
            {"contract_code": "H1", "asset_code": "A", "use_right": "lease", "yearly_cost_eur": 10_000.0,
             "contract_end": date(2035, 1, 1)}
        ],
        transfer_dependency=[
            {"applies_to": "E2", "dependency": "decree", "subject": "", "ready_on": date(2027, 2, 1)},
            {"applies_to": "B", "dependency": "network", "subject": "fibre"},
        ],
        transfer_decision=[
            {"asset_code": "C", "decided_on": date(2026, 1, 1), "locked_quarter": "2027Q2", "decided_by": "board"},
            {"asset_code": "C", "decided_on": date(2026, 3, 1), "locked_quarter": "2027Q3", "decided_by": "board"},
        ],
        transfer_plan=[
            {"plan_code": "P0", "asset_code": "C", "made_on": date(2025, 1, 1), "quarter": "2027Q1"},
            {"plan_code": "P1", "asset_code": "C", "made_on": date(2026, 2, 1), "quarter": "2027Q2"},
        ],
    )  # fmt: skip


def test_each_building_gets_its_columns(inputs):
    rows = {row["asset_code"]: row for row in transfer_buildings(inputs, OPTIONS).iter_rows(named=True)}
    a, b, c = rows["A"], rows["B"], rows["C"]
    # Own cleaning and energy of the newest year, the rent of the contract; credits and one-off costs are no cost.
    assert (a["yearly_cost_eur"], a["avoidable_cost_eur_per_year"], a["cost_year"]) == (60_000.0, 2_000.0, 2025)
    assert (a["one_off_cost_eur"], a["staff_fte"]) == (40_000.0, 4.0)  # ICT stays behind
    assert (a["dependency_quarter"], a["dependency_open"]) == ("2027Q2", False)
    assert (b["staff_fte"], b["dependency"], b["dependency_open"]) == (None, "network", True)
    assert (c["yearly_cost_eur"], c["locked_quarter"], c["previous_quarter"]) == (None, "2027Q3", "2027Q2")


def test_the_plan_shows_reasons_changes_and_decisions(inputs):
    section = transfer_plan(inputs, OPTIONS)
    tables = {block.key: block for block in section.blocks if hasattr(block, "rows")}
    planned = {row["asset_code"]: row for row in tables["vastgoed.inkanteling.plan"].rows}
    assert planned["A"]["quarter"] == "2027Q2"
    assert planned["A"]["why"].startswith("Waits for decree (earliest 2027Q2).")
    assert planned["C"]["why"] == "Fixed on 2027Q3 by decision."
    left = {row["asset_code"]: row["why"] for row in tables["vastgoed.inkanteling.niet_gepland"].rows}
    assert left["B"] == "Not planned: waits for network, and nobody knows until when."
    changed = tables["vastgoed.inkanteling.wijzigingen"]
    assert {row["asset_code"]: row["text"] for row in changed.rows} == {"A": "new in the plan", "C": "later"}
    assert "P1" in changed.title
    assert [row["stands"] for row in tables["vastgoed.inkanteling.besluiten"].rows] == ["stands"]
    use = {row["quarter"]: row for row in tables["vastgoed.inkanteling.kwartalen"].rows}
    assert (use["2027Q2"]["fte"], use["2027Q2"]["budget_eur"]) == (4.0, 40_000.0)
    assert {finding.code for finding in section.findings} >= {"estate.transfer.dependency_open"}
    chart = next(
        block for block in section.blocks if hasattr(block, "draw") and block.key == "vastgoed.inkanteling.gantt"
    )
    assert len(chart.draw().axes[0].patches) >= 2


def test_what_if_half_the_capacity_and_an_entity_says_no(inputs):
    section = transfer_plan(inputs, EstateOptions(report_year=2026, capacity_share=0.4, without_entities=("E3",)))
    tables = {block.key: block for block in section.blocks if hasattr(block, "rows")}
    assert {row["buildings_limit"] for row in tables["vastgoed.inkanteling.kwartalen"].rows} == {0}
    why = {row["asset_code"]: row["why"] for row in tables["vastgoed.inkanteling.niet_gepland"].rows}
    assert why["C"] == "Not planned: its entity stays out in this exercise."


def test_a_plan_that_was_decided_stays_and_what_ifs_are_no_decisions(inputs):
    record = plan_record(inputs, OPTIONS, "P2", TODAY)
    assert dict(record.select("VIM gebouwcode", "Gepland kwartaal").iter_rows()) == {
        "A": "2027Q2",
        "B": None,
        "C": "2027Q3",
    }
    assert record["Uitleg"].null_count() == 0
    with pytest.raises(UsageWrong, match="There is a plan P1 already"):
        plan_record(inputs, OPTIONS, "P1", TODAY)
    with pytest.raises(UsageWrong, match="what-if"):
        plan_record(inputs, EstateOptions(report_year=2026, capacity_share=0.5), "P2", TODAY)


def test_a_decision_needs_a_quarter_to_come_who_and_why(inputs):
    assert decision_record(inputs, "a", "2027-K2", TODAY, "board", "move").row(0) == (
        "A",
        TODAY,
        "2027Q2",
        "board",
        "move",
    )
    assert decision_record(inputs, "A", None, TODAY, "board", "late")["Vast kwartaal"].to_list() == [None]
    for quarter, who, why, said in (
        ("spring", "board", "x", "spring is not a quarter"),
        ("2020Q1", "board", "x", "has passed"),
        ("2027Q1", " ", "x", "who decided"),
    ):
        with pytest.raises(UsageWrong, match=said):
            decision_record(inputs, "A", quarter, TODAY, who, why)
    with pytest.raises(InputWrong, match="There is no asset Z"):
        decision_record(inputs, "Z", "2027Q1", TODAY, "board", "x")


def test_a_baseline_is_frozen_once(inputs, estate):
    record, before, without = baseline_record(inputs, OPTIONS, "E2", TODAY, "board")
    assert record.select("VIM gebouwcode", "Post nulmeting", "Bevroren bedrag (euro)").rows() == [
        ("A", "cleaning", 30_000.0),
        ("A", "energy", 20_000.0),
        ("B", "energy", 90_000.0),
    ]
    assert (before, without) == ([], [])
    assert baseline_record(inputs, OPTIONS, "C", TODAY, "board")[2] == ["C"]
    frozen = pl.DataFrame(
        {"asset_code": ["A"], "frozen_on": [TODAY], "cost_line": ["energy"], "year": [2025], "amount_eur": [1.0]}
    )
    object.__setattr__(inputs, "cost_baseline", frozen)
    again, before, _without = baseline_record(inputs, OPTIONS, "E2", TODAY, "board")
    assert (set(again["VIM gebouwcode"]), before) == ({"B"}, ["A"])


def test_without_any_cost_the_contracts_alone_count(estate):
    inputs = estate([{"asset_code": "A"}])
    rents = pl.DataFrame({"asset_code": ["A"], "yearly_cost_eur": [5.0]})
    assert records.yearly_costs(inputs, TODAY, rents)["yearly_cost_eur"].to_list() == [5.0]


def test_without_capacity_there_is_a_remedy_and_the_overview_still_stands(estate):
    inputs = estate([{"asset_code": "A", "entity_code": "E2"}])
    with pytest.raises(InputWrong, match="inkanteling-capaciteit"):
        transfer_plan(inputs, OPTIONS)
    assert transfer(inputs, OPTIONS).title


def test_the_solver_proves_its_gap(inputs):
    pytest.importorskip("highspy")
    section = transfer_plan(inputs, EstateOptions(report_year=2026, plan=PlanOptions(solver_seconds=10)))
    share = next(figure for figure in section.figures() if figure.key.endswith("aandeel"))
    assert share.value == pytest.approx(100.0, abs=0.01)
