from kern.findings import Finding, Severity
from kern.language import choose_language
from kern.report import Column, Figure, Section, Table
from koers.render.terminal import section_as_text


def test_numbers_verdicts_and_units_are_shown_in_words():
    table = Table(
        "t",
        "Use",
        [Column("name", "Asset"), Column("a_kwh", "Use", "kWh", 0), Column("year", "Year"), Column("verdict", "V")],
        [{"name": "A [x]", "a_kwh": 12345.6, "year": 2025, "verdict": "off_course"}],
        "A note.",
    )
    figure = Figure("energie.x", "Energy", 1234.56, "MWh", 1, "base year 2019", "on_course")
    text = section_as_text(Section("s", "Title", "Message.", [figure, table]))
    for part in ("Title", "Message.", "1,234.6 MWh", "✓ on course", "base year 2019", "Use [kWh]", "12,346", "A [x]"):
        assert part in text
    assert "2025" in text
    assert "✗ off course" in text
    assert "A note." in text


def test_dutch_numbers_in_dutch():
    choose_language("nl")
    assert "1.234,6 MWh" in section_as_text(Section("s", "T", "m", [Figure("x", "X", 1234.56, "MWh", 1)]))


def test_an_unknown_number_is_a_dash():
    assert "–" in section_as_text(Section("s", "T", "m", [Figure("x", "X", None, "MWh")]))


def test_at_most_twenty_findings_then_how_many_more():
    findings = [Finding("a.b", Severity.WARNING, "Finding {n}.", {"n": n}) for n in range(233)]
    text = section_as_text(Section("s", "T", "m", [], findings))
    assert "Finding 19." in text
    assert "Finding 20." not in text
    assert "and 213 more" in text


def test_a_wide_table_is_not_cut_when_piped():
    table = Table("t", "T", [Column(f"c{n}", "x" * 30) for n in range(9)], [{f"c{n}": "y" * 30 for n in range(9)}])
    assert section_as_text(Section("s", "T", "m", [table])).count("y" * 30) == 9
