"""The stream keeps the words by which a case is found in what people wrote."""

from __future__ import annotations

from chalicelib.application.ports import Ports
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.said_words import said_words


def keep_words(number: CaseNumber, ports: Ports) -> None:
    """Let the case be found by the words that stand in it now, and by no others.

    Safe to run twice: what is kept already is not written again. Raises: StoreBusy.
    """
    file = ports.cases.load(number)
    ports.said.keep(number, file.case.organisation, said_words(file))
