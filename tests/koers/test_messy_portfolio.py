"""A messy workbook: every planted fault is listed with its row, and no row or cell vanishes."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = 260


@pytest.fixture(scope="module")
def messy():
    spec = importlib.util.spec_from_file_location("messy_portfolio", ROOT / "benchmarks" / "messy_portfolio.py")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(ROOT))
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def loaded(messy, tmp_path_factory):
    folder = tmp_path_factory.mktemp("messy")
    return messy.write_messy(folder, ROWS), messy.load_messy(folder)


def test_every_planted_fault_is_listed(loaded):
    planted, (listed, _kept, _codes) = loaded
    assert planted - listed == set()


def test_no_row_vanishes(loaded):
    """Each row is in the register, or has a cell in quarantine that kept it out."""
    _planted, (listed, kept, _codes) = loaded
    left_out_of_kept_rows = {"intake.formula.no_result", "estate.building_id.invalid"}
    assert kept + len({row for row, code in listed if code not in left_out_of_kept_rows}) == ROWS


def test_what_is_hidden_or_empty_is_said(loaded):
    _planted, (_listed, _kept, codes) = loaded
    assert {"intake.sheet.hidden", "intake.sheet.uncounted_formulas"} <= set(codes)
