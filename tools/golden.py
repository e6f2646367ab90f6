"""Writes tests/golden/demo-figures.json: every figure of the annual report of the example portfolio.

A change of a number shows as a diff of this file, to be explained in the changelog.

Usage: python tools/golden.py [--check]
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FILE = ROOT / "tests" / "golden" / "demo-figures.json"
YEAR = 2025


def figures(report: Any) -> dict[str, Any]:
    """Key -> value, unit and verdict of each figure, and per table its rows and the sum of its numeric columns.

    Args:
        report: A `koers.annual.AnnualReport`.
    """
    from koers.render.json_out import block_as_dict

    found: dict[str, Any] = {}
    for section in [*report.sections, *report.annexes]:
        for block in section.blocks:
            content = block_as_dict(block)
            if content["type"] == "figure":
                found[content["key"]] = {name: content[name] for name in ("value", "unit", "verdict")}
            elif content["type"] == "table":
                found[f"table {content['key']}"] = {"rows": len(content["rows"]), **_sums(content["rows"])}
    # What differs by machine or day is no figure.
    return {key: found[key] for key in sorted(found) if key != "table invoer"}


def _sums(rows: list[dict[str, Any]]) -> dict[str, float]:
    names = dict.fromkeys(name for row in rows for name, value in row.items() if isinstance(value, float))
    return {name: round(sum(row[name] or 0.0 for row in rows), 3) for name in names}


def fresh() -> dict[str, Any]:
    """The figures of a newly made example workspace, in English."""
    from kern.language import choose_language
    from koers import make_example

    choose_language("en")
    with tempfile.TemporaryDirectory() as folder, make_example(Path(folder) / "demo") as workspace:
        return figures(workspace.report(YEAR))


def main(arguments: list[str]) -> int:
    """Write the file, or with `--check` fail when it differs."""
    lines = [f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in fresh().items()]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    if "--check" in arguments:
        return 0 if FILE.exists() and FILE.read_text(encoding="utf-8") == text else 1
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text, encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
