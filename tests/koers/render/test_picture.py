"""Charts of a section as files."""

import pytest

from kern.errors import UsageWrong
from kern.report import Chart, Paragraph, Section
from koers.render.picture import write_charts


def draw():
    from matplotlib.figure import Figure

    figure = Figure(figsize=(2, 1))
    figure.add_subplot().plot([1, 2])
    return figure


def section(count):
    return Section("s", "S", "", [Paragraph("p"), *(Chart(f"c{n}", "Message", "Alt", draw) for n in range(count))])


def test_each_chart_gets_a_file(tmp_path):
    written = write_charts(section(2), tmp_path / "a.png")
    assert [path.name for path in written] == ["a.png", "a-2.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in written)


def test_one_chart_is_chosen_by_its_key(tmp_path):
    assert write_charts(section(2), tmp_path / "a.png", "c1") == [tmp_path / "a.png"]


@pytest.mark.parametrize(("ending", "start"), [("svg", b"<?xml"), ("pdf", b"%PDF"), ("png", b"\x89PNG")])
def test_the_same_chart_gives_the_same_bytes(tmp_path, ending, start):
    first, second = (write_charts(section(1), tmp_path / f"{name}.{ending}")[0].read_bytes() for name in "ab")
    assert first.startswith(start)
    assert first == second


@pytest.mark.parametrize(("name", "count"), [("a.jpg", 1), ("x/a.png", 1), ("a.png", 0)])
def test_what_cannot_be_written_is_said(tmp_path, name, count):
    with pytest.raises(UsageWrong):
        write_charts(section(count), tmp_path / name)
