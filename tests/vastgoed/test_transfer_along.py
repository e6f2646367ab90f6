"""What moves along is counted per building and never guessed; cost per FTE stands on the frozen baseline."""

from datetime import date

import polars as pl
import pytest

from vastgoed.options import EstateOptions
from vastgoed.sections import dossier, transfer_along, transfer_questions

OPTIONS = EstateOptions(report_year=2026)
BESIDE = pl.DataFrame({"asset_code": ["A"], "meters": [2], "vehicles": [3]})


@pytest.fixture
def inputs(estate):
    building = {"internal_floor_area_m2": 1000.0, "housed_fte": 50.0, "ownership_right": "full_ownership"}
    parts = ("data", "rights", "staff", "budget", "technical", "contracts", "handover", "sponsor")
    task = {"asset_code": "A", "staff_function": "", "performed_by": "own"}
    return estate(
        [
            {"asset_code": "A", "entity_code": "E2", **building},
            {"asset_code": "B", "entity_code": "E2", **building},
            {"asset_code": "T", "entity_code": "E1", "transfer_status": "transferred", **building},
        ],
        entity=[{"code": "E1", "name": "Agency"}, {"code": "E2", "name": "Giver"}],
        function_area=[{"asset_code": code, "function": "office", "area_m2": 1000.0} for code in "AB"],
        transfer_readiness=[
            {"asset_code": code, "part": part, "status_share": 1.0, "evidence": "x"} for code in "AB" for part in parts
        ],
        transfer_capacity=[{"quarter": "2027Q1", "buildings_count": 5}],
        transfer_task=[
            {**task, "domain": "facility_management", "task_fte": 4.0, "moving_fte": 3.0, "staff_function": "cleaner"},
            {**task, "domain": "ict", "task_fte": 2.0},
        ],
        service_contract=[
            {"service_code": "D1", "asset_code": "A", "subject": "cleaning", "is_transferable": True},
            {"service_code": "D2", "asset_code": "A", "subject": "lifts"},
        ],
        building_cost=[
            {"asset_code": "A", "year": 2025, "cost_line": "credit_staff", "amount_eur": 500.0},
            {"asset_code": "T", "year": 2025, "cost_line": "energy", "amount_eur": 4_000.0},
        ],
        cost_baseline=[
            {"asset_code": "T", "frozen_on": date(2021, 1, 1), "cost_line": "energy", "year": 2020,
             "amount_eur": 4_000.0, "housed_fte": 40.0},
            {"asset_code": "T", "frozen_on": date(2024, 1, 1), "cost_line": "energy", "year": 2023, "amount_eur": 1.0,
             "housed_fte": 1.0},
        ],
    )  # fmt: skip


def tables_of(section):
    return {block.key: block for block in section.blocks if hasattr(block, "rows")}


def test_what_moves_and_what_stays(inputs):
    rows = {
        row["asset_code"]: row
        for row in tables_of(transfer_along(inputs, OPTIONS, BESIDE))["vastgoed.inkanteling.mee.gebouwen"].rows
    }
    a, b = rows["A"], rows["B"]
    assert (a["fte_facility_management"], a["moving_fte"], a["ict_fte"], a["credits_eur"]) == (3.0, 3.0, 2.0, 500.0)
    assert (a["contracts"], a["contracts_open"], a["meters"], a["vehicles"]) == (2, 1, 2, 3)
    assert (b["moving_fte"], b["credits_eur"]) == (None, None)  # not known is not zero


def test_cost_per_fte_stands_on_the_first_baseline_that_was_frozen(inputs):
    section = transfer_along(inputs, OPTIONS, BESIDE)
    before, after = (figure.value for figure in section.figures())
    assert (before, after) == (100.0, 80.0)
    row = tables_of(section)["vastgoed.inkanteling.kosten"].rows[0]
    assert (row["baseline_year"], row["after_year"], row["change_pct"]) == (2020, 2025, pytest.approx(-20.0))


def test_every_question_has_an_answer(inputs):
    rows = tables_of(transfer_questions(inputs, OPTIONS, [("CO2", "on course")], (7, 2)))[
        "vastgoed.inkanteling.vragen"
    ].rows
    assert len(rows) == 10
    assert all(row["answer"] for row in rows)
    assert "7 service vehicles of 2 entities" in rows[4]["answer"]
    assert "half the capacity" in rows[8]["answer"]


def test_the_dossier_holds_tasks_staff_budget_and_contracts_without_names(inputs):
    section = dossier(inputs, OPTIONS, "A")
    tables = tables_of(section)
    assert ("facility management", "4.0 FTE (own), moves: 3.0 FTE") in [
        (row["field"], row["value"]) for row in tables["vastgoed.dossier.deel5"].rows
    ]
    assert "cleaner" in str(tables["vastgoed.dossier.deel6"].rows)
    assert "staff credit 2025" in str(tables["vastgoed.dossier.deel7"].rows)
    todos = [row["what"] for row in tables["vastgoed.dossier.acties"].rows]
    assert "can these be taken over: D2" in todos
    assert "one-off cost of the move" in todos
    assert "baseline, to be frozen: koers vastgoed inkanteling nulmeting" in todos
