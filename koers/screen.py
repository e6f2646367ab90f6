"""Talk on stderr: notices, errors and progress. Progress bars only on a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kern.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kern.errors import KoersError
    from kern.findings import Finding

MOST_FINDINGS = 20


def talk(text: str) -> None:
    """Say something to the user, beside the data."""
    sys.stderr.write(f"{text}\n")


def show_error(error: KoersError) -> None:
    """One clear block: the sentence, then its defects, at most twenty."""
    talk(_("Error") + f": {error}")
    show_defects(error.findings)


def show_defects(findings: Sequence[Finding]) -> None:
    """Defects one per line with place and remedy, at most twenty, then how many more."""
    for finding in findings[:MOST_FINDINGS]:
        place = f"{finding.where}: " if str(finding.where) else ""
        remedy = f" {finding.remedy_text}" if finding.remedy else ""
        talk(f"  - {place}{finding}{remedy}")
    more = len(findings) - MOST_FINDINGS
    if more > 0:
        talk("  " + _("and {count} more").format(count=more))


@contextmanager
def progress(title: str) -> Iterator[Callable[[str], None]]:
    """A running display on a terminal: what is being done and for how long; on anything else nothing.

    Args:
        title: What is being done.

    Yields:
        A function to call at the start of each step, with the step's name; it may end in "3/12".
    """
    if not sys.stderr.isatty():
        yield lambda _step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[step]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None, step="")

        def step(name: str) -> None:
            done, total = _part(name)
            bar.update(task, step=name, completed=done, total=total)

        yield step


def _part(name: str) -> tuple[int, int | None]:
    """How far a step is, when its name ends in "3/12".

    >>> _part("meters.csv 3/12"), _part("report")
    ((3, 12), (0, None))
    """
    done, slash, total = name.rpartition(" ")[2].partition("/")
    return (int(done), int(total)) if slash and done.isdigit() and total.isdigit() else (0, None)
