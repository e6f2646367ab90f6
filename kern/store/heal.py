"""A load that broke off is found and undone before anything else is written.

A load writes in this order:

1. a note `_pending/<token>` in the series root, before the first parquet file; every file carries the token;
2. parquet files, which no Delta version names yet;
3. one Delta commit per series, which no reader looks at yet: readers ask for the version in `series_version`;
4. the SQL commit, with registers, imports, corrections and the new `series_version` rows: this decides;
5. the note is removed.

Broken off before 3, parquet files lie around that no version names. Broken off between 3 and 4, the newest Delta
version is not the one in `series_version`: an orphan. Whoever holds the write lock next restores the visible
version (as a new version, so that the log only grows), records it, and removes the files of the note's token
unless the visible version names them (broken off between 4 and 5). Readers never saw any of it.

A series folder without a `series_version` row is only cleared when it carries this store's own id: a folder that
belongs to another database is refused, never emptied.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import sqlalchemy as sa

from kern.errors import StoreWrong
from kern.findings import Finding, Severity, Where
from kern.language import N_
from kern.store.registers import sql_model_table
from kern.store.schema import store_id
from kern.store.tables import SeriesVersion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kern.store.delta import DeltaSeries

PENDING = "_pending"
VERSIONS = sql_model_table(SeriesVersion)


def visible_versions(connection: sa.Connection) -> dict[str, int]:
    """Series -> the Delta version that readers see."""
    rows = connection.execute(sa.select(VERSIONS.c.name, VERSIONS.c.version))
    return {str(row.name): int(row.version) for row in rows}


def needs_healing(series: Sequence[DeltaSeries], visible: Mapping[str, int], root: Path) -> bool:
    """Whether an earlier load broke off, or the folder and the database do not belong together."""
    if any((root / PENDING).glob("*")):
        return True
    return any(one.latest() != visible.get(one.table.name) for one in series)


def heal(connection: sa.Connection, series: Sequence[DeltaSeries], root: Path) -> list[Finding]:
    """Undo what a broken-off load left. Call it with the write lock held.

    Args:
        connection: The write transaction.
        series: Every series of the store.
        root: The folder that holds them.

    Raises:
        StoreWrong: A series folder belongs to another database, or is older than this one.
    """
    findings = []
    visible = visible_versions(connection)
    own = store_id(connection)
    for one in series:
        latest, version = one.latest(), visible.get(one.table.name)
        if latest is None and version is None:
            continue
        if latest is None or (version is not None and latest < version):
            raise StoreWrong(
                N_(
                    "Series folder {folder} is older than the database. "
                    "Restore the folder and the database from the same backup."
                ),
                folder=str(one.path),
            )
        if one.owner() != own:
            raise StoreWrong(
                N_("Series folder {folder} belongs to another database. Point series in koers.toml to an own folder."),
                folder=str(one.path),
            )
        if latest == version:
            continue
        if version is None:
            shutil.rmtree(one.path)
        else:
            restored = one.restore(version)
            connection.execute(sa.update(VERSIONS).where(VERSIONS.c.name == one.table.name).values(version=restored))
        findings.append(_healed(one))
    _sweep(series, visible_versions(connection), root)
    return findings


def _healed(one: DeltaSeries) -> Finding:
    return Finding(
        "store.healed",
        Severity.WARNING,
        N_("An earlier load broke off before it was complete; its rows in {series} were taken back."),
        {"series": one.table.name},
        Where(str(one.path)),
        N_("Load the files of that moment again."),
    )


def _sweep(series: Sequence[DeltaSeries], visible: Mapping[str, int], root: Path) -> None:
    for note in sorted((root / PENDING).glob("*")):
        for one in series:
            named = {file.path for file in one.files(visible.get(one.table.name))}
            for path in one.path.rglob(f"part-{note.name}-*.parquet"):
                if path.relative_to(one.path).as_posix() not in named:
                    path.unlink()
            remove_empty_folders(one.path)
        note.unlink()
    if (root / PENDING).is_dir() and not any((root / PENDING).iterdir()):
        (root / PENDING).rmdir()


def remove_empty_folders(folder: Path) -> None:
    """Take away partition folders without a file, and the series folder itself when it is empty."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    if not any(folder.iterdir()):
        folder.rmdir()
