"""References as people write them (S0-2)."""

from __future__ import annotations

import pytest

from chalicelib.domain.errors import Invalid
from chalicelib.domain.reference import read_reference
from tests.builders import a_file


@pytest.mark.parametrize(
    "written", ["ABC/123456", "abc/123456", "abc 123456", "ABC-123456", "  Abc / 123456 "]
)
def test_a_reference_is_understood_however_it_is_written(written: str):
    assert str(read_reference(written)) == "ABC/123456"


@pytest.mark.parametrize(
    "written",
    ["ABC/12345", "ABC/1234567", "AB1/123456", "123456", "A/123456", "ABCDE/123456", "", "١٢٣"],
)
def test_what_is_not_a_reference_is_refused(written: str):
    with pytest.raises(Invalid):
        read_reference(written)


def test_a_case_does_not_answer_to_initials_that_it_never_had():
    case = a_file().case

    assert case.answers_to(read_reference("WLP/123456"))
    assert not case.answers_to(read_reference("XYZ/123456"))
