"""Both secrets are renewed by command, and no process needs to be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from chalicelib.adapters import secret as stored
from chalicelib.adapters.secret import StoredSecret
from infra import renew
from infra.operated import Operated
from infra.steps import Refusal
from tests.aws import aws_in_memory


@pytest.fixture
def secrets() -> Iterator[Any]:
    with aws_in_memory():
        secrets = boto3.client("secretsmanager")
        for name in ("session", "identity"):
            secrets.create_secret(Name=name, SecretString="first")
        yield secrets


def words_of(secrets: Any, name: str) -> list[str]:
    words: list[str] = secrets.get_secret_value(SecretId=name)["SecretString"].split()
    return words


def test_the_secret_of_forms_keeps_one_word_before_and_that_of_people_keeps_all(
    secrets: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    class Named:
        session_secret_id, identity_secret_id = "session", "identity"

    monkeypatch.setattr(renew, "operated", lambda stage: Operated(stage, Named()))  # type: ignore[arg-type]
    for which in ("session", "identity") * 2:
        monkeypatch.setattr("sys.argv", ["renew", "live", which])
        renew.main()

    (third, second), people = words_of(secrets, "session"), words_of(secrets, "identity")
    assert "first" not in (third, second)
    assert len(people) == 3
    assert people[-1] == "first"
    assert {len(word) for word in (third, second, *people[:2])} == {renew.LENGTH}
    assert not [word for word in (third, second, *people) if word in capsys.readouterr().out]


def test_another_secret_is_asked_for_in_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.argv", ["renew", "live"])

    with pytest.raises(Refusal, match="Say which secret"):
        renew.main()


def test_a_process_learns_of_a_new_word_when_it_meets_it_and_within_an_hour_by_itself(
    secrets: Any, monkeypatch: pytest.MonkeyPatch
):
    now = [1000.0]
    monkeypatch.setattr(stored.time, "monotonic", lambda: now[0])
    asked, waits = StoredSecret("session"), StoredSecret("session")
    assert asked.words == waits.words == ("first",)
    renew.renew("session", secrets, kept=2)

    assert not asked.has_changed(), "asked a moment ago: a forger cannot make us ask each time"
    now[0] += stored.ASKED_AGAIN_AFTER + 1
    assert asked.has_changed()
    assert asked.words[1] == "first"

    assert waits.words == ("first",)
    now[0] += stored.REMEMBERED_FOR
    assert waits.words == asked.words
