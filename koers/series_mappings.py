"""The saved mappings of files of readings: which one fits a file, by its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kern.intake.contract import FileHead

COLUMNS = ".kolommen"


def series_mappings(saved: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Name -> options and headings in one mapping, as the reader takes them.

    Args:
        saved: Kind -> lines, as `koers.toml` has them.

    >>> series_mappings({"energy.series.ems": {"eenheid": "MWh"}, "energy.series.ems.kolommen": {"Waarde": "quantity"}})
    {'ems': {'@eenheid': 'MWh', 'Waarde': 'quantity'}}
    """
    from energie.readers.layout import KIND, OPTION

    found: dict[str, dict[str, str]] = {}
    for kind, lines in saved.items():
        if kind == KIND:  # said on the command line with --kaart, and kept as it was said
            found.setdefault("", {}).update(lines)
            continue
        name = kind.removeprefix(f"{KIND}.")
        if name == kind:
            continue
        columns = name.endswith(COLUMNS)
        mapping = found.setdefault(name.removesuffix(COLUMNS), {})
        mapping |= {line if columns else f"{OPTION}{line}": str(value) for line, value in lines.items()}
    return found


def fitting_mapping(head: FileHead, saved: Mapping[str, Mapping[str, str]]) -> dict[str, str] | None:
    """The saved mapping whose headings are all in the file; of several the one with most headings.

    Args:
        head: The file.
        saved: Kind -> lines, as `koers.toml` has them.

    Raises:
        InputWrong: A mapping has lines that are not understood.
    """
    from energie.readers.layout import layout_of
    from energie.readers.series_files import fitting_sheet

    fits = [
        mapping
        for mapping in series_mappings(saved).values()
        if fitting_sheet(head, layout_of(mapping, head.shown_name)) is not None
    ]
    return max(fits, key=len, default=None)


def encodings(saved: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The encodings that saved mappings speak of, other than UTF-8."""
    found = [mapping.get("@codering", "utf-8").lower() for mapping in series_mappings(saved).values()]
    return sorted({name for name in found if name not in ("utf-8", "utf8", "ascii")})
