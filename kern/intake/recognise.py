"""Which reader a file is for: exactly one may say yes, and when none does the user hears what comes closest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.intake.headings import heading_fits
from kern.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.intake.contract import FileHead, Reader, SheetHead


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


def _closest(head: FileHead, readers: Sequence[Reader]) -> list[Finding]:
    """The reader with the largest share of its headings present, and what it still misses."""
    best: tuple[float, Reader, SheetHead, list[str]] | None = None
    for reader in readers:
        for sheet in head.sheets:
            missing = [wanted for wanted in reader.headings if not any(heading_fits(h, wanted) for h in sheet.headings)]
            share = 1 - len(missing) / len(reader.headings) if reader.headings else 0.0
            if share > 0 and (best is None or share > best[0]):
                best = (share, reader, sheet, missing)
    if best is None:
        return []
    _share, reader, sheet, missing = best
    return [
        Finding(
            "intake.kind.closest",
            Severity.INFO,
            N_("It comes closest to {kind}; missing headings: {missing}."),
            {"kind": _(reader.title), "missing": ", ".join(missing) or "–", "example": reader.example},
            Where(head.shown_name, sheet.name, sheet.heading_row),
            N_("Compare with the example {example}."),
        )
    ]
