"""Sections on a small portfolio: every printed number can be asked for, and adds up."""

from datetime import date

import pytest

from kern.errors import InputWrong
from kern.report import Chart, Table
from vastgoed.inputs import EstateInputs
from vastgoed.options import EstateOptions
from vastgoed.sections import SECTIONS, labels, portfolio, transfer
from vastgoed.trace import trace

OPTIONS = EstateOptions(report_year=2025)
PARTS = ("data", "rights", "staff", "budget", "technical", "contracts", "handover", "sponsor")


def building(code, area, **told):
    return {
        "asset_code": code,
        "gross_floor_area_m2": area * 1.1,
        "internal_floor_area_m2": area,
        "housed_fte": area / 20,
        "building_function": "office",
        "ownership_right": "full_ownership",
        "use_right": "own_use",
        "heritage_status": "none",
        "long_term_strategy": "keep_flexible",
        "municipality": "Gent",
        **told,
    }


@pytest.fixture
def inputs(estate):
    buildings = [
        building("A", 1000.0, entity_code="ENT02"),
        building("B", 2000.0, entity_code="ENT02", ownership_right=None, use_right="lease"),
        building("C", 500.0, vacant_since=date(2024, 1, 1), housed_fte=None),
        building("D", 4000.0, entity_code="ENT02", heritage_status="protected_monument"),
        building("E", 100.0, valid_until=date(2025, 1, 1)),
        building("F", 800.0, is_virtual=True),
        building("G", 300.0, transfer_status="transferred"),
    ]
    areas = [
        *({"asset_code": code, "function": "office", "area_m2": area} for code, area in (("A", 1000.0), ("B", 2000.0))),
        {"asset_code": "D", "function": "office", "area_m2": 2000.0},
        {"asset_code": "D", "function": "laboratory", "area_m2": 2000.0},
        {"asset_code": "G", "function": "office", "area_m2": 300.0},
    ]
    lease = {
        "contract_code": "HC-1",
        "asset_code": "B",
        "use_right": "lease",
        "contract_start": date(2020, 1, 1),
        "contract_end": date(2035, 12, 31),
        "yearly_cost_eur": 120_000.0,
    }
    values = {"audit_code": "X", "criterion_id": "DOR-03", "element": "D1", "scope": "visitor", "unit": "cm"}
    return estate(
        buildings,
        managed_asset=[{"code": "TI", "name": "Sluis", "kind": "infrastructure", "entity_code": "ENT02"}],
        infrastructure=[{"asset_code": "TI", "sort": "sluis"}],
        function_area=[{"import_id": 2, **row} for row in areas],
        contract=[{"import_id": 3, **lease}],
        audit=[{"audit_code": "X", "asset_code": "A", "audited_on": date(2024, 5, 2), "auditor_role": "adviseur"}],
        audit_value=[{"import_id": 4, "value": "70", **values}],
        transfer_readiness=[
            {"asset_code": code, "part": part, "status_share": 1.0, "import_id": 5} for code in "ABC" for part in PARTS
        ],
        transfer_capacity=[
            {"quarter": "2026Q1", "buildings_count": 1, "area_m2": 1500.0, "import_id": 6},
            {"quarter": "2026Q2", "buildings_count": 1, "area_m2": 2500.0, "import_id": 6},
        ],
    )


def blocks(section, kind):
    return [block for block in section.blocks if isinstance(block, kind)]


def table(section, key):
    return next(block for block in blocks(section, Table) if block.key == key)


def figures(section):
    return {figure.key: figure for figure in section.figures()}


def test_the_portfolio_counts_what_is_there_and_leaves_out_virtual_and_gone(inputs):
    found = figures(portfolio(inputs, OPTIONS))
    assert found["vastgoed.gebouwen.2025"].value == 5
    assert found["vastgoed.ifa.2025"].value == 7800
    assert found["vastgoed.leegstand.2025"].value == 1
    assert found["vastgoed.leegstand_bvo.2025"].value == pytest.approx(550)
    assert found["vastgoed.huur.2025"].value == 120_000
    assert found["vastgoed.infrastructuur.2025"].value == 1
    assert "4" in found["vastgoed.vte.2025"].note


def test_each_division_adds_up_to_the_whole(inputs):
    section = portfolio(inputs, OPTIONS)
    whole = figures(section)["vastgoed.bvo.2025"].value
    for code in ("entiteit", "functie", "recht", "strategie", "erfgoed"):
        rows = table(section, f"vastgoed.toon.{code}").rows
        assert sum(row["gross_floor_area_m2"] for row in rows) == pytest.approx(whole)
        assert sum(row["buildings"] for row in rows) == 5


def test_every_printed_key_can_be_traced_and_adds_up(inputs):
    for make in (portfolio, labels, transfer):
        section = make(inputs, OPTIONS)
        for figure in section.figures():
            assert trace(figure.key, inputs, OPTIONS).key == figure.key
        for block in blocks(section, Table):
            for row in block.rows:
                if row.get("key"):
                    assert trace(row["key"], inputs, OPTIONS).explanation
    for asset in ("A", "B", "G"):
        for make in (portfolio, labels, transfer):
            for figure in make(inputs, OPTIONS, asset_code=asset).figures():
                assert trace(figure.key, inputs, OPTIONS).rows


@pytest.mark.parametrize(
    ("key", "column", "total"),
    [
        ("vastgoed.bvo.2025", "gross_floor_area_m2", 8580.0),
        ("vastgoed.bvo.2025.entiteit.ENT02", "gross_floor_area_m2", 7700.0),
        ("vastgoed.bvo.2025.recht.lease", "gross_floor_area_m2", 2200.0),
        ("vastgoed.bvo.2025.D", "gross_floor_area_m2", 4400.0),
        ("vastgoed.huur.2025", "yearly_cost_eur", 120_000.0),
        ("vastgoed.gebouwen.2025", "count", 5.0),
        ("vastgoed.inkanteling.2025.gepland.m2", "area_m2", 3000.0),
    ],
)
def test_the_rows_of_a_trace_add_up_to_the_figure(inputs, key, column, total):
    assert sum(row[column] for row in trace(key, inputs, OPTIONS).rows) == pytest.approx(total)


@pytest.mark.parametrize(
    "key",
    [
        "vastgoed.bvo.2024",
        "vastgoed.iets.2025",
        "vastgoed.bvo.2025.entiteit.ENT77",
        "vastgoed.bvo.2025.Z",
        "vastgoed.label.Z",
        "vastgoed.label.2025.b",
        "vastgoed.inkanteling.Z",
        "vastgoed.inkanteling.2025.gepland.km",
        "vastgoed.bvo",
    ],
)
def test_an_unknown_key_names_the_forms(inputs, key):
    with pytest.raises(InputWrong, match=r"Forms: .*vastgoed\.bvo\.2025"):
        trace(key, inputs, OPTIONS)


def test_one_asset_shows_its_areas_contract_and_audit(inputs):
    section = portfolio(inputs, OPTIONS, asset_code="b")
    assert section.key == "vastgoed.toon.B"
    assert figures(section)["vastgoed.bvo.2025.B"].value == pytest.approx(2200)
    assert table(section, "vastgoed.toon.contracten").rows[0]["yearly_cost_eur"] == 120_000
    facts = {row["field"]: row["value"] for row in table(section, "vastgoed.toon.gegevens").rows}
    assert facts["Right of use"] == "lease"
    assert table(portfolio(inputs, OPTIONS, asset_code="A"), "vastgoed.toon.audits").rows[0]["values"] == 1
    gone = portfolio(inputs, OPTIONS, asset_code="E")
    assert "2025-01-01" in gone.message
    lock = portfolio(inputs, OPTIONS, asset_code="TI")
    assert lock.message == "Technical infrastructure in –, managed by Tweede."


def test_an_unknown_asset_names_codes_that_look_like_it(inputs):
    for make in (portfolio, labels, transfer):
        with pytest.raises(InputWrong, match="There is no asset Q"):
            make(inputs, OPTIONS, asset_code="Q")


def test_the_label_is_always_indicative_and_names_its_weakest_link(inputs):
    section = labels(inputs, OPTIONS)
    row = table(section, "vastgoed.label.gebouwen").rows[0]
    assert row["level"] == "no level (indicative)"
    assert row["weakest"] == "clear width with one leaf at 90 degrees (DOR-03), D1: 70 cm, required ≥ 77 cm"
    assert row["expires_on"] == date(2029, 5, 2)
    one = labels(inputs, OPTIONS, asset_code="A")
    assert "DOR-03" in one.message
    assert {row["outcome"] for row in table(one, "vastgoed.label.oordelen").rows} <= {
        "pass",
        "fail",
        "not_assessable",
        "not_applicable",
    }


def test_a_building_without_an_audit_has_no_level(inputs):
    assert "not audited" in labels(inputs, OPTIONS, asset_code="B").message
    assert "No building was audited" in labels(EstateInputs(), OPTIONS).message


def test_an_audit_after_the_day_does_not_count_yet(inputs):
    assert "No building was audited" in labels(inputs, EstateOptions(report_year=2023)).message


def test_the_plan_stays_within_capacity_and_gives_everyone_a_reason(inputs):
    section = transfer(inputs, OPTIONS)
    planned = table(section, "vastgoed.inkanteling.plan").rows
    assert [(row["asset_code"], row["quarter"]) for row in planned] == [("A", "2026Q1"), ("B", "2026Q2")]
    out = {row["asset_code"]: row for row in table(section, "vastgoed.inkanteling.niet_gepland").rows}
    assert out["C"]["rules"] == "H03"
    assert "H01" in out["D"]["rules"]
    assert "50 % is in another function" in out["D"]["why"]
    assert out["F"]["rules"].endswith("H11")
    assert all(row["why"] for row in [*planned, *out.values()])
    assert "G" not in out
    for row in table(section, "vastgoed.inkanteling.kwartalen").rows:
        assert row["buildings"] <= row["buildings_limit"]
        assert row["area_m2"] <= row["area_m2_limit"]


def test_one_building_shows_the_evidence_of_its_scope(inputs):
    section = transfer(inputs, OPTIONS, asset_code="D")
    assert figures(section)["vastgoed.inkanteling.D.andere_functie"].value == pytest.approx(50)
    facts = {row["field"]: row["value"] for row in table(section, "vastgoed.inkanteling.bewijs").rows}
    assert facts["Answer to the 25 % rule"] == "mixed, out of scope"
    assert "H07" in facts["Rules that hold"]
    assert "agency already" in transfer(inputs, OPTIONS, asset_code="G").message
    assert "does not concern" in transfer(inputs, OPTIONS, asset_code="TI").message


def test_what_the_agency_manages_has_been_transferred(inputs):
    section = transfer(inputs, EstateOptions(agency_entity="ENT02"))
    assert not table(section, "vastgoed.inkanteling.plan").rows


def test_without_capacity_there_is_no_plan_and_it_says_so(inputs):
    later = transfer(inputs, EstateOptions(report_year=2027))
    assert [finding.code for finding in later.findings if finding.code.endswith("no_capacity")]
    assert table(later, "vastgoed.inkanteling.niet_gepland").rows


def test_an_empty_portfolio_is_said_and_not_drawn():
    for make in (portfolio, labels, transfer):
        section = make(EstateInputs(), OPTIONS)
        assert section.message
        assert not blocks(section, Chart)


def test_the_charts_can_be_drawn_and_carry_their_numbers(inputs):
    charts = [chart for make in SECTIONS for chart in blocks(make(inputs, OPTIONS), Chart)]
    assert len(charts) >= 3
    for chart in charts:
        assert chart.draw().axes
        assert chart.data.rows
        assert chart.alt


def test_a_model_is_set_beside_the_database(inputs, estate):
    model = {
        "model_hash": "h",
        "building_step_id": 1,
        "building_name": "kantoor (A)",
        "stated_gross_area_m2": 1110.0,
    }
    with_model = EstateInputs(**{name: getattr(inputs, name) for name in EstateInputs.TABLES} | {
        "bim_building": estate(bim_building=[model]).bim_building
    })  # fmt: skip
    beside = table(portfolio(with_model, OPTIONS, asset_code="A"), "vastgoed.toon.oppervlakten")
    rows = {row["code"]: row for row in beside.rows}
    assert rows["BVO"]["bim_m2"] == 1110
    assert rows["BVO"]["explanation"] == "The two agree within 2 %."
