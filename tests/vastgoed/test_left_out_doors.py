from kern.language import choose_language
from vastgoed.left_out_doors import left_out_findings


def test_the_doors_that_are_not_judged_are_said_once_with_their_number():
    choose_language("nl")
    [finding] = left_out_findings({"technical": 2, "storage": 3})
    choose_language("en")
    assert finding.evidence["count"] == 5
    assert "2 van technische ruimten, 3 van bergingen" in str(finding)


def test_where_every_door_is_judged_nothing_is_said():
    assert left_out_findings({}) == []
