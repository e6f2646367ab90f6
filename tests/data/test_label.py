"""Label criteria: a closed list of rules, thresholds each rule can read, levels that only grow stricter."""

import re

import polars as pl
import pytest

from kern.sources import read_table

NUMBER = r"\d+(\.\d+)?"
THRESHOLDS = {
    "at_least": NUMBER,
    "at_most": NUMBER,
    "between": rf"{NUMBER}\.\.{NUMBER}",
    "between_or_multiple": rf"{NUMBER}\.\.{NUMBER}",
    "each_in_band": rf"{NUMBER}\.\.{NUMBER}(\|{NUMBER}\.\.{NUMBER})*",
    "at_least_box": rf"{NUMBER}(x{NUMBER}){{1,2}}",
    "at_least_share": r"0|[01]\.\d+",
    "at_least_steps": rf"{NUMBER}(;{NUMBER}){{3}}",
    "is_true": "true",
}
LEVELS = ["level_a", "level_aplus", "level_aplusplus"]
CONDITION = re.compile(r"[a-z0-9_]+(<=|>=|<|>|=)[a-z0-9.]+")


def criteria() -> list[dict[str, str | None]]:
    return read_table("label/criteria.csv").rows(named=True)


def test_all_published_criteria_are_there():
    ids = [row["id"] for row in criteria()]
    assert len(ids) == 105
    # Three rows are split off, because their A++ asks for something else than the row itself.
    assert {"DOR-11", "LFT-11", "SAN-13"} <= set(ids)


@pytest.mark.parametrize("row", criteria(), ids=lambda row: row["id"])
def test_the_rule_can_read_its_thresholds(row):
    pattern = THRESHOLDS[row["rule"]]
    for name in ("value_rough", "value_finished", *LEVELS):
        if row[name] is not None:
            assert re.fullmatch(pattern, row[name]), f"{name}: {row[name]}"
    assert row["value_finished"] or row["value_rough"]
    for clause in re.split(r"[;|]", row["condition"] or ""):
        assert clause == "" or CONDITION.fullmatch(clause)


@pytest.mark.parametrize("row", criteria(), ids=lambda row: row["id"])
def test_levels_only_grow_stricter(row):
    values = [row[name] for name in LEVELS if row[name] is not None]
    if row["rule"] in {"at_least", "at_least_share"}:
        assert values == sorted(values, key=float)
    elif row["rule"] == "at_most":
        assert values == sorted(values, key=float, reverse=True)


@pytest.mark.parametrize("row", criteria(), ids=lambda row: row["id"])
def test_unknown_and_extra_are_told_apart(row):
    unknown = set((row["unknown_levels"] or "").split(";")) - {""}
    assert unknown <= {"a", "aplus", "aplusplus"}
    assert all(row[f"level_{level}"] is None for level in unknown)
    assert (row["mandatory"] == "true") == (row["level_aplus"] is not None)
    if row["mandatory"] == "false":
        assert row["level_a"] is None
    for level in ("a", "aplus", "aplusplus"):
        assert (row[f"basis_{level}"] is None) == (row[f"level_{level}"] is None)
    assert row["basis"] in {"legal", "handbook", "toevla", "label", "unverified"}
    assert row["check_way"] in {"P", "PG", "G", "R", "A"}


def test_parts_cover_the_themes():
    parts = {row["part"]: row["themes"].split(";") for row in read_table("label/parts.csv").iter_rows(named=True)}
    ids = {row["id"] for row in criteria()}
    for row in criteria():
        assert row["theme"] in parts[row["part"]], row["id"]
        assert row["satisfied_by"] is None or row["satisfied_by"] in ids
    positions = read_table("label/parts.csv")["position"].cast(pl.Int32).to_list()
    assert positions == list(range(1, len(positions) + 1))


@pytest.mark.parametrize(
    ("criterion", "rough", "finished", "a", "aplus", "aplusplus"),
    [
        ("DOR-03", None, "90", "77", "90", "90"),
        ("DOR-11", None, "120", None, None, "120"),
        ("COR-03", "115", "90", "77", "90", "100"),
        ("RMP-02", None, "8.3", None, "8.3", "8.3"),
        ("RMP-09", "145", "120", "77", "120", "150"),
        ("LVL-01", None, "0", "2", "0", "0"),
        ("LFT-07", None, "100x140", "90x120", "100x140", None),
        ("SAN-03", None, "120", "120", "120", "120"),
        ("PAR-06", None, "2", "2", "2", "2"),
        ("RCP-02", None, "80", "90", "80", "80"),
        ("STR-06", None, "57..63", None, "57..63", "57..63"),
        ("ADM-01", None, "5", "5", "5", "5"),
    ],
)
def test_published_thresholds(criterion, rough, finished, a, aplus, aplusplus):
    row = next(row for row in criteria() if row["id"] == criterion)
    assert [row[name] for name in ("value_rough", "value_finished", *LEVELS)] == [rough, finished, a, aplus, aplusplus]
