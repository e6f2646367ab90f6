from __future__ import annotations

import subprocess
import warnings
from collections.abc import Iterator

import pytest

from kern.errors import StoreWrong
from kern.register import REGISTERS
from kern.store.engine import StoreBusy, writing
from kern.store.store import Store

pytest.importorskip("psycopg", reason="koers[postgresql] is not installed")


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pgserver", reason="pgserver, a PostgreSQL in a wheel, is not installed")
        try:
            started = pgserver.get_server(tmp_path_factory.mktemp("pg"))
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            pytest.skip(f"PostgreSQL did not start on this machine: {error}")
    yield started.get_uri().replace("postgresql://", "postgresql+psycopg://")
    started.cleanup()


def test_the_same_store_on_postgresql(server, tmp_path, read, entities) -> None:
    with Store.open(server, tmp_path / "reeksen", REGISTERS, ()) as store:
        store.load([read("a.csv", frames={"entity": entities(E1="Een", E2="Twee")})])
        report = store.load([read("b.csv", frames={"entity": entities(E1="Eén", E3="Drie")})])
        assert (report.new, report.corrected) == (1, 1)
        assert store.register("entity")["name"].to_list() == ["Eén", "Twee", "Drie"]
        assert store.load([read("a.csv", frames={"entity": entities(E1="Een", E2="Twee")})]).nothing_changed
        with (
            writing(store._engine),
            Store.open(server, tmp_path / "reeksen", REGISTERS, ()) as other,
            pytest.raises(StoreBusy, match="Another Koers command is writing"),
        ):
            other.load([read("c.csv", frames={"entity": entities(E9="Negen")})])
        assert store.undo_last() == [2]
        assert store.register("entity")["name"].to_list() == ["Een", "Twee"]


def test_the_password_is_not_in_the_message(tmp_path) -> None:
    with pytest.raises(StoreWrong, match="cannot be opened") as caught:
        Store.open("postgresql+psycopg://me:secret@127.0.0.1:1/koers", tmp_path, REGISTERS, ())
    assert "secret" not in str(caught.value)
