"""A load of many files fits on a screen, and hides nothing that asks for attention."""

from kern.findings import Finding, Severity, Where
from kern.report import Column, Section, Table
from koers.app import run
from koers.loading_many import MOST_FILES, shorten
from koers.render.terminal import section_as_text

COLUMNS = [Column(name, name) for name in ("file", "title", "rows_read", "new", "same", "corrected", "quarantined")]


def row(number, **other):
    counts = {"rows_read": 3, "new": 3, "same": 0, "corrected": 0, "quarantined": 0}
    return {"file": f"f{number}.ifc", "title": "model", "kind": "ifc", "tables": "bim_model 1", **counts, **other}


def section(rows, findings=()):
    return Section("laad", "Load", "", [Table("bestanden", "Files", COLUMNS, rows)], list(findings))


def test_few_files_stay_as_they_are():
    few = section([row(number) for number in range(MOST_FILES)])
    assert shorten(few) == few
    wide = shorten(section([row(0, tables="a 1, b 2, c 3, d 4, e 5")]))
    assert wide.blocks[0].rows[0]["tables"] == "a 1, b 2, c 3, and 2 more"


def test_many_files_are_summed_and_those_that_ask_for_attention_are_named():
    rows = [row(number) for number in range(480)]
    rows[17]["quarantined"] = 2
    known = [{"file": f"k{n}.ifc", "title": "model", "kind": "ifc", "tables": "loaded before"} for n in range(20)]
    refused = [{"file": f"r{number}.ifc", "title": "refused", "kind": ""} for number in range(10)]
    short = shorten(section([*rows, *known, *refused]))
    kinds, named = short.blocks
    assert [(each["title"], each["state"], each["files"], each.get("new")) for each in kinds.rows] == [
        ("model", "", 480, 1440),
        ("model", "loaded before", 20, None),
        ("refused", "", 10, None),
    ]
    assert [each["file"] for each in named.rows] == [*(f"r{number}.ifc" for number in range(10)), "f17.ifc"]
    assert len(section_as_text(short).splitlines()) < 40


def test_many_findings_are_one_line_per_code_the_worst_first():
    mild = [Finding("b", Severity.INFO, "Odd {n}.", {"n": n}, Where(file=f"f{n}.ifc")) for n in range(300)]
    grave = [Finding("a", Severity.ERROR, "Wrong.", {}, Where(file="g.ifc"))] * 2
    short = shorten(section([row(0)], [*mild, *grave]))
    assert not short.findings
    assert [(each["count"], each["files"], each["example"]) for each in short.blocks[-1].rows] == [
        (2, 1, "g.ifc: Wrong."),
        (300, 300, "f0.ifc: Odd 0."),
    ]


def test_every_refused_file_is_told_with_its_reason_however_many(tmp_path, capsys):
    for number in range(MOST_FILES + 4):
        (tmp_path / f"stuk-{number:02}.ifc").write_bytes(b"")
    assert run(["nieuw", str(tmp_path / "map")]) == 0
    files = sorted(str(path) for path in tmp_path.glob("*.ifc"))
    assert run(["laad", *files, "--map", str(tmp_path / "map")]) == 1
    err = capsys.readouterr().err
    assert all(f"stuk-{number:02}.ifc" in err for number in range(MOST_FILES + 4))
