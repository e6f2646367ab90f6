"""Sections as JSON: neutral numbers rounded as printed, codes untranslated, texts in the language in force."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from kern.report import Chart, Figure, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.findings import Finding
    from kern.report import Block, Section, Trace


def dump(content: Any) -> str:
    r"""JSON text, readable and stable.

    >>> dump({"á": 1})
    '{\n  "á": 1\n}'
    """
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, PurePath):
        return value.as_posix()
    return str(value)


def section_as_dict(section: Section) -> dict[str, Any]:
    """A section with its blocks in order."""
    return {
        "key": section.key,
        "title": section.title,
        "message": section.message,
        "blocks": [block_as_dict(block) for block in section.blocks],
        "findings": [finding_as_dict(finding) for finding in section.findings],
    }


def block_as_dict(block: Block) -> dict[str, Any]:
    """One block; its `type` says which."""
    if isinstance(block, Figure):
        return {
            "type": "figure",
            "key": block.key,
            "label": block.label,
            "value": block.printed,
            "unit": block.unit,
            "decimals": block.decimals,
            "verdict": block.verdict or None,
            "note": block.note,
        }
    if isinstance(block, Table):
        return {"type": "table", **table_as_dict(block)}
    if isinstance(block, Chart):
        return {
            "type": "chart",
            "key": block.key,
            "message": block.message,
            "alt": block.alt,
            "data": table_as_dict(block.data) if block.data else None,
        }
    return {"type": "paragraph", "text": block.text}


def table_as_dict(table: Table) -> dict[str, Any]:
    """A table with described columns and rows as printed."""
    return {
        "key": table.key,
        "title": table.title,
        "columns": [{"name": column.name, "heading": column.heading, "unit": column.unit} for column in table.columns],
        "rows": table.printed_rows(),
        "note": table.note,
    }


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """A finding with its stable code and its place."""
    where = finding.where
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "text": str(finding),
        "remedy": finding.remedy_text,
        "evidence": dict(finding.evidence),
        "where": {"file": where.file, "sheet": where.sheet, "row": where.row, "column": where.column},
    }


def trace_as_dict(trace: Trace) -> dict[str, Any]:
    """Where a figure came from."""
    return {
        "key": trace.key,
        "explanation": trace.explanation,
        "rows": [dict(row) for row in trace.rows],
        "factors": [vars(factor) for factor in trace.factors],
        "rules": dict(trace.rules),
    }


def sections_as_dicts(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Several sections in order."""
    return [section_as_dict(section) for section in sections]
