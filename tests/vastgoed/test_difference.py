"""Corrections are told apart from real changes, and the effects always add up."""

from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vastgoed.difference import FIELDS, compute_difference, compute_field_changes
from vastgoed.difference_section import difference_section, snapshot, snapshot_day
from vastgoed.inputs import EstateInputs

FIRST, LAST = date(2024, 12, 31), date(2025, 12, 31)


def at(code, area, number="1", **told):
    return {"asset_code": code, "gross_floor_area_m2": area, "street": "Kaai", "house_number": number,
            "postcode": "9000", **told}  # fmt: skip


def kinds(before, after):
    return [(change.kind, change.before, change.after) for change in compute_difference(before, after, FIRST, LAST)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([at("A", 100.0)], [at("A", 100.3)], [("unchanged", ("A",), ("A",))]),
        ([at("A", 100.0)], [at("A", 110.0)], [("remeasured", ("A",), ("A",))]),
        ([at("A", 100.0)], [at("A", 110.0, last_major_change_year=2025)], [("rebuilt", ("A",), ("A",))]),
        ([at("A", None)], [at("A", 110.0)], [("area_filled", ("A",), ("A",))]),
        ([at("A", 100.0)], [at("A", 100.0, is_virtual=True)], [("made_virtual", ("A",), ("A",))]),
        ([at("A", 100.0)], [at("B", 101.0)], [("renumbered", ("A",), ("B",))]),
        (
            [at("A", 100.0), at("B", 100.0)],
            [at("A", 100.0)],
            [("unchanged", ("A",), ("A",)), ("double_removed", ("B",), ())],
        ),
        (
            [at("A", 100.0)],
            [at("A", 100.0), at("B", 100.0)],
            [("unchanged", ("A",), ("A",)), ("double_added", (), ("B",))],
        ),
        ([at("A", 100.0), at("B", 100.0)], [at("A", 200.0)], [("merged", ("A", "B"), ("A",))]),
        ([at("A", 100.0), at("B", 250.0)], [at("A", 352.0)], [("merged", ("A", "B"), ("A",))]),
        ([at("A", 100.0), at("B", 250.0)], [at("C", 352.0)], [("merged", ("A", "B"), ("C",))]),
        ([at("A", 350.0)], [at("A", 100.0), at("B", 250.0)], [("split", ("A",), ("A", "B"))]),
        ([], [at("A", 100.0, valid_from=date(2025, 3, 1))], [("acquired", (), ("A",))]),
        ([], [at("A", 100.0, construction_year=2025)], [("acquired", (), ("A",))]),
        ([], [at("A", 100.0, construction_year=1990)], [("added_late", (), ("A",))]),
        ([at("A", 100.0)], [at("A", 100.0, valid_until=date(2025, 7, 1))], [("disposed", ("A",), ())]),
        ([at("A", 100.0)], [], [("gone", ("A",), ())]),
    ],
)
def test_each_kind_of_change_is_recognised(estate, before, after, expected):
    assert kinds(estate(before), estate(after)) == expected


def test_a_lease_that_began_or_ended_is_a_real_change(estate):
    days = {"contract_start": date(2025, 2, 1), "contract_end": date(2025, 6, 1)}
    lease = {"contract_code": "C", "asset_code": "A", **days}
    assert kinds(estate([at("A", 10.0)], contract=[lease]), estate())[0][0] == "disposed"
    assert kinds(estate(), estate([at("A", 10.0)], contract=[lease]))[0][0] == "acquired"


def test_two_buildings_at_one_address_are_not_merged_when_the_areas_do_not_add_up(estate):
    found = kinds(estate([at("A", 100.0), at("B", 250.0)]), estate([at("A", 100.0)]))
    assert found == [("unchanged", ("A",), ("A",)), ("gone", ("B",), ())]


def test_another_manager_is_a_real_change_and_another_name_a_correction(estate):
    before = estate([at("A", 100.0), at("B", 50.0, "2", name="Oud")])
    after = estate([at("A", 100.0, entity_code="ENT02"), at("B", 50.0, "2", name="Nieuw")])
    rows = compute_field_changes(before, after, FIRST, LAST).select("field", "asset_code", "old", "new").rows()
    assert rows == [("entity_name", "A", "Eerste", "Tweede"), ("name", "B", "Oud", "Nieuw")]
    assert (FIELDS["entity_name"][0], FIELDS["name"][0]) == (True, False)
    table = difference_section(before, after, FIRST, LAST).blocks[-1]
    assert [row["nature"] for row in table.rows] == ["real change", "correction of the records"]


BUILDING = st.fixed_dictionaries(
    {
        "asset_code": st.sampled_from("ABCDEFGH"),
        "gross_floor_area_m2": st.none() | st.sampled_from([50.0, 100.0, 150.0, 200.0, 101.0]),
        "house_number": st.sampled_from(["1", "2", "3"]),
        "is_virtual": st.booleans(),
        "building_id": st.none() | st.integers(1, 4),
    }
)
SNAPSHOT = st.lists(BUILDING, max_size=6, unique_by=lambda row: row["asset_code"])


@given(SNAPSHOT, SNAPSHOT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_every_record_stands_in_one_line_and_the_effects_add_up(estate, before, after):
    full = [[{"street": "Kaai", "postcode": "9000", **row} for row in side] for side in (before, after)]
    changes = compute_difference(estate(full[0]), estate(full[1]), FIRST, LAST)
    for side, records in (("before", before), ("after", after)):
        codes = [code for change in changes for code in getattr(change, side)]
        assert sorted(codes) == sorted(row["asset_code"] for row in records)

    def total(rows):
        return sum(row["gross_floor_area_m2"] or 0 for row in rows if not row["is_virtual"])

    assert sum(change.effect_m2 for change in changes) == pytest.approx(total(after) - total(before))
    turned = compute_difference(estate(full[0][::-1]), estate(full[1][::-1]), FIRST, LAST)
    assert turned == changes


def test_the_section_tells_real_changes_from_corrections_with_their_energy(estate):
    before = estate([at("A", 100.0), at("B", 100.0), at("C", 300.0, "7")])
    after = estate([at("A", 100.0), at("D", 200.0, "9", valid_from=date(2025, 1, 1))])
    energy = {"A": (10.0, 12.0), "B": (10.0, None), "C": (30.0, None), "D": (None, 20.0)}
    section = difference_section(before, after, FIRST, LAST, energy)
    effects = {row["nature"]: row["effect_m2"] for row in section.blocks[0].rows}
    assert effects == {"real change": 200.0, "correction of the records": -100.0, "not known": -300.0}
    assert "-200 m²" in section.message
    lines = {row["kind"]: row for row in section.blocks[-1].rows}
    assert lines["acquired"]["effect_kwh"] == 20.0
    assert lines["double record removed"]["why"] == "Same place and floor area as A."
    assert lines["double record removed"]["effect_kwh"] == -10.0


def test_a_partial_snapshot_is_suspected(estate):
    many = [at(code, 100.0, code) for code in "ABCDEF"]
    found = difference_section(estate(many[:1]), estate(many), FIRST, LAST).findings
    assert [finding.code for finding in found] == ["estate.difference.partial"]
    assert not difference_section(estate(many), estate(many), FIRST, LAST).findings


def test_a_snapshot_is_made_of_files_without_a_store(csv_file):
    from vastgoed.readers.portfolio import read

    head = "VIM gebouwcode;Naam;Beheerder;Bouwjaar;BVO (m2);Laatst gewijzigd op\n"
    old = read(csv_file(f"{head}G1;Een;E;1990;100;31-12-2024\n", "a.csv"), {})
    new = read(csv_file(f"{head}G1;Een;E;1990;120;31-12-2025\nG2;Twee;E;2025;50;30-12-2025\n", "b.csv"), {})
    before, after = snapshot([old]), snapshot([old, new])
    assert (snapshot_day(before), snapshot_day(after)) == (FIRST, LAST)
    assert kinds(before, after) == [("acquired", (), ("G2",)), ("remeasured", ("G1",), ("G1",))]
    assert snapshot_day(EstateInputs()) is None
    assert isinstance(after.building, pl.DataFrame)
