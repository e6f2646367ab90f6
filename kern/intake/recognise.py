"""Which reader a file is for: exactly one may say yes, and when none does the user hears what comes closest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.intake.headings import LIKE_ENOUGH, heading_fits, likeness, normalise_heading
from kern.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.intake.contract import FileHead, Reader, SheetHead

_NEARLY = 0.9  # a heading that is nearly right counts a little less than one that is right
_SHORTEST = 3
_MOST_HEADINGS = 200


def recognise(head: FileHead, readers: Sequence[Reader]) -> Reader:
    """The one reader that says yes.

    Args:
        head: The file.
        readers: All readers of all rooms.

    Raises:
        InputWrong: No reader or several; the message lists what was found and what was expected.
    """
    willing = [reader for reader in readers if reader.recognise(head)]
    if len(willing) == 1:
        return willing[0]
    if willing:
        raise InputWrong(
            N_("File {file} fits several kinds: {kinds}. Leave one kind of data in each file."),
            file=head.shown_name,
            kinds=", ".join(_(reader.title) for reader in willing),
        )
    found = "; ".join(", ".join(filter(None, sheet.headings)) for sheet in head.sheets)
    raise InputWrong(
        N_(
            "File {file} is not recognised ({form}). Headings found: {found}. Known kinds: {kinds}. "
            "Rename the headings, or add them to the mapping in koers.toml."
        ),
        findings=_closest(head, readers),
        file=head.shown_name,
        form=head.form.value,
        found=found or "–",
        kinds=", ".join(_(reader.title) for reader in readers),
    )


@dataclass(frozen=True)
class _Match:
    """How well a sheet suits a reader: its headings that are right, and those that are nearly right."""

    reader: Reader
    sheet: SheetHead
    score: float
    pairs: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


def _closest(head: FileHead, readers: Sequence[Reader]) -> list[Finding]:
    """The reader whose headings the file resembles most, what was probably meant, and what is still missing."""
    matches = [_match(reader, sheet) for reader in readers for sheet in head.sheets if reader.headings]
    best = max(matches, key=lambda match: match.score, default=None)
    if best is None or best.score == 0:
        return []
    evidence = {
        "kind": _(best.reader.title),
        "missing": ", ".join(best.missing) or "–",
        "example": best.reader.example,
        "file": head.shown_name,
        "code": best.reader.kind,
        "suggestions": "; ".join(f"{found} -> {wanted}" for found, wanted in best.pairs),
        "options": " ".join(f'--kaart "{found}={_field(best.reader, wanted)}"' for found, wanted in best.pairs),
    }
    text = N_("It comes closest to {kind}; missing headings: {missing}.")
    remedy = N_("Compare with the example {example}.")
    if best.pairs:
        text = N_("It looks like the kind {kind}. Probably meant: {suggestions}. Missing headings: {missing}.")
        remedy = N_(
            "Rename the headings as in the example {example}, or say which column is which: "
            "koers laad {file} --soort {code} {options}"
        )
    where = Where(head.shown_name, best.sheet.name, best.sheet.heading_row)
    return [Finding("intake.kind.closest", Severity.INFO, text, evidence, where, remedy)]


def _match(reader: Reader, sheet: SheetHead) -> _Match:
    """Each heading a reader needs with the heading of the sheet that is most like it; no heading serves twice."""
    names = [heading for heading in sheet.headings if heading][:_MOST_HEADINGS]
    right = {wanted: next((h for h in names if heading_fits(h, wanted)), None) for wanted in reader.headings}
    taken = {found for found in right.values() if found is not None}
    open_ones = [wanted for wanted, found in right.items() if found is None]
    likely = sorted(
        ((_alike(found, _names_of(reader, w)), w, found) for w in open_ones for found in names if found not in taken),
        key=lambda triple: -triple[0],
    )
    pairs: dict[str, str] = {}
    score = float(len(reader.headings) - len(open_ones))
    for alike, wanted, found in likely:
        if alike >= LIKE_ENOUGH and wanted not in pairs and found not in taken:
            pairs[wanted] = found
            taken.add(found)
            score += alike * _NEARLY
    return _Match(
        reader,
        sheet,
        score / len(reader.headings),
        tuple((pairs[wanted], wanted) for wanted in reader.headings if wanted in pairs),
        tuple(wanted for wanted in open_ones if wanted not in pairs),
    )


def _alike(found: str, names: Sequence[str]) -> float:
    return max(_likeness(found, name) for name in names)


def _likeness(found: str, wanted: str) -> float:
    """How alike, 0..1; a heading that says all the other one says and more, such as Gebouwnaam for Naam, is like it."""
    a, b = normalise_heading(found), normalise_heading(wanted)
    short, long = sorted((a, b), key=len)
    within = len(short) >= _SHORTEST and (long.endswith(short) or set(short.split()) <= set(long.split()))
    return max(likeness(found, wanted), LIKE_ENOUGH if within else 0.0)


def _names_of(reader: Reader, wanted: str) -> tuple[str, ...]:
    """A heading with the others its field may have."""
    fields = reader.fields() if reader.fields else ()
    return (wanted, *next((f.headings for f in fields if wanted in f.headings), ()))


def _field(reader: Reader, wanted: str) -> str:
    """What `--kaart` calls the field of a heading; the heading itself stands in for what is not known."""
    fields = reader.fields() if reader.fields else ()
    return next((f.name for f in fields if wanted in f.headings), f"<{wanted}>")
