"""Importing does nothing, modules stay small, and every reader is in its list."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("kern", "vastgoed", "energie", "vloot", "koers")
SOURCES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
MOST_LINES = 400


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def named(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", [path for path in SOURCES if "migrations" not in path.parts], ids=named)
def test_no_module_is_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_no_assert_and_no_print_outside_the_desk(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.Assert), f"line {node.lineno}: assert"
        is_print = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        assert not is_print or path.parts[len(ROOT.parts)] == "koers", f"line {node.lineno}: print"


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_texts_are_marked_without_f_strings(path):
    """A marked text that is an f-string, or stands inside one, never meets its translation."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "N_", "ngettext"):
            assert not any(isinstance(part, ast.JoinedStr) for part in node.args), f"line {node.lineno}"
        if isinstance(node, ast.JoinedStr):
            for part in ast.walk(node):
                marked = isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in ("_", "N_")
                assert not marked or not isinstance(part.args[0], ast.Constant), f"line {part.lineno}"


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name != "tables.py"], ids=named)
def test_annotations_are_postponed(path):
    text = path.read_text(encoding="utf-8")
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.AnnAssign)
    annotated = any(isinstance(node, kinds) for node in ast.walk(ast.parse(text)))
    allowed = path == ROOT / "kern" / "register.py"  # sqlmodel tables read their annotations at once
    allowed |= path.is_relative_to(ROOT / "kern" / "store")
    assert not annotated or allowed or "from __future__ import annotations" in text


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_does_nothing(package, tmp_path):
    """Every module of a package, imported in a bare process, writes no file and says nothing."""
    names = [module_name(path) for path in SOURCES if named(path).split("/")[0] == package]
    names = [name for name in names if not name.endswith("__main__") and ".migrations" not in name]
    code = f"import importlib\nfor name in {names!r}:\n    importlib.import_module(name)"
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PATH": "", "MPLCONFIGDIR": str(tmp_path / "no")},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("room", ["vastgoed", "energie", "vloot"])
def test_every_reader_is_in_its_list(room):
    """A module in `readers/` that makes a READER is in READERS, and nothing else is."""
    listed = list(importlib.import_module(f"{room}.readers").READERS)
    written = []
    for path in sorted((ROOT / room / "readers").glob("*.py")):
        if path.name != "__init__.py":
            module = importlib.import_module(module_name(path))
            written += [module.READER] if hasattr(module, "READER") else list(getattr(module, "READERS", ()))
    assert sorted(reader.kind for reader in listed) == sorted(reader.kind for reader in written)


def test_reader_kinds_differ_and_their_examples_exist():
    readers = [
        reader
        for room in ("vastgoed", "energie", "vloot")
        for reader in importlib.import_module(f"{room}.readers").READERS
    ]
    kinds = [reader.kind for reader in readers]
    assert len(set(kinds)) == len(kinds)
    for reader in readers:
        assert reader.title
        assert (ROOT / "data" / "example" / reader.example).exists(), f"{reader.kind}: {reader.example}"
