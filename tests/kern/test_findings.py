from datetime import date

from kern.findings import Finding, Outcome, Severity, Verdict, Where
from kern.language import choose_language


def test_place_is_said_in_words_and_only_what_is_known():
    choose_language("en")
    assert str(Where("a.xlsx", "gebouwen", 12, "Bouwjaar")) == "a.xlsx, sheet gebouwen, row 12, column Bouwjaar"
    assert str(Where("a.csv", row=2)) == "a.csv, row 2"
    assert str(Where()) == ""


def test_finding_writes_its_evidence_in_the_language_in_force():
    finding = Finding("x", Severity.INFO, "{value} until {day}", {"value": 1234.5, "day": date(2025, 1, 31)})
    choose_language("nl")
    assert str(finding) == "1.234,5 until 31-01-2025"
    choose_language("en")
    assert str(finding) == "1,234.5 until 2025-01-31"


def test_remedy_is_filled_too():
    choose_language("en")
    assert Finding("x", Severity.INFO, "a", {"file": "b.csv"}, remedy="Open {file}.").remedy_text == "Open b.csv."


def test_unknown_is_not_pass():
    assert Outcome.NOT_ASSESSABLE is not Outcome.PASS
    assert str(Verdict(Outcome.NOT_ASSESSABLE, "No value for {id}.", {"id": "DOR-03"})) == "No value for DOR-03."
