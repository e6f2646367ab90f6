import polars as pl
import pytest

from kern.language import choose_language
from vastgoed.accessibility.assess import assess_building
from vastgoed.accessibility.values import VALUE_SCHEMA


def denied(result):
    return [finding for finding in result.findings if finding.code == "accessibility.denied_but_measured"]


@pytest.mark.parametrize(
    ("fact", "criterion", "element"),
    [
        ("lift_present", "LFT-06", "Lift"),
        ("reception_present", "RCP-02", "Desk"),
        ("parking_present", "PAR-05", "Parking"),
        ("sanitary_present", "SAN-05", "Toilet"),
    ],
)
def test_what_the_form_denies_and_somebody_measured_is_said(building, criteria, today, fact, criterion, element):
    assert not denied(assess_building(building(), criteria, today))
    [finding] = denied(assess_building(building(change={"": {fact: "nee"}}), criteria, today))
    assert finding.evidence["fact"] == fact
    assert element in finding.evidence["elements"]
    alone = building(change={"": {fact: "nee"}}).filter(
        (pl.col("criterion_id") == criterion) | (pl.col("criterion_id") == fact)
    )
    [finding] = denied(assess_building(alone, criteria, today))
    assert criterion in str(finding)
    assert element in str(finding)
    assert fact in finding.remedy_text


def test_the_value_stands_in_the_finding_with_its_unit(building, criteria, today):
    values = building(change={"": {"lift_present": "nee"}, "Lift": {"LFT-06": "85"}})
    values = values.filter(pl.col("criterion_id").is_in(["LFT-06", "lift_present"]))
    choose_language("nl")
    try:
        [finding] = denied(assess_building(values, criteria, today))
        assert "'lift aanwezig: nee' (lift_present)" in str(finding)
        assert "(LFT-06) 85 cm bij Lift" in str(finding)
    finally:
        choose_language("en")


def test_a_lift_of_the_model_that_it_could_not_measure_is_there_too(building, criteria, today):
    values = building(change={"": {"lift_present": "nee"}}, remove=["Lift"])
    assert not denied(assess_building(values, criteria, today))
    base = values.row(0, named=True)
    lift = base | {
        "criterion_id": "LFT-04",
        "element": "Lift 1",
        "scope": "visitor",
        "value": "?",
        "source": "geometry",
    }
    with_lift = pl.concat([values, pl.DataFrame([lift], schema=VALUE_SCHEMA)])
    [finding] = denied(assess_building(with_lift, criteria, today))
    assert finding.evidence["elements"] == ["Lift 1"]


def test_what_does_not_apply_or_stands_empty_contradicts_nothing(building, criteria, today):
    for word in ("nvt", "", "?"):
        change = {"": {"lift_present": "nee"}, "Lift": {"LFT-06": word}}
        values = building(change=change)
        values = values.filter(~pl.col("criterion_id").str.starts_with("LFT") | (pl.col("criterion_id") == "LFT-06"))
        assert not denied(assess_building(values, criteria, today))
