"""Which column of a file is which field: the user's saved mapping, the usual headings, a suggestion for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.intake.headings import closest_heading, heading_fits, normalise_heading
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kern.intake.contract import FileHead, SheetHead
    from kern.intake.fields import Field


def match_headings(
    head: FileHead, sheet: SheetHead, fields: Sequence[Field], mapping: Mapping[str, str]
) -> tuple[dict[str, int], list[Finding]]:
    """The place of each field's column, and a finding for every heading that is nobody's.

    Args:
        head: The file, for its name in messages.
        sheet: The table with its headings.
        fields: What the reader understands.
        mapping: The user's saved heading -> field name.

    Raises:
        InputWrong: Required columns are missing or claimed twice; all of them are in its findings.
    """
    claims, unknown = claim_headings(sheet, fields, mapping)
    defects = [_claimed_twice(head, sheet, name, places) for name, places in claims.items() if len(places) > 1]
    defects += [_missing(head, sheet, f, unknown) for f in fields if f.required and f.name not in claims]
    if defects:
        raise InputWrong(
            N_("File {file} cannot be loaded: {count} columns are missing or double. Found in {place}: {found}."),
            findings=defects,
            file=head.shown_name,
            count=len(defects),
            place=str(Where(sheet=sheet.name, row=sheet.heading_row)),
            found=", ".join(filter(None, sheet.headings)),
        )
    found = {name: places[0] for name, places in claims.items()}
    return found, explain_unknown(head, sheet, fields, mapping)


def claim_headings(
    sheet: SheetHead, fields: Sequence[Field], mapping: Mapping[str, str]
) -> tuple[dict[str, list[int]], list[str]]:
    """Field -> the places of the columns that stand for it, and the headings that are nobody's.

    Args:
        sheet: The table with its headings.
        fields: What the reader understands.
        mapping: The user's saved heading -> field name.
    """
    saved = {normalise_heading(heading): name for heading, name in mapping.items()}
    names = {f.name for f in fields}
    claims: dict[str, list[int]] = {}
    for place, heading in enumerate(sheet.headings):
        if saved.get(normalise_heading(heading)) in names:
            claims.setdefault(saved[normalise_heading(heading)], []).append(place)
    said = set(claims)  # what the user said himself is not open to the usual headings any more
    taken = {place for places in claims.values() for place in places}
    unknown: list[str] = []
    for place, heading in enumerate(sheet.headings):
        if not heading or place in taken:
            continue
        fits = (f.name for f in fields if any(heading_fits(heading, known) for known in f.headings))
        name = next(fits, None)
        if name is None or name in said:
            unknown.append(heading)
        else:
            claims.setdefault(name, []).append(place)
    return claims, unknown


def explain_unknown(
    head: FileHead, sheet: SheetHead, fields: Sequence[Field], mapping: Mapping[str, str]
) -> list[Finding]:
    """For every heading that is nobody's: the free field it looks most like, where there is one.

    Args:
        head: The file, for its name in messages.
        sheet: The table with its headings.
        fields: What the reader understands.
        mapping: The user's saved heading -> field name.
    """
    claims, unknown = claim_headings(sheet, fields, mapping)
    free = [f for f in fields if f.name not in claims]
    return [_unknown(head, sheet, heading, free) for heading in unknown]


def _where(head: FileHead, sheet: SheetHead, heading: str) -> Where:
    return Where(head.shown_name, sheet.name, sheet.heading_row, heading)


def _claimed_twice(head: FileHead, sheet: SheetHead, name: str, places: Sequence[int]) -> Finding:
    headings = [sheet.headings[place] for place in places]
    return Finding(
        "intake.heading.double",
        Severity.ERROR,
        N_("Columns {headings} all stand for {field}."),
        {"headings": ", ".join(headings), "field": name},
        _where(head, sheet, headings[0]),
        N_("Remove or rename all but one of them, or say in the mapping of koers.toml which one it is."),
    )


def _missing(head: FileHead, sheet: SheetHead, wanted: Field, unknown: Sequence[str]) -> Finding:
    alike = closest_heading(wanted.headings[0], unknown)
    evidence = {"heading": wanted.headings[0], "field": wanted.name, "alike": alike or ""}
    remedy = (
        N_('If {alike} is this column, add "{alike}" = "{field}" to the mapping in koers.toml.')
        if alike
        else N_('Add the column, or add your own heading = "{field}" to the mapping in koers.toml.')
    )
    where = _where(head, sheet, wanted.headings[0])
    text = N_("Required column {heading} is missing.")
    return Finding("intake.heading.missing", Severity.ERROR, text, evidence, where, remedy)


def _unknown(head: FileHead, sheet: SheetHead, heading: str, free: Sequence[Field]) -> Finding:
    alike = closest_heading(heading, [known for f in free for known in f.headings])
    name = next((f.name for f in free if alike in f.headings), "")
    remedy = N_('If it means {suggestion}, add "{heading}" = "{field}" to the mapping in koers.toml.') if alike else ""
    return Finding(
        "intake.heading.unknown",
        Severity.INFO,
        N_("Column {heading} is not known and was not read."),
        {"heading": heading, "suggestion": alike or "", "field": name},
        _where(head, sheet, heading),
        remedy,
    )
