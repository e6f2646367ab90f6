"""A workspace: the small public API behind every command and the notebook."""

from __future__ import annotations

import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kern.errors import UsageWrong, WorkspaceWrong
from kern.language import N_
from koers.choices import make_options
from koers.settings import FILE_NAME, VARIABLE, Settings, find_folder, read_settings, settings_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType
    from typing import Self

    import polars as pl

    from kern.findings import Finding
    from kern.report import Section, Trace
    from kern.store.store import Store
    from koers.annual import AnnualReport
    from koers.loading import Loading, Wishes
    from koers.rooms import Room
    from vastgoed.bim.all_models import ModelTables

SECRET_FILE = ".koers-sleutel"  # noqa: S105 - a file name, no password


class Workspace:
    """An open workspace. Use it in a `with` block, or close it.

    Args:
        settings: What its `koers.toml` says.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        if "store" in self.__dict__:
            self.store.close()
            del self.__dict__["store"]

    @cached_property
    def store(self) -> Store:
        """The database and series, opened on first use."""
        from koers.wiring import open_store

        return open_store(self.settings)

    def register(self, name: str) -> pl.DataFrame:
        """All rows of a register, such as `building` or `vehicle`."""
        return self.store.register(name)

    def series(self, name: str) -> pl.LazyFrame:
        """The rows of a series, such as `readings`."""
        return self.store.series(name)

    def model_tables(self) -> ModelTables:
        """The facts of all loaded building models: name of a table, such as `deuren`, -> its frame.

        The names stand in `vastgoed.bim.all_models.KINDS`, the columns in `docs/model-tables.md`.
        """
        from vastgoed.bim.all_models import ModelTables

        return ModelTables(self.register)

    def imports(self) -> pl.DataFrame:
        """Every file ever loaded."""
        return self.store.imports()

    def load(
        self, paths: Sequence[str | Path], wishes: Wishes | None = None, on_step: Callable[[str], None] | None = None
    ) -> Loading:
        """Load files in one transaction.

        Args:
            paths: Files, folders and archives.
            wishes: Mapping, kind, encoding, all-or-nothing.
            on_step: Called at the start of each file.

        Raises:
            InputWrong: With all-or-nothing, something was refused.
            UsageWrong: The kind asked for does not exist.
        """
        from koers.building_models import FACTS_FOLDER
        from koers.loading import Wishes, load_files
        from koers.mappings import save_mappings
        from koers.wiring import geometry_folder, readers
        from vastgoed.accessibility.model.words import OWN_FILE, use_own_words
        from vastgoed.bim.fact_cache import keep_facts_in

        keep_facts_in(self.settings.folder / FACTS_FOLDER)
        use_own_words(self.settings.folder / OWN_FILE)

        loading = load_files(
            self.store,
            readers(self._secret(), self.register("label_criterion"), geometry_folder(self.settings.folder)),
            [Path(path) for path in paths],
            self.settings.mappings,
            wishes or Wishes(),
            on_step or _silent,
        )
        if loading.report is not None and loading.mappings:
            save_mappings(self.settings.folder / FILE_NAME, loading.mappings)
        if loading.report is not None:
            self._forget()
        return loading

    def undo(self) -> list[int]:
        """Take back the last load; the imports taken back."""
        taken = self.store.undo_last()
        self._forget()
        return taken

    def section(self, name: str, **asked: Any) -> Section:
        """One section, as the command of that name shows it.

        Args:
            name: Such as `energie.traject` or `vloot.toon`.
            asked: Options by field name, such as `report_year=2025`; None is not asked.

        Raises:
            UsageWrong: There is no such section, or an option is not right.
        """
        from koers.rooms import room_of

        return room_of(name).section(self, name, asked)

    def report(self, year: int, on_step: Callable[[str], None] | None = None) -> AnnualReport:
        """The annual report."""
        from koers.reporting import make_report

        return make_report(self, year, on_step or _silent)

    def trace(self, key: str, **asked: Any) -> Trace:
        """Where a figure came from.

        Raises:
            InputWrong: No figure has this key.
        """
        from koers.rooms import room_of

        return room_of(key).trace(self, key, asked)

    def findings(self, year: int | None = None) -> list[Finding]:
        """What is wrong or doubtful in the loaded data."""
        from koers.rooms import ROOMS
        from koers.wiring import check_joins

        found = [finding for room in ROOMS for finding in room.check(self, {"report_year": year})]
        return [*found, *check_joins(self.store)]

    def inputs(self, room: Room) -> Any:
        """A room's inputs, made once and kept until something is loaded."""
        kept = self.__dict__.setdefault("_inputs", {})
        if room.name not in kept:
            kept[room.name] = room.make_inputs(self.store, self.settings.folder)
        return kept[room.name]

    def options(self, room: Room, asked: dict[str, Any]) -> Any:
        """A room's options: the command line over `koers.toml` over the newest full year and the room's defaults."""
        said = dict(self.settings.choices.get(room.name, {}))
        if asked.get("report_year") is None and "jaar" not in said and "report_year" not in said:
            said["report_year"] = self.newest_full_year
        return make_options(room.options_class(), said, asked)

    @cached_property
    def newest_full_year(self) -> int:
        """The newest calendar year that is over and that has any reading or fuel."""
        from koers.wiring import newest_full_year

        return newest_full_year(self.store)

    def _forget(self) -> None:
        self.__dict__.pop("_inputs", None)
        self.__dict__.pop("newest_full_year", None)

    def _secret(self) -> bytes:
        """The key for pseudonyms: in a file beside the database, made on first use, never in the database."""
        path = self.settings.folder / SECRET_FILE
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
        return bytes.fromhex(path.read_text(encoding="ascii").strip())


def _silent(_step: str) -> None:
    pass


def find_workspace(folder: str | Path | None = None) -> Workspace:
    """Open the workspace in a folder, else in `KOERS_MAP`, else the nearest upwards from here.

    Raises:
        WorkspaceWrong: There is none.
        UsageWrong: Its `koers.toml` is wrong.
    """
    found = find_folder(folder)
    if found is not None:
        return Workspace(read_settings(found))
    named = folder or os.environ.get(VARIABLE)
    if named:
        raise WorkspaceWrong(
            N_("There is no workspace in {folder}: koers.toml is missing. Make one with: koers nieuw {folder}"),
            folder=named,
        )
    raise WorkspaceWrong(
        N_(
            "There is no workspace here: no koers.toml in {folder} or above it. Go to one, give it with --map, or make "
            "one with: koers nieuw MAP"
        ),
        folder=Path.cwd(),
    )


def create_workspace(folder: str | Path, language: str | None = None, is_example: bool = False) -> Workspace:
    """Make a workspace in a folder that is new or empty.

    Args:
        folder: Where.
        language: Written in `koers.toml`; None leaves it to the locale.
        is_example: Mark it as made by `koers demo`.

    Raises:
        UsageWrong: The folder holds files already.
    """
    path = Path(folder)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageWrong(
            N_("{folder} is not an empty folder. Give a new folder, or use the workspace in it with --map {folder}."),
            folder=path,
        )
    path.mkdir(parents=True, exist_ok=True)
    (path / FILE_NAME).write_text(settings_text(language, is_example), encoding="utf-8")
    workspace = Workspace(read_settings(path))
    # Opened once, so that a database that cannot be made is said now.
    _ = workspace.store
    return workspace
