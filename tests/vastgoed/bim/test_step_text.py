from vastgoed.bim import step_text
from vastgoed.bim.step_text import StepCounts, count_records


def _count(tmp_path, text):
    path = tmp_path / "a.ifc"
    path.write_bytes(text)
    return count_records(path)


def test_numbers_in_any_order(tmp_path):
    assert _count(tmp_path, b"#3=IFCSPACE('a');\n#1=IFCWALL('b');\n#2=IFCSPACE('c');\n") == StepCounts(3, 0, 2)


def test_number_given_out_twice_or_thrice(tmp_path):
    text = b"#1=IFCA();\r\n#2=IFCB();\r\n#1=IFCC();\r\n#7 =IFCD();#1= IFCE();"
    assert _count(tmp_path, text) == StepCounts(5, 2, 0)


def test_equals_sign_in_a_text_is_no_record(tmp_path):
    assert _count(tmp_path, b"#1=IFCLABEL('a=b, see(#1=x), 3=4');\n#2=IFCA($);\n") == StepCounts(2, 0, 0)


def test_numbers_across_pieces_of_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(step_text, "_CHUNK", 100)
    lines = b"".join(b"#%d= IFCSPACE('%s',#1,$);\n" % (number, b"x" * (number % 40)) for number in range(1, 400))
    assert _count(tmp_path, lines) == StepCounts(399, 0, 399)
    assert _count(tmp_path, lines + b"#17=IFCWALL();\n") == StepCounts(400, 1, 399)


def test_file_without_records(tmp_path):
    assert _count(tmp_path, b"ISO-10303-21;\nDATA;\nENDSEC;\n") == StepCounts(0, 0, 0)
    assert _count(tmp_path, b"=#=1=" * 30) == StepCounts(0, 0, 0)


def test_records_in_remarks_do_not_count(tmp_path, monkeypatch):
    text = b"#1=IFCSPACE('a /* b');\n/* old: #2=IFCSPACE('it''s'); #1=IFCSPACE(); */#3=IFCSPACE('c */');\n"
    assert _count(tmp_path, text) == StepCounts(2, 0, 2)
    monkeypatch.setattr(step_text, "_CHUNK", 30)
    assert _count(tmp_path, text) == StepCounts(2, 0, 2)


def test_a_remark_without_end_hides_no_records(tmp_path, monkeypatch):
    monkeypatch.setattr(step_text, "_LONGEST_REMARK", 50)
    text = b"#1=IFCSPACE('a');\n/* #2=IFCSPACE('b');\n" + b"#3=IFCA('x');\n" * 10
    assert _count(tmp_path, text).space_count == 2
