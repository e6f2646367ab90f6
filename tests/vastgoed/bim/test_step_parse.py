import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vastgoed.bim.step_parse import RecordDamagedError, Reference, Typed, decode_text, parse_record


def test_values_of_every_kind():
    text = b"#12 = IFCX ( 'it''s' , #3,$,*, -1.5E-3, 7,.5,1.,(), (#1,(2.,3)), .T.,.U.,.ANY., IFCREAL( 2. ),\"0A\") ;"
    assert parse_record(text) == (
        "IFCX",
        [
            "it's", Reference(3), None, None, -0.0015, 7, 0.5, 1.0, [], [Reference(1), [2.0, 3]], True, "UNKNOWN",
            "ANY", Typed("IFCREAL", 2.0), "0A",
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [b"", b"#1=", b"#1=IFCX", b"#1=IFCX(", b"#1=IFCX('a);", b"#1=IFCX(});", b"#1=IFCX(1.2.3);",
     b"#1=IFCX(NaN);", b"#1=IFCX((1,2);", b"#1=IFCX(((,1)));", b"#1=IFCX(1,);", b"#1=IFCX(1)",
     b"#1=IFCX(" + b"(" * 5000 + b");"],
)  # fmt: skip
def test_text_that_is_no_record_is_refused(text):
    with pytest.raises(RecordDamagedError):
        parse_record(text)


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_no_text_brings_the_parser_down(tail):
    with contextlib.suppress(RecordDamagedError, UnicodeDecodeError):
        parse_record(b"#1=IFCX(" + tail)


def test_letters_of_every_spelling():
    assert decode_text(rb"\X2\00E9\X0\\X\E9\S\i\\") == "ééé\\"
    assert decode_text(rb"\X4\0001F600\X0\ \PE\\S\0") == "😀 А"[:2] + decode_text(rb"\PE\\S\0")
    assert decode_text("é".encode()) == "é"
    assert decode_text(b"Li\xe8ge") == "Liège"
    assert decode_text(b"a\r\nb") == "ab"
