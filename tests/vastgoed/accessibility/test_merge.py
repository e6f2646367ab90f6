from datetime import date

import polars as pl
import pytest

from vastgoed.accessibility.assess import assess_building
from vastgoed.accessibility.criteria import read_criteria
from vastgoed.accessibility.merge import merge_values
from vastgoed.accessibility.values import VALUE_SCHEMA

ON = date(2026, 6, 1)
OLD, NEW = date(2024, 1, 1), date(2025, 1, 1)
CRITERIA = read_criteria(ON)


def rows(source, day, *values):
    made = [
        {"asset_code": "G", "criterion_id": criterion, "element": element, "scope": "visitor", "value": value,
         "unit": "", "source": source, "audited_on": day}
        for element, criterion, value in values
    ]  # fmt: skip
    return pl.DataFrame(made, schema=VALUE_SCHEMA, orient="row")


def merge(audit, model):
    merged = merge_values(audit, model, CRITERIA, ON)
    found = {(row["element"], row["criterion_id"]): row["value"] for row in merged.values.iter_rows(named=True)}
    return found, [finding.evidence["criterion"] for finding in merged.findings]


@pytest.mark.parametrize(
    ("audited", "modelled", "kept"), [(NEW, OLD, "Deur A"), (OLD, NEW, "Deur 1"), (NEW, NEW, "Deur A")]
)
def test_the_newer_one_counts_per_criterion(audited, modelled, kept):
    audit = rows("audit", audited, ("Deur A", "DOR-03", "92"), ("Deur A", "DOR-08", "2"))
    model = rows("geometry", modelled, ("Deur 1", "DOR-03", "88"), ("Deur 1", "DOR-05", "160"))
    found, contradicted = merge(audit, model)
    assert {element for element, criterion in found if criterion == "DOR-03"} == {kept}
    assert ("Deur A", "DOR-08") in found
    assert ("Deur 1", "DOR-05") in found
    assert contradicted == ["DOR-03"]


def test_what_the_model_cannot_say_leaves_the_audit_alone():
    audit = rows("audit", OLD, ("Helling", "RMP-08", "160"))
    found, _contradicted = merge(audit, rows("geometry", NEW, ("Helling 1", "RMP-08", "?")))
    assert found == {("Helling", "RMP-08"): "160"}
    both = rows("geometry", NEW, ("Helling", "RMP-08", "?"), ("Helling", "RMP-08", "155"))
    assert set(merge_values(audit, both, CRITERIA, ON).values["value"]) == {"155", "160"}


def test_how_a_door_of_the_audit_opens_asks_nothing_when_the_model_measured_all_doors():
    audit = rows(
        "audit", OLD, ("Deur A", "door_drive", "manual"), ("Deur A", "DOR-06", "55"), ("Deur A", "DOR-08", "2")
    )
    model = rows("geometry", NEW, ("Deur 1", "DOR-06", "60"), ("Deur 1", "door_drive", "manual"))
    merged = merge_values(audit, model, CRITERIA, ON).values
    assert set(merged.filter(criterion_id="door_drive")["element"]) == {"Deur 1"}
    verdicts = assess_building(merged, CRITERIA, ON).verdicts
    assert [item.element for item in verdicts if item.criterion.id == "DOR-06"] == ["Deur 1"]
    kept = merge_values(audit, rows("geometry", NEW, ("Deur 1", "DOR-06", "?")), CRITERIA, ON).values
    assert set(kept.filter(criterion_id="door_drive")["element"]) == {"Deur A"}


def test_agreement_is_no_finding_and_later_values_do_not_count():
    audit = rows("audit", NEW, ("Deur A", "DOR-03", "92"))
    assert merge(audit, rows("geometry", OLD, ("Deur 1", "DOR-03", "95")))[1] == []
    later = rows("geometry", date(2027, 1, 1), ("Deur 1", "DOR-03", "70"))
    assert merge(audit, later) == ({("Deur A", "DOR-03"): "92"}, [])


def test_only_ramp_of_both_is_one_ramp():
    audit = rows("audit", NEW, ("Helling", "RMP-03", "6"), ("Helling", "rise_cm", "30"))
    model = rows(
        "geometry", OLD, ("Baan 1", "RMP-03", "6.1"), ("Baan 1", "RMP-14", "1"), ("Baan 1", "rise_cm", "31"),
        ("Baan 1", "length_m", "5"),
    )  # fmt: skip
    found, _contradicted = merge(audit, model)
    assert found[("Helling", "RMP-03")] == "6"
    assert found[("Helling", "RMP-14")] == "1"
    assert found[("Helling", "rise_cm")] == "30"
    assert not any(element == "Baan 1" for element, _criterion in found)


def test_several_ramps_under_other_names_come_from_the_newer_one():
    audit = rows("audit", NEW, ("Helling", "RMP-03", "6"), ("Helling", "rise_cm", "30"))
    model = rows("geometry", OLD, *[(f"Baan {n}", "RMP-14", "1") for n in (1, 2)], ("Baan 1", "rise_cm", "31"))
    assert set(merge(audit, model)[0]) == {("Helling", "RMP-03"), ("Helling", "rise_cm")}


def test_facts_of_the_model_ask_nothing_the_audit_answered():
    """A fact beside a value that lost would make that criterion due a second time."""
    audit = rows("audit", NEW, ("Deur A", "DOR-06", "60"), ("Deur A", "door_drive", "manual"))
    model = rows(
        "geometry", OLD, ("Deur 1", "DOR-06", "30"), ("Deur 1", "DOR-05", "160"), ("Deur 1", "door_drive", "manual")
    )
    merged = merge_values(audit, model, CRITERIA, ON)
    result = assess_building(merged.values, CRITERIA, ON)
    assert [item.element for item in result.verdicts if item.criterion.id == "DOR-06"] == ["Deur A"]
    assert result.assessed_on == OLD  # DOR-05 came from the model


def test_one_of_them_alone():
    model = rows("geometry", OLD, ("Deur 1", "DOR-03", "?"))
    assert merge(pl.DataFrame(schema=VALUE_SCHEMA), model)[0] == {("Deur 1", "DOR-03"): "?"}
