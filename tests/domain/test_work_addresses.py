"""Which addresses an employer gave (S0-18)."""

from __future__ import annotations

import pytest

from chalicelib.domain.work_addresses import is_at_work


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


@pytest.mark.parametrize(
    "address", ["asha@patients.example", "a@nhs.net.example", "nhs.uk@mail.example", "b@mynhs.net", ""]
)
def test_s0_18_no_other_address_is(address: str):
    assert not is_at_work(address)
