import re
from datetime import date
from html.parser import HTMLParser

import pytest

from kern.findings import Finding, Severity, Where
from kern.language import choose_language
from kern.report import Chart, Column, Figure, Paragraph, Section, Table
from koers.annual import AnnualReport, Card
from koers.render.html import card_bar, group_blocks, report_as_html

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """Tags, ids, headings and links of a page; complains about tags that do not close."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.headings, self.links, self.tags, self.words = [], [], [], [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "a":
            self.links.append(values["href"])

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def draw():
    from matplotlib.figure import Figure as Drawing

    figure = Drawing(figsize=(4, 2))
    figure.add_subplot().plot([2019, 2025], [2, 1])
    return figure


def report(is_example=True):
    actual = Figure("energie.primair.2025", "Primary energy 2025", 87654.3, "MWh", 0, "base year 2019", "off_course")
    path = Figure("energie.pad.2025", "Path 2025", 85000.4, "MWh")
    base = Figure("energie.primair.2019", "Base year 2019", 99000.0, "MWh")
    rows = [
        {"name": f"<b>Asset {n}</b>", "a_kwh": 1234.5 * n, "verdict": "on_course", "key": f"e.{n}"} for n in range(30)
    ]
    columns = [
        Column("name", "Asset"),
        Column("a_kwh", "Use", "kWh", 0),
        Column("verdict", "Verdict"),
        Column("key", "Key"),
    ]
    table = Table("t", "Use per asset", columns, rows, "A note.")
    section = Section(
        "energie",
        "Energy",
        "A message with <script>.",
        [
            actual,
            path,
            Chart("c1", "One message", "What it shows.", draw, Table("d", "Data", columns, rows[:3])),
            Chart("c2", "Another", "What it shows.", draw),
            Paragraph("Text & more."),
            table,
        ],
        [Finding("a.b", Severity.WARNING, "Meter {m} is silent.", {"m": "5"}, Where("a.csv"), "Ask.")],
    )
    annex = Section("bijlage", "Factors", "All.", [Table("f", "Factors", columns, [])])
    cards = [
        Card("Energy", "energie", actual, base, path),
        Card("CO2", "energie", Figure("x", "CO2", None, "t", 0, "", "undetermined")),
    ]
    return AnnualReport(2025, "Title", "Scope.", date(2026, 1, 5), "0.1.0", is_example, cards, [section], [annex])


@pytest.fixture(scope="module")
def page():
    choose_language("en")
    return report_as_html(report())


def test_the_page_is_well_formed_and_self_contained(page):
    read = Page(page)
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "http" not in page
    assert "<script" not in page


def test_its_structure_carries_without_sight(page):
    read = Page(page)
    assert read.headings[0] == 1
    assert read.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(read.headings, read.headings[1:], strict=False))
    names = [tag for tag, _ in read.tags]
    assert names.count("table") == names.count("caption")
    assert dict(read.tags[1][1] if read.tags[0][0] != "html" else read.tags[0][1])["lang"] == "en"
    assert all("scope" in values for tag, values in read.tags if tag == "th")
    assert sum(values.get("role") == "img" for _, values in read.tags) == 2


def test_texts_from_data_are_escaped(page):
    assert "&lt;b&gt;Asset 1&lt;/b&gt;" in page
    assert "A message with &lt;script&gt;." in page


def test_a_verdict_is_word_and_symbol(page):
    words = " ".join("".join(Page(page).words).split())
    assert "✗off course" in words.replace(" ", "").replace("offcourse", "off course")
    assert "cannot be determined" in words


def test_figures_are_printed_once_and_name_their_key(page):
    assert page.count("87,654 MWh") == 2  # on its card and in its section
    assert "koers herkomst energie.primair.2025" in page


def test_dutch_page_says_so_and_writes_dutch_numbers():
    choose_language("nl")
    text = report_as_html(report())
    assert '<html lang="nl">' in text
    assert "87.654 MWh" in text
    assert "van koers" in text


def test_the_example_is_named_an_example(page):
    assert "fictitious" in page
    assert "fictitious" not in report_as_html(report(is_example=False))


def test_figures_in_a_row_become_one_group():
    a, b = Figure("a", "A", 1, "t"), Figure("b", "B", 1, "t")
    assert [kind for kind, _ in group_blocks([a, b, Paragraph("p"), a])] == ["figures", "paragraph", "figures"]


def test_a_bar_is_drawn_only_when_there_is_something_to_compare():
    cards = report().cards
    bar = card_bar(cards[0])
    assert 0 < bar["path"] < bar["actual"] < bar["base"] < 100
    assert card_bar(cards[1]) is None
