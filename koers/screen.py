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
    talk(f"{_('Error')}: {error}")
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
def progress(title: str, steps: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on a terminal; on anything else each step is silent.

    Args:
        title: What is being done.
        steps: How many calls of the given function make it whole.

    Yields:
        A function to call at the start of each step, with its name.
    """
    if not sys.stderr.isatty():
        yield lambda _step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[step]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=steps, step="")
        started = False

        def step(name: str) -> None:
            nonlocal started
            bar.update(task, advance=1 if started else 0, step=name)
            started = True

        yield step
