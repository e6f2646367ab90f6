import polars as pl
import pytest

from kern.findings import Outcome
from kern.sources import read_table
from vastgoed.accessibility.assess import assess_building
from vastgoed.accessibility.claims import allowed_reasons
from vastgoed.accessibility.levels import Level


def refused(result):
    return [finding for finding in result.findings if finding.code == "accessibility.nvt_refused"]


@pytest.mark.parametrize(
    ("element", "criterion"),
    [("Inner door", "DOR-03"), ("Desk", "RCP-02"), ("Lift", "LFT-06"), ("Lift", "LFT-02"), ("Toilet", "SAN-01"),
     ("Corridor", "COR-02"), ("Stair", "STR-04")],
)  # fmt: skip
def test_one_nvt_beside_measured_values_is_unknown_and_said(building, criteria, today, element, criterion):
    assert not refused(assess_building(building(), criteria, today))
    result = assess_building(building(change={element: {criterion: "nvt"}}), criteria, today)
    assert result.level in (Level.NONE, Level.A)
    assert (result.weakest.criterion_id, result.weakest.element) == (criterion, element)
    assert result.weakest.outcome is Outcome.NOT_ASSESSABLE
    assert result.best_level is Level.A_PLUS_PLUS
    [finding] = refused(result)
    assert criterion in str(finding)
    assert element in str(finding)
    assert finding.evidence["count"] == 1


@pytest.mark.parametrize(
    ("element", "criterion"), [("Toilet", "SAN-09"), ("Stair", "STR-03"), ("Inner door", "DOR-05"), ("Desk", "RCP-05")]
)
def test_nvt_with_a_reason_the_regulation_knows_is_believed(building, criteria, today, element, criterion):
    result = assess_building(building(change={element: {criterion: "nvt"}}), criteria, today)
    assert result.level is Level.A_PLUS_PLUS
    assert not refused(result)


def test_a_revolving_door_has_no_width_of_its_own_and_another_door_has(building, criteria, today):
    door = {"door_kind": "draaideur", "DOR-01": "215", "DOR-03": "nvt", "DOR-04": "ja", "DOR-05": "160"}
    result = assess_building(building(change={"Front": door}), criteria, today)
    assert not refused(result)
    door["door_kind"] = "vleugel"
    result = assess_building(building(change={"Front": door}), criteria, today)
    assert [finding.evidence["places"].split(", ")[-1] for finding in refused(result)] == ["Front"]


def test_the_own_condition_of_a_criterion_decides(building, criteria, today):
    lift = {"lift_kind": "platform", "LFT-02": "nvt", "LFT-03": "nvt", "LFT-05": "nvt", "LFT-07": "120x150"}
    assert not refused(assess_building(building(change={"Lift": lift}), criteria, today))


def test_an_element_that_is_not_there_and_a_model_that_gives_its_reason_are_left_alone(building, criteria, today):
    nothing = dict.fromkeys(("RCP-01", "RCP-02", "RCP-03"), "nvt")
    assert not refused(assess_building(building(change={"Second desk": nothing}), criteria, today))
    values = building(change={"Inner door": {"DOR-03": "nvt"}}).with_columns(source=pl.lit("geometry"))
    assert not refused(assess_building(values, criteria, today))


def test_staff_who_do_not_come_there_leave_nothing_open(building, criteria, today):
    values = building().with_columns(
        value=pl.when((pl.col("element") == "Desk") & (pl.col("scope") == "staff"))
        .then(pl.lit("nvt"))
        .otherwise("value")
    )
    assert not refused(assess_building(values, criteria, today))


def test_every_reason_is_about_a_criterion_in_force(criteria):
    assert set(allowed_reasons()) <= set(criteria)
    assert all(row["nl"] and row["en"] for row in read_table("label/nvt_allowed.csv").iter_rows(named=True))
