"""Quick queries of the embedded AWS, however much is in an index.

For each query of an index ministack reads, sorts and tests every entry of a partition; DynamoDB goes
straight to the first that is asked for. Here the entries are kept in their order, and ministack is
shown only those between the bounds of the sort key, from the starting key on, and no more than the
limit allows. What it makes of them stays its own business, and a query of another form than ours too.

It leans on the inside of the one version that is pinned: a test compares answers with and without it.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

from ministack.services import dynamodb

Request = Mapping[str, Any]
Table = dict[str, Any]
Entry = tuple[str, str, str]
"""The sort key of the index, then the two keys of the table: the order that DynamoDB promises."""
Members = dict[str, dict[str, list[tuple[str, str]]]]
"""The keys of what a query may find, by index and partition."""

# Beside ministack's own members of the indexes, so that both are forgotten together.
IN_ORDER = "entries in order"

_CONDITION = re.compile(
    r"\s*[#\w]+\s*=\s*(?P<partition>:\w+)"
    r"(\s+AND\s+[#\w]+\s*(?P<operator><=?|>=?|=)\s*(?P<bound>:\w+))?\s*"
)
_shown: ContextVar[Members | None] = ContextVar("shown", default=None)


def install() -> None:
    """Make the queries of this process's ministack quick."""
    answer, members_of, note = dynamodb._query, dynamodb._index_members, dynamodb._index_item

    def query(request: Request) -> Any:
        token = _shown.set(_narrowed(request, members_of))
        try:
            return answer(request)
        finally:
            _shown.reset(token)

    def index_members(table: Table) -> Any:
        shown = _shown.get()
        return members_of(table) if shown is None else shown

    def index_item(table: Table, pk: str, sk: str, item: Request, add: bool) -> None:
        note(table, pk, sk, item, add)
        _keep_in_order(table, (pk, sk), item, add=add)

    dynamodb._query, dynamodb._index_members, dynamodb._index_item = query, index_members, index_item


def _narrowed(request: Request, members_of: Any) -> Members | None:
    """What the query may find, and no more; None where its form is none of ours."""
    table = dynamodb._tables.get(dynamodb._normalize_table_name(request.get("TableName")))
    index = str(request.get("IndexName") or "")
    condition = _CONDITION.fullmatch(request.get("KeyConditionExpression") or "")
    if not table or not condition or not _is_ordered_by_text(table, index):
        return None
    values = request.get("ExpressionAttributeValues") or {}
    texts = {name: value["S"] for name, value in values.items() if "S" in value}
    if not {name for name in condition.group("partition", "bound") if name} <= texts.keys():
        return None
    partition = texts[condition["partition"]]
    entries = _entries(table, members_of(table), index, partition)
    bound = texts.get(condition["bound"], "")
    start, end = _between(entries, condition["operator"], bound)
    start, end = _asked_for(entries, start, end, request, _range_key(table, index))
    keys = [(pk, sk) for _, pk, sk in entries[start:end]]
    if request.get("ScanIndexForward", True):
        keys = list(_on_one_page(table, index, keys))
    return {index: {partition: keys}}


def _between(entries: Sequence[Entry], operator: str | None, bound: str) -> tuple[int, int]:
    """From which entry on, and up to which one, the condition on the sort key holds."""
    first = bisect_left(entries, bound, key=_sorted_by)
    after = bisect_right(entries, bound, key=_sorted_by)
    spans = {"<": (0, first), "<=": (0, after), "=": (first, after)}
    spans |= {">": (after, len(entries)), ">=": (first, len(entries))}
    return spans.get(operator or "", (0, len(entries)))


def _on_one_page(
    table: Table, index: str, keys: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """As many as fill a page, and the one that does not fit any more: it tells that there is a next."""
    size = 0
    for pk, sk in keys:
        yield pk, sk
        entry = dynamodb._apply_index_projection(table["items"][pk][sk], table, index)
        size += dynamodb._item_size_bytes(entry)
        if size > dynamodb._DDB_PAGE_SIZE_BYTES:
            return


def _asked_for(
    entries: Sequence[Entry], start: int, end: int, request: Request, range_key: str
) -> tuple[int, int]:
    """What is left of a span after the starting key, and of that as many as are asked for."""
    forward, limit = request.get("ScanIndexForward", True), int(request.get("Limit") or end)
    if key := request.get("ExclusiveStartKey"):
        entry = tuple(key.get(name, {}).get("S", "") for name in (range_key, "pk", "sk"))
        if forward:
            start = max(start, bisect_right(entries, entry))
        else:
            end = min(end, bisect_left(entries, entry))
    return (start, min(end, start + limit)) if forward else (max(start, end - limit), end)


def _entries(table: Table, members: dict[Any, Any], index: str, partition: str) -> list[Entry]:
    """The entries of a partition in their order, sorted when first asked for."""
    in_order = members.setdefault(IN_ORDER, {})
    if (index, partition) not in in_order:
        range_key, items = _range_key(table, index), table["items"]
        keys = members[index].get(partition, ())
        in_order[index, partition] = sorted((items[pk][sk][range_key]["S"], pk, sk) for pk, sk in keys)
    entries: list[Entry] = in_order[index, partition]
    return entries


def _keep_in_order(table: Table, keys: tuple[str, str], item: Request, *, add: bool) -> None:
    in_order = table.get(dynamodb._INDEX_MEMBERS, {}).get(IN_ORDER, {})
    for index, hashes, ranges in dynamodb._index_key_schemas(table) if in_order else ():
        partition = dynamodb._index_partition(item, hashes, ranges)
        entries = in_order.get((index, partition))
        if entries is None:
            continue
        entry = (item[ranges[0]]["S"], *keys)
        at = bisect_left(entries, entry)
        there = at < len(entries) and entries[at] == entry
        if add and not there:
            insort(entries, entry)
        elif there and not add:
            del entries[at]


def _is_ordered_by_text(table: Table, index: str) -> bool:
    """Whether an index, and the table below it, has one sort key and all keys are texts."""
    found = dynamodb._index_def(table, index)
    hashes, ranges = dynamodb._index_key_lists(found) if found else ([], [])
    if (len(hashes), len(ranges)) != (1, 1) or (table["pk_name"], table["sk_name"]) != ("pk", "sk"):
        return False
    names = (*hashes, *ranges, "pk", "sk")
    return all(dynamodb._get_attr_type(table, name) == "S" for name in names)


def _range_key(table: Table, index: str) -> str:
    (range_key,) = dynamodb._index_key_lists(dynamodb._index_def(table, index))[1]
    return str(range_key)


def _sorted_by(entry: Entry) -> str:
    return entry[0]
