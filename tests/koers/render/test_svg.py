import re

from kern.report import Chart
from koers.render.svg import chart_as_svg, make_inline


def draw():
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4, 2))
    figure.add_subplot().plot([1, 2], [1, 2])
    return figure


def chart(key="energie.traject"):
    return Chart(key, 'One <message> & "more"', "What it shows.", draw)


def test_a_chart_is_one_accessible_svg_element_with_text_as_text():
    svg = chart_as_svg(chart())
    assert svg.startswith('<svg role="img" aria-labelledby="energie-traject-title energie-traject-desc"')
    assert '<title id="energie-traject-title">One &lt;message&gt; &amp; &quot;more&quot;</title>' in svg
    assert "<text" in svg
    assert "<metadata" not in svg
    assert "http" not in svg


def test_drawing_twice_gives_the_same_bytes():
    assert chart_as_svg(chart()) == chart_as_svg(chart())


def test_ids_of_two_charts_do_not_meet():
    ids = [set(re.findall(r'\bid="([^"]+)"', chart_as_svg(chart(key)))) for key in ("a", "b")]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_references_follow_their_ids():
    svg = make_inline('<svg><g id="p"/><use xlink:href="#p"/><g clip-path="url(#p)"/></svg>', "k", "t", "d")
    assert 'href="#k-p"' in svg
    assert "url(#k-p)" in svg
