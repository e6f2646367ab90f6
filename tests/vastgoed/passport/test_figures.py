"""The bars of the passport's picture: none is lost."""

from hypothesis import given
from hypothesis import strategies as st

from vastgoed.passport.figures import MOST_BARS, bars_of, draw_masses

ORIGINS = ("stated_weight", "model_density", "library_density")


@given(st.lists(st.dictionaries(st.sampled_from(ORIGINS), st.floats(0, 1e6), min_size=1), max_size=30))
def test_bars_add_up_to_what_is_known(parts):
    rows = [(f"class {number}", each) for number, each in enumerate(parts)]
    bars = bars_of(rows)
    assert len(bars) <= MOST_BARS + 1
    for origin in ORIGINS:
        known, drawn = (sum(each.get(origin, 0.0) for _name, each in found) for found in (rows, bars))
        assert abs(known - drawn) <= 1e-9 * max(known, 1.0)


def test_the_picture_names_what_shares_a_bar():
    rows = [(f"class {number}", {"library_density": 100.0 - number}) for number in range(20)]
    (axes,) = draw_masses(rows).axes
    assert [label.get_text() for label in axes.get_yticklabels()][-1] == "8 other classes"
