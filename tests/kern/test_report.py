from kern.report import Column, Figure, Section, Table


def test_a_figure_is_rounded_once():
    assert Figure("energie.primair.2025", "Primary energy", 1234.56, "MWh", 1).printed == 1234.6
    assert Figure("x", "x", None, "MWh").printed is None


def test_a_table_prints_only_described_columns_and_keeps_unknowns():
    table = Table(
        "t", "T", [Column("a_kwh", "A", "kWh", 0), Column("name", "Name")], [{"name": "n", "a_kwh": None, "z": 1}]
    )
    assert table.printed_rows() == [{"a_kwh": None, "name": "n"}]


def test_a_section_finds_its_figures():
    figure = Figure("x", "x", 1.0, "kWh")
    assert Section("s", "S", "m", [figure, Table("t", "T", [], [])]).figures() == [figure]
