"""One family of errors: each message says what, where, got, allowed and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.findings import Finding


class KoersError(Exception):
    """A mistake the user can mend. The command line shows its text, never a traceback.

    Args:
        template: English sentence with named placeholders, marked with `N_` where it is written.
        findings: The defects behind the error, shown below the sentence (at most twenty).
        values: What fills the placeholders.

    >>> str(KoersError("File {file} is empty.", file="a.csv"))
    'File a.csv is empty.'
    """

    exit_code = 1

    def __init__(self, template: str, findings: Sequence[Finding] = (), **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return translate(self.template, self.values)


class InputWrong(KoersError):
    """The user's data is wrong; nothing was changed because of it."""


class FactorMissing(InputWrong):
    """A reference number for this key and date is not in `data/`; the message names the file to extend."""


class WorkspaceWrong(KoersError):
    """There is no workspace here, or it cannot be used as it is."""


class StoreWrong(KoersError):
    """The database or the series tables cannot be opened, migrated or written."""


class UsageWrong(KoersError):
    """The command was called with options that do not fit together."""

    exit_code = 2
