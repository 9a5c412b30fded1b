"""Who may let whom in and shut whom out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.staff_directory import end_access, forget_app, invite_again
from tests.builders import HANDLER, MANAGER, TERMS

PACK = TERMS.pack
GONE = replace(HANDLER, roles=frozenset())


def test_the_last_who_can_give_access_cannot_be_shut_out():
    with pytest.raises(RuleBroken, match="Nobody would be left"):
        end_access(MANAGER, by=HANDLER.id, others=(MANAGER, HANDLER), pack=PACK)


def test_whoever_is_not_the_last_can_be_shut_out():
    deputy = replace(MANAGER, id="deputy")

    placed = end_access(MANAGER, by=deputy.id, others=(MANAGER, deputy), pack=PACK)

    assert placed.after.roles == frozenset()
    assert placed.facts["to"] == {"roles": []}


def test_somebody_without_access_is_neither_invited_nor_shut_out_again():
    with pytest.raises(RuleBroken, match="Give them a role first"):
        invite_again(GONE)
    with pytest.raises(RuleBroken, match="has no access"):
        end_access(GONE, by=MANAGER.id, others=(MANAGER,), pack=PACK)
    with pytest.raises(RuleBroken, match="has no access"):
        forget_app(GONE, by=MANAGER.id)
