import csv
import gzip
import json
import os
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kern.language import choose_language, current_language


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """Each test starts in English, with no workspace named by the environment, and leaves the language as it was."""
    before = current_language()
    for name in ("KOERS_MAP", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "en_US.UTF-8")
    choose_language("en")
    yield
    choose_language(before)
    os.environ.pop("LANGUAGE", None)


ROOT = Path(__file__).resolve().parents[2]
FLEET = ROOT / "data" / "example" / "vloot"
_PLATE = re.compile(
    r"(?<![A-Za-z0-9])(?:[1-9][-. ]?[A-Za-z]{3}[-. ]?[0-9]{3}|[A-Za-z]{3}[-. ]?[0-9]{3})(?![A-Za-z0-9])"
)


def plain(plate):
    return re.sub(r"[^A-Z0-9]", "", plate.upper())


@lru_cache
def known_persons():
    """Plates without separators, and drivers in small letters, as the example's files hold them."""
    book = load_workbook(FLEET / "voertuigen.xlsx", read_only=True)
    heading, *rows = book.worksheets[0].iter_rows(values_only=True)
    plates = {plain(row[heading.index("Nummerplaat")]) for row in rows if row[heading.index("Nummerplaat")]}
    drivers = set()
    for path in FLEET.glob("tankkaart-*.csv.gz"):
        for row in csv.DictReader(gzip.decompress(path.read_bytes()).decode("utf-8-sig").splitlines(), delimiter=";"):
            plates.add(plain(row.get("Nummerplaat") or ""))
            drivers.add((row.get("Bestuurder") or "").strip().lower())
    return plates - {""}, {name for name in drivers if len(name) > 3}


def find_persons(text):
    """The plates and drivers that stand in a text."""
    plates, drivers = known_persons()
    low = text.lower()
    return {found for found in map(plain, _PLATE.findall(text)) if found in plates} | {d for d in drivers if d in low}


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The example workspace with its report, made once by the command itself."""
    folder = tmp_path_factory.mktemp("demo") / "koers-demo"
    done = subprocess.run(
        [sys.executable, "-m", "koers", "--taal", "en", "demo", str(folder), "--formaat", "json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


@pytest.fixture(scope="session")
def persons():
    """Plates and drivers of the example."""
    return known_persons()


@pytest.fixture(scope="session")
def named_in():
    """Finds the plates and drivers of the example in a text, however they are written: no output may hold one."""
    return find_persons
