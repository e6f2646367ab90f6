"""Models against information requirements, as a command asks it: which files, how far along, what is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kern.errors import InputWrong, KoersError, UsageWrong
from kern.findings import Finding, Outcome, Severity, Where
from kern.language import N_, _
from koers.screen import progress, talk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kern.report import Section
    from vastgoed.bim.ids.check import ModelCheck

SUFFIXES = (".ifc", ".ifczip")
MOST_ELEMENTS = 25


@dataclass(frozen=True)
class Checked:
    """The models that could be checked, and findings on those that could not."""

    checks: Sequence[ModelCheck]
    broken: Sequence[Finding]

    def section(self, *, cut: bool = False) -> Section:
        """The outcome; with `cut` the list of elements is kept short enough for a screen."""
        from vastgoed.bim.ids.section import check_section

        return check_section(self.checks, self.broken, most_elements=MOST_ELEMENTS if cut else None)


def check_models(paths: Sequence[Path], ids_paths: Sequence[Path], *, with_boxes: bool) -> Checked:
    """Check models by IDS files, one after the other; one that cannot be read does not stop the others.

    Args:
        paths: Models, or folders that hold them.
        ids_paths: IDS files; Koers' own when there are none.
        with_boxes: Find out where failing elements are.

    Raises:
        InputWrong: An IDS file is refused, or the only model cannot be read.
        UsageWrong: There is no model in the folders.
    """
    from vastgoed.bim.ids.check import check_model
    from vastgoed.bim.ids.guard import look_at_ids, own_ids
    from vastgoed.bim.worker import Worker

    ids_files = [look_at_ids(path) for path in ids_paths or [own_ids()]]
    models = _models_in(paths)
    checks, broken = [], []
    with Worker() as worker, progress(_("Checking")) as step:
        for number, (path, name) in enumerate(models, start=1):
            step(f"{name} {number}/{len(models)}")
            try:
                checks.append(check_model(path, name, ids_files, worker=worker, with_boxes=with_boxes))
            except InputWrong as error:
                if len(models) == 1 or error.template.startswith("IDS"):
                    raise
                broken.append(_broken(name, error))
    return Checked(checks, broken)


def nothing_met(checked: Checked) -> bool:
    """Whether no rule at all was met, because none applies: unknown is never pass."""
    return not any(rule["outcome"] == Outcome.PASS for check in checked.checks for rule in check.rules)


def write_reports(checked: Checked, html: Path | None, bcf: Path | None, bcf_version: str) -> None:
    """Write the page and the BCF files asked for, and say so.

    Raises:
        UsageWrong: A file cannot be written.
    """
    from vastgoed.bim.bcf import write_bcf
    from vastgoed.bim.ids.topics import check_bundle

    try:
        if html is not None:
            write_page(html, checked.section())
        for check in checked.checks:
            if bcf is None:
                break
            bundle = check_bundle(check)
            path = _bcf_path(bcf, check.file_name, [each.file_name for each in checked.checks])
            write_bcf(path, bundle, bcf_version)
            talk(_("{file} written: {count} topics.").format(file=path, count=len(bundle.topics)))
    except OSError as error:
        raise UsageWrong(
            N_("{file} cannot be written: {reason}."), file=error.filename, reason=error.strerror
        ) from error


def write_page(path: Path, section: Section) -> None:
    """Write a section as a page of its own, and say so.

    Raises:
        UsageWrong: The file cannot be written.
    """
    from koers.render.html import section_as_html

    try:
        path.write_text(section_as_html(section), encoding="utf-8")
    except OSError as error:
        raise UsageWrong(
            N_("{file} cannot be written: {reason}."), file=error.filename, reason=error.strerror
        ) from error
    talk(_("{file} written.").format(file=path))


def _bcf_path(asked: Path, model: str, models: Sequence[str]) -> Path:
    """The file for one of several models: its name is added, with its ending when the name alone stands twice."""
    if len(models) == 1:
        return asked
    stems = [name.rsplit(".", 1)[0] for name in models]
    stem = model.rsplit(".", 1)[0]
    stem = (model if stems.count(stem) > 1 else stem).replace("/", "-").replace("\\", "-")
    return asked.with_name(f"{asked.stem}-{stem}{asked.suffix}")


def _models_in(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Each model with the name to show: its path below the folder given, else its file name."""
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())
            found += [(each, each.relative_to(path).as_posix()) for each in inside]
        else:
            found.append((path, path.name))
    if not found:
        raise UsageWrong(N_("There is no model (.ifc, .ifczip) in {folders}."), folders=", ".join(map(str, paths)))
    return found


def _broken(name: str, error: KoersError) -> Finding:
    return Finding(
        "bim.ids.model_broken",
        Severity.ERROR,
        N_("The model could not be checked: {reason}"),
        {"reason": str(error)},
        Where(file=name),
    )
