"""Which words of a text find its case, and which do not: issue 6, point 8; docs/decisions/0084."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.domain import casework
from chalicelib.domain.casework import assessing
from chalicelib.domain.casework.undoing import Undoing, undo
from chalicelib.domain.identity.opening import without_words
from chalicelib.domain.issues import StaffGroup
from chalicelib.domain.said_words import MOST, said_words, words_of_text
from tests.builders import CHRISTMAS_EVE, TERMS, a_file, an_occasion, by_staff


def at(minutes: int):
    return an_occasion(CHRISTMAS_EVE + timedelta(minutes=minutes), by_staff(), nonce=str(minutes))


def forms(text: str) -> set[str]:
    return {word.form for word in words_of_text(text)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("They should have been there", set(), id="words of every text are none"),
        pytest.param("an MRI of it", {"mri"}, id="three letters are enough"),
        pytest.param("PAIN, pain - Pain!", {"pain"}, id="each once, however it is written"),
        pytest.param("Café’s naïve", {"cafes", "cafe", "naive"}, id="without accents"),
        pytest.param("two doctors", {"doctors", "doctor"}, id="the one of which there are several"),
        pytest.param("illness", {"illness"}, id="a double s is no plural"),
        pytest.param("9434765919 27/03/1957 B12x", set(), id="no number: those are of people"),
        pytest.param("boli mnie głowa", {"boli", "mnie", "glowa"}, id="words of other languages"),
    ],
)
def test_a_text_is_found_by_its_telling_words(text: str, words: set[str]):
    assert forms(text) == words


def test_the_longest_text_has_an_end():
    letters = "abcdefghijklmnopqrst"
    text = " ".join(f"q{a}{b}{c}q" for a in letters for b in letters for c in letters)

    assert len(forms(text)) == MOST


def test_every_text_of_a_case_is_found_with_the_names_of_its_people():
    noted = casework.add_note(
        a_file(), casework.Note("The pharmacy rang"), terms=TERMS, occasion=at(1)
    ).file

    texts = {seq: {word.form for word in words} for seq, words in said_words(noted).items()}

    assert set(texts) == {1, 2}
    assert {"blood", "test", "asha", "verity"} <= texts[1]
    assert {"pharmacy", "asha", "verity"} <= texts[2]
    assert "blood" not in texts[2]


def test_a_note_that_was_undone_and_an_older_list_of_issues_are_found_no_more():
    file = a_file()
    for minutes, text in ((1, "The result was lost"), (2, "The letter was rude")):
        issue = assessing.ListedIssue(text, "clinical_treatment", StaffGroup.NOBODY)
        listed = assessing.Issues((issue,))
        file = assessing.list_issues(file, listed, terms=TERMS, occasion=at(minutes)).file
    file = casework.add_note(file, casework.Note("Mistaken"), terms=TERMS, occasion=at(10)).file
    file = undo(file, Undoing(), terms=TERMS, occasion=at(11)).file

    assert set(said_words(file)) == {1, 3}


def test_what_was_erased_is_found_by_nothing():
    assert said_words(without_words(a_file())) == {}
