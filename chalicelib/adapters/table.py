"""The table of cases and that of figures beside it, and their client. Their keys are in `keys`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from chalicelib.adapters.attribute_values import plain as _plain
from chalicelib.adapters.attribute_values import typed as _typed
from chalicelib.adapters.formats import brought_up
from chalicelib.adapters.packed import PACKED, packed, unpacked
from chalicelib.adapters.page_keys import leading_on
from chalicelib.adapters.store_errors import BUSY, errors_translated, patience, refused
from chalicelib.domain.errors import StoreBusy

Item = dict[str, Any]
"""Plain values; turned into DynamoDB's typed form only at the call."""

TRANSACTION_LIMIT = 100
"""DynamoDB's own: the most items of one transaction."""

BATCH_LIMIT = 25
"""DynamoDB's own: the most items that are written beside each other in one call."""
BATCH_ATTEMPTS = 4

PARTITIONS_AT_ONCE = 50
"""DynamoDB's own: the most partitions that one statement names."""

MARK = "mark"
"""The attribute that says who exchanged an item; it means nothing afterwards."""

SHOWN_AGAIN = "shown_again"
"""The attribute that makes a change of an item that says what it said."""


class Table:
    """The table and its client, made at the first call.

    `figures` names the table of the counters of figures, apart so that reports are made without any
    right to cases (S4-3). One transaction holds writes to both. Where it is not said, as in tools that
    count nothing, it is the same table.
    """

    def __init__(self, name: str, *, figures: str = "") -> None:
        self.name, self.figures = name, figures or name

    @cached_property
    def client(self) -> Any:
        """DynamoDB's client: a connection pool, so one for the process."""
        import boto3

        return boto3.client("dynamodb", config=patience())

    def get(self, pk: str, sk: str) -> Item | None:
        """One item, strongly consistent; None where there is none."""
        with errors_translated():
            answer = self.client.get_item(
                TableName=self.name, Key=_typed({"pk": pk, "sk": sk}), ConsistentRead=True
            )
        return _read(answer["Item"]) if "Item" in answer else None

    def partition(self, pk: str, *, prefix: str = "") -> Iterator[Item]:
        """Every item of a partition, strongly consistent, in the order of its sort keys."""
        condition = "pk = :pk AND begins_with(sk, :sk)" if prefix else "pk = :pk"
        values = {":pk": pk} | ({":sk": prefix} if prefix else {})
        yield from self.query(condition, values, ConsistentRead=True)

    def partitions(self, pks: Collection[str]) -> Iterator[Item]:
        """Every item of these partitions, strongly consistent, in no order: one call for 50 of them and
        for each megabyte. Only whole partitions are named, so that nothing else is looked at.
        """
        for start in range(0, len(pks), PARTITIONS_AT_ONCE):
            asked = list(pks)[start : start + PARTITIONS_AT_ONCE]
            where = " OR ".join(["pk = ?"] * len(asked))
            request: dict[str, Any] = {
                "Statement": f'SELECT * FROM "{self.name}" WHERE {where}',  # noqa: S608 (our own name)
                "Parameters": [{"S": pk} for pk in asked],
                "ConsistentRead": True,
            }
            yield from self._selected(request)

    def _selected(self, request: dict[str, Any]) -> Iterator[Item]:
        while True:
            with errors_translated():
                answer = self.client.execute_statement(**request)
            yield from map(_read, answer["Items"])
            if "NextToken" not in answer:
                return
            request["NextToken"] = answer["NextToken"]

    def query(
        self,
        condition: str,
        values: Mapping[str, Any],
        *,
        start: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Iterator[Item]:
        """Everything that a query finds, behind `start` if there is one: page after page, so that no
        answer is cut short.
        """
        if start:
            more["ExclusiveStartKey"] = _typed(start)
        request = {
            "TableName": self.name,
            "KeyConditionExpression": condition,
            "ExpressionAttributeValues": _typed(values),
            **more,
        }
        while True:
            with errors_translated():
                answer = self.client.query(**request)
            yield from map(_read, answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def query_page(
        self,
        condition: str,
        values: Mapping[str, Any],
        *,
        limit: int | None,
        start: Mapping[str, str] | None,
        **more: Any,
    ) -> tuple[list[Item], dict[str, str] | None]:
        """One page of an index, and the key that the next one starts after; a megabyte of it where
        there is no limit.
        """
        if limit:
            more["Limit"] = limit
        if start is not None:
            more["ExclusiveStartKey"] = _typed(start)
        with leading_on(start, more.get("IndexName")), errors_translated():
            answer = self.client.query(
                TableName=self.name,
                KeyConditionExpression=condition,
                ExpressionAttributeValues=_typed(values),
                **more,
            )
        last = answer.get("LastEvaluatedKey")
        return [_read(item) for item in answer["Items"]], _plain(last) if last else None

    def count(self, index: str, key: str) -> int:
        """How many entries an index has under a key; none of them is fetched."""
        request: dict[str, Any] = {
            "TableName": self.name,
            "IndexName": index,
            "KeyConditionExpression": f"{index} = :key",
            "ExpressionAttributeValues": _typed({":key": key}),
            "Select": "COUNT",
        }
        counted = 0
        while True:
            with errors_translated():
                answer = self.client.query(**request)
            counted += int(answer["Count"])
            if "LastEvaluatedKey" not in answer:
                return counted
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def put(self, item: Item) -> None:
        """Write one item, whatever stood in its place."""
        with errors_translated():
            self.client.put_item(TableName=self.name, Item=_stored(item))

    def write_many(self, puts: Sequence[Item], deletes: Sequence[tuple[str, str]]) -> None:
        """Write and remove items, in any order, some of them perhaps not: only for what is made again
        when it is run again. Raises: StoreBusy, where the store would not take all of them.
        """
        requests: list[dict[str, Any]] = [
            *({"PutRequest": {"Item": _stored(item)}} for item in puts),
            *({"DeleteRequest": {"Key": _typed({"pk": pk, "sk": sk})}} for pk, sk in deletes),
        ]
        for start in range(0, len(requests), BATCH_LIMIT):
            self._written(requests[start : start + BATCH_LIMIT])

    def _written(self, requests: list[dict[str, Any]]) -> None:
        left = requests
        for _ in range(BATCH_ATTEMPTS):
            with errors_translated():
                answer = self.client.batch_write_item(RequestItems={self.name: left})
            left = answer.get("UnprocessedItems", {}).get(self.name, [])
            if not left:
                return
        raise StoreBusy(BUSY)

    def put_once(self, item: Item) -> bool:
        """Write one item, if nothing stands in its place; False where something does."""
        from botocore.exceptions import ClientError

        try:
            with errors_translated():
                self.client.put_item(
                    TableName=self.name,
                    Item=_stored(item),
                    **_conditional("attribute_not_exists(pk)", None),
                )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            return False
        return True

    def take(self, pk: str, sk: str) -> Item | None:
        """Remove an item and bring what it was; None where it is gone already."""
        with errors_translated():
            answer = self.client.delete_item(
                TableName=self.name, Key=_typed({"pk": pk, "sk": sk}), ReturnValues="ALL_OLD"
            )
        return _read(answer["Attributes"]) if answer.get("Attributes") else None

    def count_up(self, pk: str, sk: str, *, expires_at: int) -> int:
        """Add one to an item's `count`, making it where it is missing; the number after that."""
        with errors_translated():
            answer = self.client.update_item(
                TableName=self.name,
                Key=_typed({"pk": pk, "sk": sk}),
                UpdateExpression="ADD #count :one SET expires_at = :end",
                ExpressionAttributeNames={"#count": "count"},
                ExpressionAttributeValues=_typed({":one": 1, ":end": expires_at}),
                ReturnValues="UPDATED_NEW",
            )
        return int(_plain(answer["Attributes"])["count"])

    def exchange(self, item: Item, *, seen: str, mark: str) -> bool:
        """Write one item if the body in its place is still `seen`; whether it was this very write
        that did so.

        `mark` is kept with the item and is nobody else's: when an answer is lost, the client asks
        again, the condition fails on our own first write, and the mark tells that it was ours.
        """
        from botocore.exceptions import ClientError

        try:
            with errors_translated():
                self.client.put_item(
                    TableName=self.name,
                    Item=_stored({**item, MARK: mark}),
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                    **_conditional("body = :seen", {":seen": seen}),
                )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
            there: Any = error.response.get("Item", {})
            return bool(there.get(MARK) == {"S": mark})
        return True

    def transact(self, writes: Sequence[Write]) -> list[str]:
        """Write all or nothing. Empty if written; else the labels of the writes that refused.

        Its request token makes an attempt that the client repeats after a lost answer the same
        transaction, for ten minutes. botocore draws one if none is given; a test holds it to that.

        Raises: StoreContended, StoreBusy.
        """
        from botocore.exceptions import ClientError

        assert len(writes) <= TRANSACTION_LIMIT, "a change must fit one transaction"
        try:
            with errors_translated():
                self.client.transact_write_items(
                    TransactItems=[write.request(self) for write in writes]
                )
        except ClientError as error:
            return refused(error, [write.label for write in writes])
        return []


class Write:
    """One write of a transaction. `label` says in our words what its refusal means."""

    def __init__(self, operation: str, body: dict[str, Any], label: str) -> None:
        self._operation, self._body, self.label = operation, body, label
        self._is_figure = False

    def among_figures(self) -> Write:
        """The same write, to the table of figures."""
        write = Write(self._operation, self._body, self.label)
        write._is_figure = True
        return write

    def request(self, to: Table) -> dict[str, Any]:
        """The write in DynamoDB's form."""
        name = to.figures if self._is_figure else to.name
        return {self._operation: {"TableName": name, **self._body}}


def put(
    item: Item, *, label: str = "", condition: str = "", values: Mapping[str, Any] | None = None
) -> Write:
    """Write an item, if the condition holds."""
    return Write("Put", {"Item": _stored(item), **_conditional(condition, values)}, label)


def rewrite(item: Item, *, seen: Item) -> Write:
    """Write an item in another format, if what stands there is still what was seen."""
    values, there = {":format": seen["format"], ":body": seen.get("body", "")}, "body = :body"
    if PACKED in seen:
        values, there = {":format": seen["format"], ":packed": seen[PACKED]}, f"{PACKED} = :packed"
    elif "body" not in seen:
        there = "(attribute_not_exists(body) OR body = :body)"
    body = {"Item": _stored(item), **_conditional(f"#format = :format AND {there}", values)}
    return Write("Put", {**body, "ExpressionAttributeNames": {"#format": "format"}}, "moved")


def put_new(item: Item, *, label: str) -> Write:
    """Write an item that must not exist yet."""
    return put(item, label=label, condition="attribute_not_exists(pk)")


def delete(pk: str, sk: str) -> Write:
    """Remove an item, whether or not it is there."""
    return Write("Delete", {"Key": _typed({"pk": pk, "sk": sk})}, "")


def add(pk: str, sk: str, amounts: Mapping[str, int]) -> Write:
    """Add to the numbers of an item, making it and them where they are missing."""
    names = {f"#{n}": name for n, name in enumerate(amounts)}
    values = {f":{n}": amount for n, amount in enumerate(amounts.values())}
    expression = "ADD " + ", ".join(f"#{n} :{n}" for n in range(len(amounts)))
    body = {
        "Key": _typed({"pk": pk, "sk": sk}),
        "UpdateExpression": expression,
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": _typed(values),
    }
    return Write("Update", body, "")


def correct(pk: str, sk: str, name: str, *, kept: int, found: int) -> Write:
    """Set one number of an item, if it still is what it was; one that is missing is none."""
    still = "#name = :kept" if kept else "(attribute_not_exists(#name) OR #name = :kept)"
    body = {
        "Key": _typed({"pk": pk, "sk": sk}),
        "UpdateExpression": "SET #name = :found",
        "ConditionExpression": still,
        "ExpressionAttributeNames": {"#name": name},
        "ExpressionAttributeValues": _typed({":kept": kept, ":found": found}),
    }
    return Write("Update", body, "moved")


def still(pk: str, sk: str, name: str, seen: int, *, label: str) -> Write:
    """Change nothing, and refuse all of it unless an item's number still is what was seen."""
    body = {
        "Key": _typed({"pk": pk, "sk": sk}),
        "ConditionExpression": "#name = :seen",
        "ExpressionAttributeNames": {"#name": name},
        "ExpressionAttributeValues": _typed({":seen": seen}),
    }
    return Write("ConditionCheck", body, label)


def show_again(pk: str, sk: str, *, at: str) -> Write:
    """Mark an item that is there, and change nothing else of it: the stream shows it once more."""
    body = {
        "Key": _typed({"pk": pk, "sk": sk}),
        "UpdateExpression": f"SET {SHOWN_AGAIN} = :at",
        "ConditionExpression": "attribute_exists(pk)",
        "ExpressionAttributeValues": _typed({":at": at}),
    }
    return Write("Update", body, "gone")


def _conditional(condition: str, values: Mapping[str, Any] | None) -> dict[str, Any]:
    if not condition:
        return {}
    named = {"ConditionExpression": condition}
    return named | ({"ExpressionAttributeValues": _typed(values)} if values else {})


def plain_image(image: Mapping[str, Mapping[str, Any]]) -> Item:
    """A stream record's image as an item."""
    return _read(image)


def _read(stored: Mapping[str, Mapping[str, Any]]) -> Item:
    """An item in plain values and in the present format."""
    return brought_up(unpacked(_plain(stored)))


def _stored(item: Item) -> dict[str, Any]:
    """An item as DynamoDB keeps it."""
    return _typed(packed(item))
