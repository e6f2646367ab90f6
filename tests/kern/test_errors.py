import pytest

from kern.errors import FactorMissing, InputWrong, KoersError, UsageWrong
from kern.findings import Finding, Severity
from kern.language import choose_language


@pytest.fixture(autouse=True)
def _english():
    choose_language("en")


def test_message_fills_its_placeholders():
    error = InputWrong("File {file}, row {row} is wrong.", file="a.csv", row=3)
    assert str(error) == "File a.csv, row 3 is wrong."


def test_exit_codes_tell_data_from_usage():
    assert InputWrong("x").exit_code == 1
    assert FactorMissing("x").exit_code == 1
    assert UsageWrong("x").exit_code == 2


def test_error_carries_the_findings_behind_it():
    finding = Finding("a.b", Severity.ERROR, "wrong")
    assert KoersError("several", findings=[finding]).findings == (finding,)
