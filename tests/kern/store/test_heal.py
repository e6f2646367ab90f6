from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kern.errors import StoreWrong
from kern.store.delta import DeltaSeries

ROOT = Path(__file__).resolve().parents[3]

# Runs a load in a process of its own and kills it, as a power cut would, at the chosen moment.
DIES = """
import os, sys
from pathlib import Path
sys.path[:0] = [{root!r}, {here!r}]
import conftest
from kern.intake.contract import Intake
from kern.store import delta, store as door
from kern.store.batch import LoadedFile

def die(*_):
    os._exit(9)

where = sys.argv[2]
if where == "before_delta":
    delta.DeltaSeries.commit = die
elif where == "between":
    first = delta.DeltaSeries.commit
    delta.DeltaSeries.commit = lambda *args: (first(*args), die())
else:
    door.Load.remove_note = die
import polars as pl
rows = pl.read_parquet(sys.argv[3])
with conftest.Desk(Path(sys.argv[1])).open() as store:
    intake = Intake(series={{"readings": rows}}, rows_read=rows.height)
    file = LoadedFile(Path("b.csv"), "b.csv", "b" * 64, "test", intake)
    store.load([file], group_rows=100)
"""


def break_off(desk, tmp_path: Path, rows, where: str) -> None:
    script, data = tmp_path / "dies.py", tmp_path / "rows.parquet"
    script.write_text(DIES.format(root=str(ROOT), here=str(Path(__file__).parent)), encoding="utf-8")
    rows.write_parquet(data)
    done = subprocess.run(
        [sys.executable, str(script), str(desk.folder), where, str(data)], check=False, env=os.environ
    )
    assert done.returncode == 9


def parquet(desk) -> set[str]:
    return {path.name for path in desk.folder.rglob("*.parquet")}


@pytest.mark.parametrize("where", ["before_delta", "between"])
@pytest.mark.parametrize("earlier", [False, True])
def test_a_broken_off_load_leaves_no_trace(desk, tmp_path, read, quarters, where, earlier) -> None:
    with desk.open() as store:
        if earlier:
            store.load([read(series={"readings": quarters("A", count=300)})])
        before = store.series("readings").collect()
    kept = parquet(desk)
    break_off(desk, tmp_path, quarters("B", count=300), where)
    assert parquet(desk) > kept
    with desk.open() as store:
        assert bool(store.healed) == (where == "between")
        assert parquet(desk) == kept
        assert store.series("readings").collect().equals(before)
        assert store.imports().height == int(earlier)
        report = store.load([read("b.csv", series={"readings": quarters("B", count=300)})])
        assert report.new == 300
        assert store.series("readings").collect().height == 300 * (1 + int(earlier))
    with desk.open() as store:
        assert store.healed == []


def test_broken_off_after_the_sql_commit_everything_is_there(desk, tmp_path, quarters) -> None:
    with desk.open():
        pass
    break_off(desk, tmp_path, quarters("B", count=300), "after")
    with desk.open() as store:
        assert store.healed == []
        assert store.series("readings").collect().height == 300
    assert not (desk.folder / "reeksen" / "_pending").exists()


def test_an_error_after_the_delta_commit_is_healed_at_the_next_load(desk, read, quarters, monkeypatch) -> None:
    with desk.open() as store:
        store.load([read("a.csv", series={"readings": quarters("A")})])
        commit = DeltaSeries.commit

        def commit_and_fail(*args: object) -> int:
            commit(*args)  # type: ignore[arg-type]
            raise OSError("disk full")

        with monkeypatch.context() as patch:
            patch.setattr(DeltaSeries, "commit", commit_and_fail)
            with pytest.raises(OSError, match="disk full"):
                store.load([read("b.csv", series={"readings": quarters("B")})])
        assert store.series("readings").collect()["meter"].unique().to_list() == ["A"]
        report = store.load([read("b.csv", series={"readings": quarters("B")})])
        assert [finding.code for finding in report.healed] == ["store.healed"]
        assert store.series("readings").collect().height == 8


def test_readers_see_the_old_state_until_the_commit(desk, read, quarters) -> None:
    with desk.open() as store, desk.open() as other:
        store.load([read("a.csv", series={"readings": quarters("A")})])
        seen = []

        def files():
            yield read("b.csv", series={"readings": quarters("B", count=500)})
            seen.append(other.series("readings").collect().height)
            assert other.heal() == []

        store.load(files(), group_rows=100)
        assert seen == [4]
        assert other.series("readings").collect().height == 504


def test_a_folder_of_another_database_is_refused_not_emptied(desk, read, quarters) -> None:
    with desk.open() as store:
        store.load([read(series={"readings": quarters()})])
    for path in desk.folder.glob("koers.db*"):
        path.unlink()
    with pytest.raises(StoreWrong, match="belongs to another database"):
        desk.open()
    assert parquet(desk)


def test_a_lost_or_older_folder_is_told(desk, read, quarters) -> None:
    with desk.open() as store:
        store.load([read("a.csv", series={"readings": quarters("A")})])
    shutil.copytree(desk.folder / "reeksen", desk.folder / "kopie")
    with desk.open() as store:
        store.load([read("b.csv", series={"readings": quarters("B")})])
    shutil.rmtree(desk.folder / "reeksen")
    (desk.folder / "kopie").rename(desk.folder / "reeksen")
    with pytest.raises(StoreWrong, match="older than the database"):
        desk.open()
    shutil.rmtree(desk.folder / "reeksen")
    with pytest.raises(StoreWrong, match="older than the database"):
        desk.open()
