"""The lines below a plan: one per number, or one per kind of shortfall when many elements fail."""

from types import SimpleNamespace

from vastgoed.accessibility.picture.captions import MOST_LINES, captions


def element(number, measured="83 cm", name="Deur", opens=1, count=1):
    shortfall = SimpleNamespace(
        criterion=SimpleNamespace(label="clear width", rule="at_least"), measured=measured, required="≥ 90 cm"
    )  # fmt: skip
    return SimpleNamespace(number=number, name=name, opens=opens, shortfalls=(shortfall,) * count)


def test_one_line_per_element_when_they_are_few():
    assert captions([element(1), element(2, "85 cm", opens=0)]) == [
        "1  Deur (opens 1 room): clear width 83 cm, asked ≥ 90 cm",
        "2  Deur: clear width 85 cm, asked ≥ 90 cm",
    ]


def test_elements_alike_share_a_line_when_they_are_many():
    failing = [element(number) for number in range(1, 40)]
    failing += [element(40 + place, f"{60 + place} cm") for place in range(MOST_LINES)]
    lines = captions(failing)
    assert lines[0].startswith("1–39  Deur and 38 others (opens 1 room at most): clear width 83 cm")
    assert lines[-1] == "… and 1 more, see the table"


def test_a_long_line_goes_on_below_and_counts_what_is_left_out():
    lines = captions([element(1, count=12)])
    assert max(map(len, lines)) <= 140
    assert len(lines) == 2
    assert lines[1].startswith("       ")
    assert lines[1].endswith(" more")
