from datetime import date
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kern.errors import FactorMissing
from kern.report import Chart, Table
from vastgoed.options import EstateOptions
from vastgoed.sections import space_use
from vastgoed.space_use import compute_space_use, norms_on, read_desk_norm
from vastgoed.trace import trace

DAY = date(2025, 12, 31)
OPTIONS = EstateOptions(report_year=2025)


def test_a_hundred_heads_need_35_desks_of_their_own_and_15_shared():
    assert read_desk_norm(DAY).desks(100) == (35, 15)
    assert read_desk_norm(DAY).desks(0) == (0, 0)
    assert read_desk_norm(DAY).desks(1) == (1, 1)


@given(st.integers(0, 100_000))
def test_rounding_up_is_exact_and_never_too_little(heads):
    assigned, shared = read_desk_norm(DAY).desks(heads)
    assert (assigned, shared) == (ceil(35 * heads / 100), ceil(15 * heads / 100))
    assert assigned + shared >= heads / 2


def test_a_day_before_the_norm_is_an_error_that_names_the_file():
    with pytest.raises(FactorMissing, match=r"data/transfer/space_norms\.csv"):
        read_desk_norm(date(2019, 1, 1))


def test_the_newest_norm_of_each_government_holds():
    rows = {(row["body"], row["key"]) for row in norms_on(date(2017, 1, 1)).iter_rows(named=True)}
    assert ("belgian_federal", "area_per_fte") in rows
    assert ("belgian_federal", "area_per_fte_dynamic") not in rows


@pytest.fixture
def inputs(estate):
    return estate(
        [
            {"asset_code": "A", "desks_count": 60, "heads_count": 100, "housed_fte": 80.0, "net_office_area_m2": 600.0,
             "internal_floor_area_m2": 1600.0},
            {"asset_code": "B", "desks_count": 4, "heads_count": 10, "housed_fte": 10.0, "entity_code": "ENT02"},
            {"asset_code": "C", "desks_count": 10, "vacant_since": date(2024, 12, 31)},
        ],
        contract=[{"contract_code": "1", "asset_code": "A", "yearly_cost_eur": 160_000.0, "import_id": 1}],
    )  # fmt: skip


def rows(inputs):
    return {row["asset_code"]: row for row in compute_space_use(inputs, DAY).iter_rows(named=True)}


def test_desks_area_and_cost_per_person(inputs):
    found = rows(inputs)["A"]
    assert (found["norm_count"], found["surplus_count"]) == (50, 10)
    assert found["surplus_m2"] == pytest.approx(100)
    assert found["internal_area_m2_per_fte"] == pytest.approx(20)
    assert found["office_area_m2_per_fte"] == pytest.approx(7.5)
    assert found["office_area_m2_per_desk"] == pytest.approx(10)
    assert found["cost_eur_per_fte"] == pytest.approx(2000)
    assert found["cost_eur_per_m2"] == pytest.approx(100)


def test_too_few_desks_free_no_area_and_the_unknown_stays_unknown(inputs):
    found = rows(inputs)
    assert found["B"]["surplus_count"] == -2
    assert found["B"]["surplus_m2"] is None
    assert found["C"]["norm_count"] is None
    assert found["C"]["cost_eur_per_fte"] is None
    assert found["C"]["vacancy_months"] == pytest.approx(12, abs=0.1)


def test_the_section_sums_only_what_is_known_and_each_figure_can_be_traced(inputs):
    section = space_use(inputs, OPTIONS)
    found = {figure.key: figure for figure in section.figures()}
    assert found["vastgoed.werkplekken_over.2025"].value == 8
    assert found["vastgoed.werkplekken_per_kop.2025"].value == pytest.approx(64 / 110)
    assert found["vastgoed.kost_per_vte.2025"].value == pytest.approx(2000)
    assert "Over 2 of 3" in found["vastgoed.werkplekken_per_kop.2025"].note
    for key, figure in found.items():
        lines = trace(key, inputs, OPTIONS).rows
        columns = [name for name in lines[0] if name not in ("register", "import_id", "rows")]
        sums = [sum(line[name] for line in lines) for name in columns]
        assert figure.value == pytest.approx(sums[0] if len(sums) == 1 else sums[0] / sums[1])


def test_vacant_buildings_are_listed_with_their_duration(inputs):
    tables = {block.key: block for block in space_use(inputs, OPTIONS).blocks if isinstance(block, Table)}
    assert [row["asset_code"] for row in tables["vastgoed.ruimten.leegstand"].rows] == ["C"]
    assert [row["surplus_count"] for row in tables["vastgoed.ruimten.entiteit"].rows] == [10, -2]


def test_without_desks_and_heads_nothing_is_drawn(estate):
    section = space_use(estate([{"asset_code": "A"}]), OPTIONS)
    assert "cannot be told" in section.message
    assert not [block for block in section.blocks if isinstance(block, Chart)]
