from __future__ import annotations

from pathlib import Path

import pytest

from kern.errors import InputWrong
from kern.intake.contract import FileHead, Form, Intake, Reader, SheetHead
from kern.intake.recognise import recognise


def reader(kind: str, *headings: str) -> Reader:
    return Reader(
        kind, kind.title(), lambda head: head.has(*headings), lambda head, mapping: Intake(), "x.csv", headings
    )


def head(*headings: str) -> FileHead:
    return FileHead(Path("a.csv"), "a.csv", Form.CSV, "", ";", (SheetHead(None, headings, 1),))


METERS = reader("meters", "EAN-code", "Energiedrager", "Objectcode")
VEHICLES = reader("vehicles", "Chassisnummer", "Merk")


def test_the_one_that_says_yes() -> None:
    assert recognise(head("Merk", "CHASSISNUMMER", "Kleur"), [METERS, VEHICLES]) is VEHICLES


def test_none_lists_what_is_missing_from_the_closest() -> None:
    with pytest.raises(
        InputWrong, match=r"a\.csv is not recognised \(csv\)\. Headings found: EAN code, Drager"
    ) as caught:
        recognise(head("EAN code", "Drager"), [METERS, VEHICLES])
    (finding,) = caught.value.findings
    assert str(finding) == (
        "It looks like the kind Meters. Probably meant: Drager -> Energiedrager. Missing headings: Objectcode."
    )


def test_without_a_likely_heading_only_what_is_missing_is_said() -> None:
    with pytest.raises(InputWrong, match="is not recognised") as caught:
        recognise(head("EAN code", "Kleur"), [METERS, VEHICLES])
    (finding,) = caught.value.findings
    assert str(finding) == "It comes closest to Meters; missing headings: Energiedrager, Objectcode."


def test_two_is_an_error_too() -> None:
    with pytest.raises(InputWrong, match="fits several kinds: Meters, Vehicles"):
        recognise(head("EAN-code", "Energiedrager", "Objectcode", "Chassisnummer", "Merk"), [METERS, VEHICLES])


def test_headings_that_are_nearly_right_point_at_their_kind_and_at_the_command() -> None:
    from kern.intake.fields import Field

    fields = (Field("code", ("Gebouwcode",)), Field("name", ("Naam",)), Field("construction_year", ("Bouwjaar",)))
    buildings = Reader(
        "buildings",
        "Buildings",
        lambda head: head.has("Gebouwcode", "Bouwjaar"),
        lambda head, mapping: Intake(),
        "b.csv",
        ("Gebouwcode", "Naam", "Bouwjaar"),
        lambda: fields,
    )
    with pytest.raises(InputWrong, match="is not recognised") as caught:
        recognise(head("Gebouwnaam", "Bouw jaar", "Merk"), [VEHICLES, buildings])
    (finding,) = caught.value.findings
    assert str(finding) == (
        "It looks like the kind Buildings. Probably meant: Gebouwnaam -> Naam; Bouw jaar -> Bouwjaar. "
        "Missing headings: Gebouwcode."
    )
    assert finding.evidence["options"] == '--kaart "Gebouwnaam=name" --kaart "Bouw jaar=construction_year"'
    assert "koers laad {file} --soort {code} {options}" in finding.remedy


def test_a_file_like_nothing_gets_no_advice() -> None:
    with pytest.raises(InputWrong, match="is not recognised") as caught:
        recognise(head("Kleur", "Smaak"), [METERS, VEHICLES])
    assert caught.value.findings == ()
