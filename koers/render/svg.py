"""A chart as inline SVG: text stays text, ids are unique on the page, nothing in it depends on the day."""

from __future__ import annotations

import html
import io
import re
from typing import TYPE_CHECKING, Any

from kern.palette import without_letter_warnings

if TYPE_CHECKING:
    from kern.report import Chart

SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "koers",
    "font.family": "sans-serif",
    "font.size": 11,
    "axes.unicode_minus": True,
}


def chart_as_svg(chart: Chart) -> str:
    """Draw a chart and return its `<svg>` element, with the chart's message and alt text inside."""
    import matplotlib as mpl

    stream = io.StringIO()
    with mpl.rc_context(SETTINGS):
        figure = chart.draw()
        with without_letter_warnings():
            figure.savefig(
                stream, format="svg", transparent=True, bbox_inches="tight", metadata={"Date": None, "Creator": None}
            )
    return make_inline(stream.getvalue(), chart.key, chart.message, chart.alt)


def make_inline(svg: str, key: str, title: str, description: str) -> str:
    """Fit an SVG file into a page.

    Args:
        svg: A whole SVG file.
        key: Prefix for its ids.
        title: Its accessible name.
        description: Its accessible description.

    >>> make_inline('<?xml version="1.0"?><svg width="9pt"><g id="a"/></svg>', "k", "T", "D")[48:]
    '><title id="k-title">T</title><desc id="k-desc">D</desc><g id="k-a"/></svg>'
    """
    prefix = re.sub(r"[^A-Za-z0-9_-]", "-", key)
    body = svg[svg.index("<svg") :].strip()
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    body = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    body = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', body)
    body = re.sub(r'href="#([^"]+)"', rf'href="#{prefix}-\1"', body)
    body = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", body)
    head, rest = body.split(">", 1)
    head = re.sub(r'\s(?:width|height|xmlns(?::\w+)?|version)="[^"]*"', "", head)
    head = head.replace("<svg", f'<svg role="img" aria-labelledby="{prefix}-title {prefix}-desc"', 1)
    names = f'<title id="{prefix}-title">{html.escape(title)}</title>'
    names += f'<desc id="{prefix}-desc">{html.escape(description)}</desc>'
    return f"{head}>{names}{rest}".replace("xlink:href", "href")
