"""The table of methods names worked cases and tests that exist."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")


def test_every_case_named_is_a_worked_case():
    known = {case["name"] for case in yaml.safe_load((ROOT / "tests/worked_cases/energy.yaml").read_text("utf-8"))}
    named = {name.strip() for name in re.findall(r"case: ([^;|\n]+)", TEXT)}
    assert len(named) > 15
    assert named <= known


def test_every_test_named_exists():
    named = set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT))
    assert len(named) > 30
    absent = [f"{f}::{t}" for f, t in sorted(named) if f"def {t}(" not in (ROOT / f).read_text(encoding="utf-8")]
    assert absent == []


def test_every_method_has_a_formula_a_source_and_a_pin():
    rows = [line for line in TEXT.splitlines() if line.startswith("| ") and not line.startswith("| method")]
    assert rows
    for row in rows:
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip("|"))]
        assert len(cells) == 4, row
        assert all(cells), row
        assert "case: " in cells[3] or "`tests/" in cells[3], row
