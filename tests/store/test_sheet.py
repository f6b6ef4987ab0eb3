"""What spreadsheet programs write as CSV: their letters, signs, quotes and rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp.errors import NotReadable, NotThere
from vp.store.sheet import LIMIT, Row, read

TEXT = 'Nummer;Datum\r\n1;12-3-2025\r\n;\r\n2;"één\r\ntwee; drie ""vier"""\r\n;;\r\n'
SAID = (Row(2, ("1", "12-3-2025"), False), Row(4, ("2", 'één\r\ntwee; drie "vier"'), False))


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
def test_letters_are_read_as_they_were_written(encoding: str, told: str) -> None:
    sheet = read(TEXT.encode(encoding), "a.csv")
    assert (sheet.rows, sheet.encoding) == (SAID, told)
    assert sheet.headings == ("Nummer", "Datum")
    assert sheet.empty == 2


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_the_sign_between_cells_is_found(sign: str) -> None:
    text = f"a{sign}b{sign}c\n1{sign}x{sign}2\n"
    sheet = read(text.encode(), "a.csv")
    assert (sheet.delimiter, sheet.headings) == (sign, ("a", "b", "c"))


def test_the_sign_is_the_one_that_gives_the_wanted_headings() -> None:
    text = "Datum, tijd en plaats, of zo;Aard\n1;2\n"
    assert read(text.encode(), "a.csv", ["aard"]).delimiter == ";"


def test_a_line_on_top_that_names_the_sign_counts_as_no_row() -> None:
    sheet = read(b"sep=;\r\nNummer;Datum\r\n1;2\r\n", "a.csv")
    assert (sheet.headings, sheet.rows) == (("Nummer", "Datum"), (Row(2, ("1", "2"), False),))


def test_a_title_above_the_headings_is_passed_over() -> None:
    sheet = read(b"Register 2025;;\n;;\nNummer;Datum;\n1;2;\n", "a.csv", ["nummer"])
    assert sheet.headings == ("Nummer", "Datum")
    assert sheet.rows == (Row(4, ("1", "2"), False),)


def test_short_rows_are_filled_up_and_long_ones_are_marked() -> None:
    rows = read(b"a;b\n1\n1;2;;\n1;2;;3\n", "a.csv").rows
    assert rows == (Row(2, ("1", ""), False), Row(3, ("1", "2"), False), Row(4, ("1", "2"), True))


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_workbook_is_refused_with_the_way_to_a_csv(head: bytes) -> None:
    with pytest.raises(NotReadable) as refused:
        read(head + bytes(100), "register.xlsx")
    assert refused.value.sentence == "{name} is a workbook, and no CSV"
    assert "CSV UTF-8" in refused.value.hint


@pytest.mark.parametrize(
    "data",
    [
        "Naam;Aard\nZoë;é\n".encode("mac-roman"),
        b"a;b\n\x8d;\x9d\n",
        b"a;b\n\x00;1\n",
        b"\xff\xfea;b\n1",
        b"\xef\xbb\xbf\xff;b\n",
    ],
)
def test_letters_that_are_not_certain_are_refused(data: bytes) -> None:
    with pytest.raises(NotReadable) as refused:
        read(data, "a.csv")
    assert refused.value.sentence == "it is not certain which letters stand in {name}"


@pytest.mark.parametrize("text", ['a;b\n1;"open\n2;x\n', 'a;b\n1;"x"y\n'])
def test_quotation_marks_that_do_not_match_are_told_by_their_row(text: str) -> None:
    with pytest.raises(NotReadable) as refused:
        read(text.encode(), "a.csv")
    assert refused.value.fields == {"name": "a.csv", "row": 2}


def test_a_long_text_in_a_cell_is_read() -> None:
    assert read(b"a;b\n1;" + b"x" * 300_000, "a.csv").rows[0].cells == ("1", "x" * 300_000)


@pytest.mark.parametrize("data", [b"", b"\n;;\n", b"\xef\xbb\xbf"])
def test_an_empty_sheet_is_told(data: bytes) -> None:
    with pytest.raises(NotThere):
        read(data, "a.csv")


def test_there_are_limits() -> None:
    with pytest.raises(NotReadable):
        read(b"a;b\n" + b"1;2\n" * 20_001, "a.csv")
    with pytest.raises(NotReadable):
        read(bytes(LIMIT + 1), "a.csv")


@given(st.binary(max_size=400))
def test_any_bytes_are_a_sheet_or_refused(data: bytes) -> None:
    try:
        sheet = read(data, "a.csv", ["datum"])
    except (NotReadable, NotThere):
        return
    assert all(len(row.cells) == len(sheet.headings) for row in sheet.rows)
