import pytest

from vastgoed.audit_values import NotAValue, OtherUnit, asked_values, normalise_value


def test_every_criterion_and_context_has_a_form():
    asked = asked_values()
    assert {"number", "boolean", "bands", "box", "share", "text"} == {each.kind for each in asked.values()}
    assert asked["rise_cm"].unit == "cm"
    assert asked["lift_kind"].kind == "text"
    assert all(each.form for each in asked.values())


@pytest.mark.parametrize(
    ("criterion", "text", "unit", "expected"),
    [
        ("DOR-03", "88", "cm", "88"),
        ("DOR-03", "880", "mm", "88"),
        ("DOR-03", "0,885", "meter", "88.5"),
        ("RMP-01", "6,25", "%", "6.25"),
        ("RMP-13", "100 en 72", None, "100;72"),
        ("PAR-01", "3 op 120", None, "3/120"),
        ("PAR-03", "Ja", None, "true"),
        ("PAR-03", "neen", None, "false"),
        ("DOR-04", "nvt", None, "not_applicable"),
        ("lift_kind", "Plateau", None, "platform"),
        ("RCP-03", "70x90x60", "cm", "70x90x60"),
        ("DOR-03", "90 cm", "cm", "90"),
        ("LFT-03", "1,40 m", "cm", "140"),
        ("PAR-06", "1,5%", "%", "1.5"),
        ("RMP-05", "1,2 x 1,5 m", None, "120x150"),
        ("door_drive", "automatic", None, "automatic"),
    ],
)
def test_a_value_gets_its_one_spelling(criterion, text, unit, expected):
    assert normalise_value(asked_values()[criterion], text, unit) == expected


@pytest.mark.parametrize(
    ("criterion", "text"),
    [
        ("DOR-03", "breed"),
        ("DOR-03", "27.626"),
        ("PAR-01", "3"),
        ("PAR-03", "soms"),
        ("PAR-06", "-6"),
        ("PAR-01", "50/40"),
        ("door_drive", "blauw"),
    ],
)
def test_what_is_no_value_is_refused(criterion, text):
    with pytest.raises(NotAValue, match=text):
        normalise_value(asked_values()[criterion], text)


@pytest.mark.parametrize(("criterion", "unit"), [("DOR-03", "kg"), ("DOR-03", "vingers")])
def test_a_unit_of_something_else_is_refused(criterion, unit):
    with pytest.raises(OtherUnit, match=unit):
        normalise_value(asked_values()[criterion], "88", unit)


def test_a_fact_of_a_few_words_says_which():
    assert asked_values()["door_drive"].form == "manueel / automatisch"
