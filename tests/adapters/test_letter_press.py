"""Letters as PDF/UA-1: what a screen reader is told of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.adapters.letter_press import FONTS, TypstPress
from chalicelib.application.press import Block, BlockKind, Printout, Sheet
from tests.printed import Told, told_of

ANSWER = Sheet(
    "Our response to your complaint",
    (
        Block(BlockKind.PARAGRAPH, "Dear Ms Example"),
        Block(BlockKind.HEADING, "What happened"),
        Block(BlockKind.PARAGRAPH, "Issue 1: #strong[nobody] rang.\nIssue 2: Dr Ŵyn, 5 * 3 = $15$."),
        Block(BlockKind.HEADING, "Where to get help"),
        Block(BlockKind.LISTING, items=("Call us", "Write to us")),
        Block(BlockKind.PARAGRAPH, "Follow it: https://a.example", address="https://a.example"),
        Block(BlockKind.PARAGRAPH, "Yours sincerely\n\n\nPartner"),
    ),
)
LETTER = Printout(
    name="Response",
    reference="WLP/100001",
    language="en",
    direction="ltr",
    large=False,
    head=(("Willow Lane", "1 Willow Lane", "01632 960 001"), ("4 February 2027",), ("Ann Example",)),
    sheets=(ANSWER,),
)


def told(**changed: object) -> Told:
    return told_of(TypstPress().pdf(replace(LETTER, **changed)).content)  # type: ignore[arg-type]


def test_a_letter_is_tagged_has_a_title_a_language_and_the_mark_of_pdf_ua():
    letter = told(language="cy")

    assert (letter.standard, letter.tagged, letter.shows_title) == ("PDF/UA-1", True, True)
    assert (letter.title, letter.language) == ("Our response to your complaint", "cy")


def test_a_screen_reader_hears_the_letter_in_the_order_in_which_it_is_written():
    letter = told()

    tags = [tag for tag, _ in letter.parts]
    assert tags[:3] == ["P", "P", "P"]  # the letterhead and the day
    assert letter.texts("H1") == ["Our response to your complaint"]
    assert letter.texts("H2") == ["What happened", "Where to get help"]
    assert letter.texts("LBody") == ["Call us", "Write to us"]
    assert tags.index("H1") < tags.index("H2") < tags.index("L")


def test_nothing_that_a_person_wrote_is_read_as_a_command_of_the_press():
    assert "Issue 1: #strong[nobody] rang." in told().page_text
    assert "Dr Ŵyn, 5 * 3 = $15$." in told().page_text


def test_each_letter_of_an_envelope_begins_on_a_page_of_its_own_below_the_letterhead():
    covering = Sheet("Before you read our response", (Block(BlockKind.PARAGRAPH, "Dear Ms Example"),))

    letter = told(sheets=(covering, ANSWER))

    assert letter.pages == 2
    assert letter.texts("H1") == ["Before you read our response", "Our response to your complaint"]
    assert letter.page_text.count("Willow Lane") == 4
    assert letter.title == "Our response to your complaint"


def test_large_print_is_larger():
    long = Sheet(
        "Title", tuple(Block(BlockKind.PARAGRAPH, "Many words are here. " * 20) for _ in range(5))
    )

    assert told(sheets=(long,), large=True).pages > told(sheets=(long,)).pages


def test_the_same_letter_is_the_same_file():
    assert TypstPress().pdf(LETTER) == TypstPress().pdf(LETTER)


def test_a_character_that_no_typeface_has_holds_up_no_letter_and_claims_no_standard():
    strange = replace(LETTER, head=(("Willow Lane", ""), ("你好",)))

    pdf = TypstPress().pdf(strange)

    assert not pdf.accessible
    assert (told_of(pdf.content).standard, told_of(pdf.content).tagged) == ("", True)


@pytest.mark.parametrize("face", ["AtkinsonHyperlegibleNext_400Regular", "DejaVuSans-Bold"])
def test_the_typefaces_are_ours(face: str):
    assert any(face in each.name for each in FONTS.iterdir())
