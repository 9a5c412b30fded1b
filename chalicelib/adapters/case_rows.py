"""The rows of cases that are known by their numbers, and nothing else of them, in one call."""

from __future__ import annotations

from collections.abc import Collection

from chalicelib.adapters import items, keys
from chalicelib.adapters.attribute_values import plain, typed
from chalicelib.adapters.store_errors import errors_translated
from chalicelib.adapters.table import Table
from chalicelib.domain.errors import StoreBusy
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.worklist import Row

MOST_AT_ONCE = 100
"""DynamoDB's own: the most items of one such call."""


def rows_of(numbers: Collection[CaseNumber], store: Table) -> tuple[Row, ...]:
    """The rows of these cases, in no order; a number without a case has none. Raises: StoreBusy."""
    if not numbers:
        return ()
    assert len(numbers) <= MOST_AT_ONCE, "whoever asks must ask for a page"
    asked = {
        "Keys": [typed({"pk": keys.case_key(each), "sk": keys.CASE}) for each in numbers],
        "ProjectionExpression": "#row",
        "ExpressionAttributeNames": {"#row": "row"},
    }
    with errors_translated():
        answer = store.client.batch_get_item(RequestItems={store.name: asked})
    if answer.get("UnprocessedKeys"):
        raise StoreBusy("The list could not be read whole. Try again in a moment")
    return tuple(items.row_from(plain(each)) for each in answer["Responses"][store.name])
