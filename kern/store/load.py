"""One load is one transaction: every file of a `koers laad` lands, or none; see `kern.store.heal` for a crash."""

from __future__ import annotations

import getpass
import uuid
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import polars as pl
import sqlalchemy as sa

from kern.errors import InputWrong, StoreWrong
from kern.findings import Finding, Severity, Where
from kern.intake.contract import REJECTED
from kern.language import N_
from kern.store.batch import FileReport, LoadReport, TableCount
from kern.store.compact import compact
from kern.store.compare import CONTRADICTION, NOT_TAKEN_OVER
from kern.store.heal import PENDING, VERSIONS, remove_empty_folders, visible_versions
from kern.store.registers import Landed, RegisterLander, in_order, sql_model_table
from kern.store.schema import store_id
from kern.store.settle import Settled, settle
from kern.store.staging import GROUP_ROWS, Staging
from kern.store.tables import Correction, ImportCount, ImportRun, QuarantineRow, SeriesChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kern.register import RegisterTable
    from kern.store.batch import LoadedFile
    from kern.store.delta import DeltaSeries

CHANGES = sql_model_table(SeriesChange)
RUNS, COUNTS = sql_model_table(ImportRun), sql_model_table(ImportCount)
QUARANTINE, CORRECTIONS = sql_model_table(QuarantineRow), sql_model_table(Correction)
_SLICE = 20_000


@dataclass
class _File:
    """A file while it is being loaded; its frames are let go of as soon as they are staged."""

    report: FileReport
    sha256: str
    frames: dict[str, pl.DataFrame]
    rejected: list[tuple[str | None, pl.DataFrame]]
    emptied: pl.DataFrame
    weaker: int = 0

    def count(self, table: str) -> TableCount:
        found = next((count for count in self.report.tables if count.table == table), None)
        if found is None:
            found = TableCount(table)
            self.report.tables.append(found)
        return found


class Load:
    """One load in progress.

    Args:
        connection: The write transaction.
        registers: All registers.
        series: All series.
        root: The folder of the series.
        koers_version: Recorded with each import.
        group_rows: How many series rows are held in memory.
    """

    def __init__(
        self,
        connection: sa.Connection,
        registers: Sequence[RegisterTable],
        series: Sequence[DeltaSeries],
        root: Path,
        koers_version: str = "",
        group_rows: int = GROUP_ROWS,
    ) -> None:
        self.connection = connection
        self.registers = in_order(registers)
        self.series = {one.table.name: one for one in series}
        self.root = root
        self.koers_version = koers_version
        self.batch = uuid.uuid4().hex
        self.staging = {name: Staging(one, self.batch, group_rows) for name, one in self.series.items()}
        self.files: dict[int, _File] = {}
        self.known: dict[int, int] = {}
        self.settled: dict[str, Settled] = {}
        self.corrections: list[tuple[str, pl.DataFrame]] = []
        self.next_id = int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(RUNS.c.id), 0))).scalar_one()) + 1

    def take(self, file: LoadedFile) -> None:
        """Take in one file: series are staged at once, registers wait for the others.

        Raises:
            StoreWrong: A reader names a register or series that does not exist.
        """
        strange = set(file.intake.frames) - {r.name for r in self.registers} | set(file.intake.series) - set(
            self.series
        )
        if strange:
            raise StoreWrong(
                N_("A reader hands over rows for {tables}, which do not exist."), tables=", ".join(sorted(strange))
            )
        import_id, self.next_id = self.next_id, self.next_id + 1
        earlier = self.connection.execute(
            sa.select(sa.func.max(RUNS.c.id)).where(
                RUNS.c.sha256 == file.sha256, RUNS.c.reader == file.reader_kind, RUNS.c.status == "landed"
            )
        ).scalar()
        if earlier is not None and not any(f.sha256 == file.sha256 for f in self.files.values()):
            self.known[import_id] = int(earlier)
        run = ImportRun(
            id=import_id,
            batch=self.batch,
            started_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            loaded_by=_user(),
            koers_version=self.koers_version,
            file_name=file.shown_name,
            sha256=file.sha256,
            size_bytes=file.size_bytes,
            reader=file.reader_kind,
            fingerprint=file.fingerprint,
            rows_read=file.intake.rows_read,
        )
        self.connection.execute(sa.insert(RUNS), [run.model_dump()])
        report = FileReport(file.shown_name, file.reader_kind, import_id, file.intake.rows_read)
        report.cells_emptied = file.intake.emptied.height
        report.findings, report.loaded_before = list(file.intake.findings), import_id in self.known
        taken = _File(
            report, file.sha256, dict(file.intake.frames), [(None, file.intake.rejected)], file.intake.emptied
        )
        self.files[import_id] = taken
        for name, rows in file.intake.series.items():
            self._leave_note()
            taken.rejected.append((name, self.staging[name].add(import_id, rows)))
        file.intake.series.clear()

    def settle(self) -> None:
        """Decide on every row: new, same, corrected or kept out."""
        landers: dict[str, RegisterLander] = {}

        def codes(target: str) -> pl.Series:
            table, column = target.split(".")
            if table in landers:
                return landers[table].stored[column]
            stored: sa.ScalarResult[str] = self.connection.execute(
                sa.select(sa.column(column)).select_from(sa.table(table))
            ).scalars()
            return pl.Series(column, list(stored), dtype=pl.String)

        for register in self.registers:
            lander = landers[register.name] = RegisterLander(self.connection, register, codes, self.known)
            for import_id, file in self.files.items():
                if register.name in file.frames:
                    landed = lander.land(import_id, file.frames.pop(register.name))
                    self._note_register(file, register.name, landed)
        visible = visible_versions(self.connection)
        for name, staging in self.staging.items():
            staging.finish()
            stored = self.series[name].files(visible.get(name)) if staging.files else []
            settled = self.settled[name] = settle(staging, stored, self.known)
            compact(staging, stored, settled)
            self._note_series(name, staging, settled)
        for file in self.files.values():
            file.report.rows_quarantined = _rows_rejected(file)
            if file.weaker:
                file.report.findings.append(_not_taken_over(file))

    def _note_register(self, file: _File, name: str, landed: Landed) -> None:
        count = file.count(name)
        count.new, count.same, count.corrected = landed.new, landed.same, landed.corrected
        count.quarantined = landed.quarantined
        file.rejected += [(name, frame) for frame in landed.rejected]
        self.corrections += [(name, frame) for frame in landed.corrections]

    def _note_series(self, name: str, staging: Staging, settled: Settled) -> None:
        for import_id, rows in staging.rows.items():
            count, known = self.files[import_id].count(name), settled.counts.get(import_id, {})
            count.same, count.corrected = known.get("same", 0), known.get("corrected", 0)
            count.quarantined = known.get("quarantined", 0)
            count.new = rows - count.same - count.corrected - count.quarantined
            self.files[import_id].weaker += known.get("weaker", 0)
        for kept_out in settled.contradictions:
            for part in kept_out.partition_by("import_id"):
                self.files[part["import_id"][0]].rejected.append((name, _contradictions(staging, part)))
        self.corrections += [(name, frame) for frame in settled.corrections]

    @property
    def changes(self) -> bool:
        """Whether there is anything to keep: a row, or a refusal that was not recorded before."""
        if any(file.report.new or file.report.corrected for file in self.files.values()):
            return True
        for import_id, file in self.files.items():
            if import_id not in self.known:
                return True
            then = self.connection.execute(
                sa.select(RUNS.c.rows_quarantined).where(RUNS.c.id == self.known[import_id])
            ).scalar_one()
            if then != file.report.rows_quarantined:
                return True
        return False

    def refuse_quarantine(self) -> None:
        """Stop when any row was kept out.

        Raises:
            InputWrong: With every refused cell as a finding.
        """
        findings = [
            Finding(row["code"], Severity.ERROR, row["reason"], row, _where(file, row), row["remedy"] or "")
            for file in self.files.values()
            for _table, frame in file.rejected
            for row in frame.to_dicts()
        ]
        if findings:
            raise InputWrong(
                N_("Nothing was loaded: {count} cells were refused and all or nothing was asked for."),
                findings=findings,
                count=len(findings),
            )

    def record(self) -> None:
        """Write imports, quarantine and corrections, then the Delta commits; the SQL commit is the caller's."""
        for import_id, file in self.files.items():
            self._record_file(import_id, file)
        for name, frame in self.corrections:
            for piece in frame.iter_slices(_SLICE):
                rows = piece.with_columns(pl.lit(name).alias("table_name")).to_dicts()
                self.connection.execute(sa.insert(CORRECTIONS), rows)
        owner, visible = store_id(self.connection), visible_versions(self.connection)
        for name, settled in self.settled.items():
            if not settled.changes:
                continue
            version = self.series[name].commit(owner, self.batch, settled.add, settled.remove)
            if name in visible:
                self.connection.execute(sa.update(VERSIONS).where(VERSIONS.c.name == name).values(version=version))
            else:
                self.connection.execute(sa.insert(VERSIONS), [{"name": name, "version": version}])
            change = {"name": name, "batch": self.batch, "previous_version": visible.get(name, 0)}
            self.connection.execute(sa.insert(CHANGES), [change])

    def _record_file(self, import_id: int, file: _File) -> None:
        report = file.report
        totals = {f"rows_{kind}": getattr(report, kind) for kind in ("new", "same", "corrected")}
        totals["rows_quarantined"] = report.rows_quarantined
        self.connection.execute(sa.update(RUNS).where(RUNS.c.id == import_id).values(**totals))
        counts = []
        for count in report.tables:
            numbers: Mapping[str, Any] = asdict(count)
            counts.append(
                {"import_id": import_id, "table_name": count.table}
                | {f"rows_{kind}": numbers[kind] for kind in ("new", "same", "corrected", "quarantined")}
            )
        if counts:
            self.connection.execute(sa.insert(COUNTS), counts)
        earlier = sa.select(RUNS.c.id).where(
            RUNS.c.file_name == report.shown_name, RUNS.c.reader == report.reader_kind, RUNS.c.id < import_id
        )
        self.connection.execute(
            sa.update(QUARANTINE)
            .where(QUARANTINE.c.import_id.in_(earlier), QUARANTINE.c.resolved_by.is_(None))
            .values(resolved_by=import_id)
        )
        for table, frame in [*file.rejected, (None, file.emptied)]:
            rows = [
                {
                    "import_id": import_id,
                    "file_name": report.shown_name,
                    "table_name": table,
                    **row,
                    "remedy": row["remedy"] or "",
                }
                for row in frame.to_dicts()
            ]
            if rows:
                self.connection.execute(sa.insert(QUARANTINE), rows)

    def _leave_note(self) -> None:
        note = self.root / PENDING / self.batch
        if not note.exists():
            note.parent.mkdir(parents=True, exist_ok=True)
            note.touch()

    def remove_note(self) -> None:
        """After the SQL commit: nothing is pending any more."""
        (self.root / PENDING / self.batch).unlink(missing_ok=True)
        for folder in (self.root / PENDING, self.root):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def discard(self) -> None:
        """Remove every file this load wrote, so that the folder is as it was."""
        for staging in self.staging.values():
            staging.abandon()
        for one in self.series.values():
            for path in one.path.rglob(f"part-{self.batch}-*.parquet"):
                path.unlink()
            remove_empty_folders(one.path)
        self.remove_note()

    def report(self, nothing_changed: bool, healed: Sequence[Finding]) -> LoadReport:
        """What this load did."""
        reports = [file.report for file in self.files.values()]
        if nothing_changed:
            for report in reports:
                report.import_id = None
        return LoadReport(reports, nothing_changed, list(healed))


def take_all(load: Load, batch: Iterable[LoadedFile]) -> None:
    """Take every file of a batch; what readers raise goes through.

    Raises:
        InputWrong: The batch is empty.
    """
    for file in batch:
        load.take(file)
    if not load.files:
        raise InputWrong(N_("There is nothing to load. Give at least one file."))


def _contradictions(staging: Staging, rows: pl.DataFrame) -> pl.DataFrame:
    code, reason, remedy = CONTRADICTION
    return rows.select(
        sheet=pl.lit(None, pl.String),
        row="source_row",
        column=pl.lit(staging.table.key[0]),
        value=pl.concat_str([pl.col(name).cast(pl.String) for name in staging.table.key], separator=", "),
        code=pl.lit(code),
        reason=pl.lit(reason),
        remedy=pl.lit(remedy),
        allowed=pl.lit(", ".join(staging.table.compare)),
    ).cast(pl.Schema(REJECTED))


def _not_taken_over(file: _File) -> Finding:
    code, text, remedy = NOT_TAKEN_OVER
    name = file.report.shown_name
    return Finding(code, Severity.WARNING, text, {"count": file.weaker, "file": name}, Where(name), remedy)


def _rows_rejected(file: _File) -> int:
    rows = Counter(
        (row[0], row[1]) for _table, frame in file.rejected for row in frame.select("sheet", "row").iter_rows()
    )
    return len(rows)


def _where(file: _File, row: Mapping[str, Any]) -> Where:
    return Where(file.report.shown_name, row["sheet"], row["row"], row["column"] or None)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
