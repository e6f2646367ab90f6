"""The generated parts of the docs that come from code and data: the table of formats and the page of numbers."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
NUMBERS = ROOT / "docs" / "numbers.md"
BEGIN, END = "<!-- formats -->", "<!-- end formats -->"


def readme() -> str:
    """The README with its table of formats made anew."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN, 1)
    _old, after = rest.split(END, 1)
    return f"{before}{BEGIN}\n{_formats()}{END}{after}"


def _formats() -> str:
    from kern.language import choose_language
    from koers.wiring import readers

    choose_language("en")
    lines = ["| file | recognised by | sample in `data/example` |", "|---|---|---|"]
    for reader in readers(None):
        headings = ", ".join(reader.headings).replace("|", "\\|") or "its content"
        sample = f"`{reader.example}`" if reader.example else "–"
        lines.append(f"| {reader.title} | {headings} | {sample} |")
    return "\n".join(lines) + "\n"


def numbers() -> str:
    """The page of target sets and factor sets, from `data/`."""
    from kern.sources import read_table

    targets = read_table("targets/targets.csv")
    sets = read_table("factors/sets.csv")
    sources = read_table("sources.csv")
    parts = [
        "# Numbers behind the figures\n",
        "Made by `python tools/docs.py` from `data/`; do not edit by hand. `certainty` is high (official source or",
        "counted), medium (second-hand or partly confirmed) or low (inference or general knowledge: replaceable).\n",
        "## Target sets\n",
        "| set | target | scope | metric | base year | target year | promise | method | certainty | sources |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in targets.iter_rows(named=True):
        promise = f"−{float(row['reduction_share']):.1%}" if row["reduction_share"] else ""
        promise = promise or (f"−{float(row['per_year_share']):.2%} a year" if row["per_year_share"] else "–")
        cells = (
            row["set_id"], row["target_id"], row["scope"], row["metric"], row["base_year"], row["target_year"],
            promise, row["method_default"], row["certainty"], row["source"],
        )  # fmt: skip
        parts.append("| " + " | ".join(cell or "–" for cell in cells) + " |")
    parts += ["\n## Factor sets\n", "| set | used for | default | what it is | note |", "|---|---|---|---|---|"]
    for row in sets.iter_rows(named=True):
        cells = (row["factor_set"], row["use"], "yes" if row["is_default"] == "true" else "", row["en"], row["note"])
        parts.append("| " + " | ".join((cell or "").replace("|", "\\|") for cell in cells) + " |")
    parts += ["\n## Sources\n", "| key | title | publisher | year | address |", "|---|---|---|---|---|"]
    for row in sources.iter_rows(named=True):
        cells = (row["key"], row["title"], row["publisher"], row["year"], row["url"])
        parts.append("| " + " | ".join((cell or "–").replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(parts) + "\n"
