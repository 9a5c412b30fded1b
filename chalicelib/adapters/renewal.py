"""Bringing how people are found under the present secret, once a new word was put in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from chalicelib.adapters import identity_keys, keys, table
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.lookup_table import BESIDE, prints_of, stored_print
from chalicelib.adapters.said_table import SaidTable
from chalicelib.adapters.survey_table import SurveyTable
from chalicelib.adapters.table import Table, Write
from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import CaseChanged
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.parties import Party
from chalicelib.domain.said_words import said_words
from chalicelib.domain.searching import clues_of

_MOVED = "moved"


class Renewal:
    """The items of the table that hold fingerprints of people in cases."""

    def __init__(self, store: Table, prints: KeyedFingerprints) -> None:
        self._table, self._prints = store, prints
        self._surveys = SurveyTable(store, prints)
        self._said = SaidTable(store, prints)

    def renew(self, file: CaseFile, now: datetime) -> bool:
        """Whether anybody of the case, or what was written, was found by an older word only, and is by
        the present one now.

        Safe to run twice, and beside anything else: a person is moved in one transaction, on the
        version of the case that was read. Who wants no survey stays known as such.
        Raises: CaseChanged, where somebody works on the case meanwhile; StoreBusy.
        """
        organisation = file.case.organisation
        behind = [each for each in file.parties if self._is_behind(each, file)]
        texts = self._renew_words(file)
        for party in behind:
            self._keep_out_of_surveys(party, organisation, now)
            if self._table.transact(list(self._writes(party, file))):
                raise CaseChanged(file.case.reference)
        return bool(behind) or texts

    def _renew_words(self, file: CaseFile) -> bool:
        """What is kept beside the case is on no version of it: whoever changed or erased it meanwhile
        must have the last word, so another run looks again.
        """
        number = file.case.number
        moved = self._said.keep(number, file.case.organisation, said_words(file))
        now = self._table.get(keys.case_key(number), keys.CASE) if moved else None
        if now and now["version"] != file.case.version:
            raise CaseChanged(file.case.reference)
        return moved

    def _is_behind(self, party: Party, file: CaseFile) -> bool:
        """All of a person are written at once, so that one of them tells of all."""
        prints = self._present(party, file.case.organisation)
        if not prints:
            return False
        place = identity_keys.person_place(file.case.number, party.id)
        stored = self._table.get(identity_keys.person_key(prints[0]), place)
        return stored is None or stored.get(BESIDE) != " ".join(prints)

    def _present(self, party: Party, organisation: OrganisationId) -> list[str]:
        return sorted(prints_of(clue, organisation, self._prints)[0] for clue in clues_of(party))

    def _writes(self, party: Party, file: CaseFile) -> Iterator[Write]:
        organisation, number = file.case.organisation, file.case.number
        present, place = (
            self._present(party, organisation),
            identity_keys.person_place(number, party.id),
        )
        every = {
            each for clue in clues_of(party) for each in prints_of(clue, organisation, self._prints)
        }
        yield table.still(keys.case_key(number), keys.CASE, "version", file.case.version, label=_MOVED)
        for print_ in present:
            yield table.put(stored_print(identity_keys.person_key(print_), place, beside=present))
        for print_ in sorted(every.difference(present)):
            yield table.delete(identity_keys.person_key(print_), place)

    def _keep_out_of_surveys(self, party: Party, organisation: OrganisationId, now: datetime) -> None:
        marks = self._surveys.marks_of(party, organisation)
        if self._surveys.stopped(marks):
            self._surveys.stop(marks, now)
