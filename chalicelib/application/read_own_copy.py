"""Somebody of the staff reads their own copy of a response that mentions them."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.casework import file_of_theirs
from chalicelib.application.ports import Reading
from chalicelib.domain.errors import NotFound
from chalicelib.domain.letters.kept import SentLetter, copy_for_staff
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """The letter without what is not theirs to know, and the case it answers."""

    reference: Reference
    letter: SentLetter


def read_own_copy(reference: Reference, reader: Staff, reading: Reading) -> OwnCopy:
    """The copy of the response, for whoever it mentions: the one thing of the case that they see where
    it is about them, or restricted (S2-34; domain.md 4.2 `staff_subject`).

    Raises: NotFound, whether there is no such case, no letter yet, or no copy of theirs; NotAllowed.
    """
    file, _ = file_of_theirs(
        reference, reader, Action.READ_OWN_COPY, cases=reading.cases, policies=reading.policies
    )
    copy = copy_for_staff(file, reader.id)
    if copy is None:
        raise NotFound("There is no copy for you here")
    return OwnCopy(file.case.reference, copy)
