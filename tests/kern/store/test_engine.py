from __future__ import annotations

import pytest

from kern.errors import StoreWrong
from kern.store.engine import StoreBusy, open_engine, reading, writing


def test_sqlite_is_set_up_for_readers_beside_a_writer(tmp_path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    with writing(engine) as connection:
        connection.exec_driver_sql("create table t (a int)")
    with writing(engine) as connection:
        connection.exec_driver_sql("insert into t values (1)")
        with reading(engine) as other:
            assert other.exec_driver_sql("select count(*) from t").scalar() == 0
    engine.dispose()


def test_a_second_writer_hears_that_another_is_busy(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    first, second = open_engine(url), open_engine(url)
    with writing(first), pytest.raises(StoreBusy, match="Another Koers command is writing"), writing(second):
        pass
    with writing(second):
        pass
    first.dispose()
    second.dispose()


def test_a_failed_write_is_rolled_back(tmp_path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")

    def fail() -> None:
        with writing(engine) as connection:
            connection.exec_driver_sql("create table t (a int)")
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    with reading(engine) as connection:
        assert connection.exec_driver_sql("select count(*) from sqlite_master").scalar() == 0
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "message"),
    [("niets", "cannot be used"), ("oracel://me:secret@host/x", r"Database oracel://…@host/x cannot be used")],
)
def test_a_url_that_cannot_be_used(url: str, message: str) -> None:
    with pytest.raises(StoreWrong, match=message):
        open_engine(url)


def test_a_folder_that_is_not_there(tmp_path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'weg' / 'a.db'}")
    with pytest.raises(StoreWrong, match="cannot be opened"), reading(engine):
        pass
