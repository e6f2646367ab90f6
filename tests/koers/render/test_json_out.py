import json
from datetime import date

from kern.findings import Finding, Severity, Where
from kern.report import Chart, Column, Figure, Paragraph, Section, Table, Trace
from koers.render.json_out import dump, section_as_dict, trace_as_dict


def test_a_section_is_neutral_and_rounded_as_printed():
    table = Table("t", "T", [Column("a_kwh", "A", "kWh", 1)], [{"a_kwh": 1.26, "hidden": 3}])
    section = Section(
        "s",
        "S",
        "m",
        [
            Figure("energie.x", "X", 1234.56, "kWh", 1, "note", "off_course"),
            table,
            Chart("c", "message", "alt", lambda: None, table),
            Paragraph("text"),
        ],
        [Finding("a.b", Severity.WARNING, "Gap on {day}.", {"day": date(2025, 3, 1)}, Where("f.csv", row=3))],
    )
    read = json.loads(dump(section_as_dict(section)))
    assert [block["type"] for block in read["blocks"]] == ["figure", "table", "chart", "paragraph"]
    assert read["blocks"][0]["value"] == 1234.6
    assert read["blocks"][0]["verdict"] == "off_course"
    assert read["blocks"][1]["rows"] == [{"a_kwh": 1.3}]
    assert read["findings"][0] == {
        "code": "a.b",
        "severity": "warning",
        "text": "Gap on 2025-03-01.",
        "remedy": "",
        "evidence": {"day": "2025-03-01"},
        "where": {"file": "f.csv", "sheet": None, "row": 3, "column": None},
    }


def test_an_unknown_figure_is_null_not_zero():
    section = Section("s", "S", "m", [Figure("x", "X", None, "kWh")])
    assert section_as_dict(section)["blocks"][0]["value"] is None


def test_a_trace_keeps_its_rows():
    trace = Trace("x", "sum", [{"import_id": 1, "rows": 2}], (), {"base_year": "2019"})
    assert trace_as_dict(trace)["rows"] == [{"import_id": 1, "rows": 2}]
