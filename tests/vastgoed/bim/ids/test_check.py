"""Rules judged on made models: units of attributes, things that must exist, other schemas, places, broken rules."""

from __future__ import annotations

import pytest

from kern.errors import InputWrong
from kern.findings import Outcome
from vastgoed.bim.bcf.write import bcf_bytes
from vastgoed.bim.ids.check import check_model, group_failures
from vastgoed.bim.ids.guard import look_at_ids, own_ids
from vastgoed.bim.ids.section import KEY, check_section
from vastgoed.bim.ids.topics import check_bundle
from vastgoed.bim.worker import Limits, Worker


@pytest.fixture(scope="module")
def worker():
    with Worker() as own:
        yield own


@pytest.fixture
def with_doors(tmp_path, maker, room):
    """A model with doors of 0.81 and 0.95 m on two storeys, in any unit and schema."""

    def write(unit: str = "m", schema: str = "IFC4"):
        made = maker(schema=schema, unit=unit)
        _building, storeys, _spaces = made.building([room("1"), room("2", storey=1)], storeys=2)
        made.door(storeys[0], OverallWidth=0.81 * made.per_metre, GlobalId="0000000000000000000001")
        made.door(storeys[1], OverallWidth=0.95 * made.per_metre, GlobalId="0000000000000000000002")
        return made.write(tmp_path / f"{schema}-{unit}.ifc")

    return write


@pytest.mark.parametrize("schema", ["IFC2X3", "IFC4", "IFC4X3_ADD2"])
@pytest.mark.parametrize("unit", ["m", "mm", "ft"])
def test_a_width_is_judged_in_metres_whatever_the_file_counts_in(
    with_doors, write_ids, ids_parts, worker, unit, schema
):
    wide = ids_parts["attribute"]("OverallWidth", ids_parts["number"](minInclusive=0.85))
    ids = look_at_ids(write_ids(ids_parts["specification"]("Breed", "IFCDOOR", wide)))
    check = check_model(with_doors(unit, schema), "a.ifc", [ids], worker=worker)
    assert [(row["element_guid"], row["actual"]) for row in check.failures] == [("0000000000000000000001", "0.81")]
    assert check.rules[0]["outcome"] is Outcome.FAIL
    assert check.rules[0]["requirements"][0]["unit"] == "m"
    assert check.failures[0]["storey_name"] == "Verdieping 0"


def test_what_must_exist_and_does_not_becomes_a_topic_without_viewpoint(with_doors, write_ids, ids_parts, worker):
    ids = look_at_ids(
        write_ids(
            ids_parts["specification"](
                "Lift", "IFCTRANSPORTELEMENT", ids_parts["attribute"]("Name"), ("1", "unbounded")
            )
        )
    )
    check = check_model(with_doors(), "a.ifc", [ids], worker=worker, with_boxes=True)
    assert check.rules[0]["outcome"] is Outcome.FAIL
    (topic,) = check_bundle(check).topics
    assert "must be in the model" in topic.title
    assert not topic.has_viewpoint


def test_what_must_not_exist_is_found(with_doors, write_ids, ids_parts, worker):
    ids = look_at_ids(write_ids(ids_parts["specification"]("Geen deuren", "IFCDOOR", "", ("0", "0"))))
    check = check_model(with_doors(), "a.ifc", [ids], worker=worker)
    assert check.rules[0]["outcome"] is Outcome.FAIL
    assert {row["reason"] for row in check.failures} == {"PRESENT"}
    assert len(group_failures(check)) == 2  # one per storey


def test_topics_are_per_rule_and_storey_with_camera_and_keep_their_guid(with_doors, write_ids, ids_parts, worker):
    asks = ids_parts["attribute"]("Tag")
    ids = look_at_ids(
        write_ids(
            ids_parts["specification"]("Nummer", "IFCDOOR", asks), ids_parts["specification"]("R", "IFCSPACE", asks)
        )
    )
    path = with_doors("mm")
    first = check_bundle(check_model(path, "levering-1.ifc", [ids], worker=worker, with_boxes=True))
    again = check_bundle(check_model(path, "levering-2.ifc", [ids], worker=worker, with_boxes=True))
    assert [topic.guid for topic in first.topics] == [topic.guid for topic in again.topics]
    assert len({topic.guid for topic in first.topics}) == len(first.topics) == 4
    doors = first.topics[0]
    assert doors.element_guids == ("0000000000000000000001",)
    assert doors.box is not None
    spaces = first.topics[2]
    assert spaces.shows_spaces
    assert spaces.box is not None
    assert [round(high - low, 3) for low, high in zip(spaces.box.low, spaces.box.high, strict=True)] == [4.0, 5.0, 2.7]
    assert bcf_bytes(first, "3.0") != b""


def test_a_rule_for_another_schema_says_nothing_and_that_is_said(with_doors, write_ids, ids_parts, worker):
    asks = ids_parts["attribute"]("Tag")
    ids = look_at_ids(write_ids(ids_parts["specification"]("Oud", "IFCDOOR", asks, schemas="IFC2X3")))
    check = check_model(with_doors(), "a.ifc", [ids], worker=worker)
    assert check.rules[0]["outcome"] is Outcome.NOT_APPLICABLE
    assert [finding.code for finding in check.findings] == ["bim.ids.other_schema"]


def test_a_pattern_that_is_no_pattern_is_not_met_and_not_lost(with_doors, write_ids, ids_parts, worker):
    pattern = '<value><xs:restriction base="xs:string"><xs:pattern value="(deur"/></xs:restriction></value>'
    asks = ids_parts["attribute"]("Name", pattern)
    ids = look_at_ids(write_ids(ids_parts["specification"]("Naam", "IFCDOOR", asks)))
    check = check_model(with_doors(), "a.ifc", [ids], worker=worker)
    assert check.rules[0]["outcome"] is Outcome.NOT_ASSESSABLE
    assert [finding.code for finding in check.findings] == ["bim.ids.unjudged"]


def test_a_pattern_without_end_is_stopped(with_doors, write_ids, ids_parts):
    endless = '<xs:pattern value="(([Ia-z])+.)+[A-Z]([a-z])+0"/>'
    pattern = f'<value><xs:restriction base="xs:string">{endless}</xs:restriction></value>'
    asks = ids_parts["attribute"]("Name", pattern)
    ids = look_at_ids(write_ids(ids_parts["specification"]("Naam", "IFCPROJECT", asks)))
    made = with_doors()
    made.write_text(made.read_text(encoding="utf-8").replace("'Proef'", f"'{'a' * 60}'"), encoding="utf-8")
    with Worker(Limits(seconds=2.0)) as own, pytest.raises(InputWrong, match="longer than allowed"):
        check_model(made, "a.ifc", [ids], worker=own)


def test_an_ids_that_breaks_the_schema_is_said_with_the_place(with_doors, write_ids, worker):
    ids = look_at_ids(write_ids('<specification name="x"/>'))
    with pytest.raises(InputWrong, match=r"eisen\.ids is no valid IDS 1\.0: .*ifcVersion"):
        check_model(with_doors(), "a.ifc", [ids], worker=worker)


def test_many_models_one_after_the_other_do_not_bring_the_child_down(with_doors, worker):
    own = look_at_ids(own_ids())
    paths = [with_doors("mm"), with_doors("m", "IFC2X3"), with_doors("ft", "IFC4X3_ADD2")]
    outcomes = [
        [rule["outcome"] for rule in check_model(path, "a.ifc", [own], worker=worker).rules] for path in paths * 2
    ]
    assert outcomes[:3] == outcomes[3:]


def test_section_holds_rules_groups_and_elements(with_doors, write_ids, ids_parts, worker):
    asks = ids_parts["attribute"]("Tag")
    ids = look_at_ids(write_ids(ids_parts["specification"]("Nummer", "IFCDOOR", asks)))
    section = check_section([check_model(with_doors(), "a.ifc", [ids], worker=worker)], most_elements=1)
    tables = {block.key: block for block in section.blocks}
    assert tables[f"{KEY}.regels"].rows[0]["outcome"] == "fail"
    assert [row["elements"] for row in tables[f"{KEY}.tekorten"].rows] == [1, 1]
    assert len(tables[f"{KEY}.elementen"].rows) == 1
    assert tables[f"{KEY}.elementen"].note.startswith("1 of 2 rows")
    assert section.message == "0 of the 1 rules that apply are met; 2 elements fall short."
