"""A letter on paper through the packaged deployment: one function has the press, in a layer of its own,
and sets it with its own rights.
"""

from typing import Any

import pytest
import requests

from tests.packaged.rig import PackagedStack, eventually
from tests.packaged.test_files import Grace
from tests.printed import told_of

ON_PAPER = {
    "contact_type": "complaint",
    "received_via": "letter",
    "urgent_need": False,
    "subject": "communications",
    "what_happened": "Nobody rang me about my blood test.",
    "first_name": "Petra",
    "last_name": "Examplova",
    "address": "3 Long Row, Exampleton",
    "channels": ["letter"],
}


@pytest.fixture
def grace(packaged_stack: PackagedStack) -> Grace:
    return Grace(packaged_stack)


def documents(grace: Grace, case: dict[str, Any]) -> list[dict[str, Any]]:
    return list(grace.ask("GET", f"{case['href']}/documents")["items"])


def test_a_letter_for_the_post_is_set_as_an_accessible_pdf_and_opened(
    grace: Grace, packaged_stack: PackagedStack
):
    case = grace.ask("POST", "/api/cases", ON_PAPER)

    grace.ask(
        "POST",
        f"{case['href']}/prepared-acknowledgement",
        {"version": case["version"], "words": "Thank you.", "offered": []},
    )

    (letter,) = eventually(lambda: documents(grace, case), seconds=40)
    assert letter["title"] == "Acknowledgement, letter on paper"
    opened = grace.ask("POST", f"{case['href']}/documents/{letter['document']}/opening", {})
    told = told_of(requests.get(opened["url"], timeout=20).content)
    assert (told.standard, told.title) == ("PDF/UA-1", "Our reply to your message")
    assert "Petra Examplova" in told.page_text


def test_only_one_function_carries_the_press(packaged_stack: PackagedStack):
    functions = packaged_stack.client("lambda").list_functions()["Functions"]

    with_layers = [each["FunctionName"] for each in functions if each.get("Layers")]

    assert with_layers == [packaged_stack.physical("OnChange")]
