"""Which addresses an employer gave (S0-18)."""

from __future__ import annotations

import pytest

from chalicelib.domain.work_addresses import employers_in, is_at_work
from tests.clockwork import pack


@pytest.mark.parametrize(
    "address",
    [
        "a.nurse@nhs.net",
        "b@trust.nhs.uk",
        " C@GP.NHS.UK ",
        "d@nhs.uk",
        "e@nhs.scot",
        "f@trust.hscni.net",
    ],
)
def test_s0_18_mail_of_the_nhs_is_at_work(address: str):
    assert is_at_work(address)


def test_s0_18_mail_of_an_employer_that_the_organisation_names_is_at_work():
    defence = pack("medical-defence")

    assert is_at_work("dr.a@hospital-group.example", employers_in(defence))
    assert is_at_work("dr.a@ward.hospital-group.example", employers_in(defence))
    assert not is_at_work("dr.a@hospital-group.example")


@pytest.mark.parametrize(
    "address", ["asha@patients.example", "a@nhs.net.example", "nhs.uk@mail.example", "b@mynhs.net", ""]
)
def test_s0_18_no_other_address_is(address: str):
    assert not is_at_work(address)
