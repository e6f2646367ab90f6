"""The label of a model: what fails, in which order, on the plans, in BCF and in the files."""

import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import polars as pl
import pytest

from kern.errors import UsageWrong
from kern.findings import Outcome
from vastgoed.accessibility.assessment import assess_model
from vastgoed.accessibility.criteria import read_criteria
from vastgoed.accessibility.picture.draw import LOOKS, draw_floor_plan
from vastgoed.accessibility.picture.files import write_floor_plans
from vastgoed.accessibility.picture.floors import State, floor_plans
from vastgoed.accessibility.topics import label_bundle
from vastgoed.bim.bcf import write_bcf
from vastgoed.bim.geometry import read_geometry
from vastgoed.bim.worker import SHARED
from vastgoed.model_label_section import mend_rows, model_label_section

ON = date(2026, 11, 24)
OLDER = Path(__file__).resolve().parents[4] / "data" / "example" / "bim" / "kantoor-ouder.ifc"


@pytest.fixture(scope="module")
def older():
    [one] = assess_model(read_geometry(OLDER, worker=SHARED), read_criteria(ON), ON)
    return one


def assess(geometry):
    [one] = assess_model(geometry, read_criteria(ON), ON, "PROEF")
    return one


def fails(one):
    return {item.criterion.id for item in one.result.verdicts if item.outcome is Outcome.FAIL}


def test_the_faulty_office_names_its_weakest_links_in_order(older):
    rows = mend_rows(older)
    assert [row["rooms_opened"] for row in rows] == [9, 1, 10]
    assert [row["rooms_opened"] / row["effort"] for row in rows] == sorted(
        (row["rooms_opened"] / row["effort"] for row in rows), reverse=True
    )
    assert rows[0]["works"].startswith("Hoofdingang: ")
    assert rows[1]["works"].startswith("Deur 0.04: ")
    assert rows[2]["works"].startswith("Lift 1: ")
    assert [element.number for element in older.failing] == list(range(1, len(older.failing) + 1))
    measured = {(each.criterion.id, each.verdict.value) for one in older.failing for each in one.shortfalls}
    assert {("DOR-03", "88"), ("LVL-02", "3"), ("RMP-03", "10"), ("LFT-02", "100"), ("LFT-03", "125")} <= measured


def test_a_room_behind_a_failing_entrance_is_not_open(older):
    assert older.surely_open == frozenset()
    assert len(older.reach.step_free) == 22
    states = {room.state for plan in floor_plans(older) for room in plan.rooms}
    assert states == {State.CLOSED, State.NO_FUNCTION}


def test_states_differ_in_more_than_colour():
    hatches = [hatch for state, (_fill, _edge, hatch) in LOOKS.items() if state is not State.NO_FUNCTION]
    assert len(set(hatches)) == len(hatches)
    assert all(state.label for state in State)


def test_each_failing_element_with_a_place_is_on_a_plan(older):
    plans = floor_plans(older)
    assert {mark.number for plan in plans for mark in plan.marks} == {one.number for one in older.failing}
    texts = [text.get_text() for text in draw_floor_plan(plans[0]).texts]
    assert any(text.startswith("1  Hoofdingang") for text in texts)


def test_plans_are_written_per_storey_the_same_each_time(older, tmp_path):
    first = write_floor_plans(tmp_path / "plan.svg", [older])
    assert [path.name for path in first] == ["plan-0-00.svg", "plan-1-01.svg"]
    before = [path.read_bytes() for path in first]
    assert before == [path.read_bytes() for path in write_floor_plans(tmp_path / "plan.svg", [older])]
    assert b"Hoofdingang" in before[0]
    [png, _other] = write_floor_plans(tmp_path / "plan.png", [older])
    assert png.read_bytes().startswith(b"\x89PNG")
    with pytest.raises(UsageWrong, match="ends in"):
        write_floor_plans(tmp_path / "plan.pdf", [older])


def test_one_topic_per_failing_element(older, tmp_path):
    write_bcf(tmp_path / "tekorten.bcf", label_bundle([older]))
    with zipfile.ZipFile(tmp_path / "tekorten.bcf") as archive:
        markups = [name for name in archive.namelist() if name.endswith("markup.bcf")]
        views = [name for name in archive.namelist() if name.endswith(".bcfv")]
        texts = [ElementTree.fromstring(archive.read(name)).findtext("Topic/Description") for name in markups]
        view = archive.read(views[0]).decode()
    assert len(markups) == len(views) == len(older.failing)
    assert any("DOR-03" in text and "88 cm" in text and "≥ 90 cm" in text for text in texts)
    assert re.search(r"IfcGuid=|ifc_guid|IfcGuid", view)
    assert "PerspectiveCamera" in view


def test_the_section_holds_mends_shortfalls_and_a_plan_per_storey(older):
    section = model_label_section([older])
    said = [finding for finding in section.findings if finding.code == "accessibility.doors_left_out"]
    assert [finding.evidence["count"] for finding in said] == [sum(older.left_out_doors.values())]
    keys = [block.key for block in section.blocks if hasattr(block, "key")]
    assert [key for key in keys if ".plan." in key] == ["vastgoed.label.model.plan.0", "vastgoed.label.model.plan.1"]
    assert {"vastgoed.label.model.schakels", "vastgoed.label.model.tekorten"} <= set(keys)


def test_the_sound_building_fails_only_what_it_truly_fails(read_building):
    one = assess(read_building())
    assert fails(one) == {"LFT-11"}
    assert len(one.surely_open) == len([room for room in one.reach.rooms if room.is_function])


@pytest.mark.parametrize(
    ("changes", "truth"),
    [
        ({"door_lining": 0.07}, {"DOR-03"}),
        ({"has_ramp_30": False}, {"CHN-01", "LVL-03"}),
    ],
)
def test_a_fault_is_found_and_nothing_else(read_building, changes, truth):
    assert fails(assess(read_building(**changes))) == truth | {"LFT-11"}


def test_verdicts_do_not_depend_on_schema_unit_and_place(read_building):
    other = assess(read_building("IFC4X3", "ft", 200.0, (150_000.0, 170_000.0, 20.0)))
    plain = assess(read_building())

    def outcomes(one):
        return {(item.criterion.id, item.element, item.scope): item.outcome for item in one.result.verdicts}

    assert outcomes(other) == outcomes(plain)


def test_a_wider_door_never_lowers_a_verdict(read_building):
    order = {Outcome.FAIL: 0, Outcome.NOT_ASSESSABLE: 1, Outcome.NOT_APPLICABLE: 2, Outcome.PASS: 2}

    def worst(changes):
        found = {}
        for item in assess(read_building(**changes)).result.verdicts:
            key = (item.criterion.id, item.element, item.scope)
            found[key] = min(order[item.outcome], found.get(key, 2))
        return found

    narrow, wide = worst({"door_lining": 0.07}), worst({})
    assert {key for key, rank in narrow.items() if wide[key] < rank} == set()


def test_a_shortfall_asks_what_the_own_criteria_ask():
    own = pl.DataFrame({"id": ["DOR-03"], "level_a": ["85"], "level_aplus": ["95"], "in_force": [None]})
    [one] = assess_model(read_geometry(OLDER, worker=SHARED), read_criteria(ON, own), ON)
    asked = {each.required for element in one.failing for each in element.shortfalls if each.criterion.id == "DOR-03"}
    assert asked == {"≥ 95 cm"}
