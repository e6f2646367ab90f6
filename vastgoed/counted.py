"""One finding per kind of defect, with how many assets have it and the first few by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kern.findings import Finding, Severity
from kern.language import show_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

SHOWN = 6


def counted_finding(
    code: str,
    severity: Severity,
    text: str,
    rows: pl.DataFrame,
    show: Callable[[Mapping[str, Any]], str] | None = None,
    remedy: str = "",
    **evidence: object,
) -> list[Finding]:
    """A finding about the assets in some rows; none when there are no rows.

    Args:
        code: Stable code.
        severity: How much it matters.
        text: Template with `{count}` and `{examples}`.
        rows: One row per defect, with `asset_code`.
        show: What to show of a row behind its code; nothing by default.
        remedy: What to do, as a template.
        evidence: More values for the templates.

    Returns:
        A list of none or one, whose evidence holds `count`, `examples` and `assets` (every code).

    >>> import polars as pl
    >>> rows = pl.DataFrame({"asset_code": ["G1", "G2"]})
    >>> str(counted_finding("x.y", Severity.INFO, "Odd: {count} ({examples}).", rows)[0])
    'Odd: 2 (G1, G2).'
    """
    if rows.is_empty():
        return []
    shown = []
    for row in rows.head(SHOWN).iter_rows(named=True):
        more = show(row) if show else ""
        shown.append(f"{row['asset_code']} ({more})" if more else str(row["asset_code"]))
    whole = {
        "count": rows.height,
        "examples": ", ".join(shown) + (" …" if rows.height > SHOWN else ""),
        "assets": rows["asset_code"].unique(maintain_order=True).to_list(),
        **evidence,
    }
    return [Finding(code, severity, text, whole, remedy=remedy)]


def square_metres(value: float | None) -> str:
    """An area in a sentence.

    >>> square_metres(1234.4)
    '1,234 m²'
    """
    return f"{show_number(value, 0)} m²"
