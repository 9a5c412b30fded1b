"""The roots of the days in a bucket that locks what is put into it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import boto3
import pytest

from chalicelib.adapters.root_bucket import RootBucket
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.roots import ChainEnd, DayRoot
from tests.aws import REGION, aws_in_memory

NAME = "candour-test-roots"
FIRST = DayRoot(date(2026, 12, 24), "", (ChainEnd(CaseNumber("100001"), 3, "aa"),))
SECOND = DayRoot(date(2026, 12, 25), FIRST.root, FIRST.ends)


@pytest.fixture
def s3() -> Iterator[Any]:
    with aws_in_memory():
        client: Any = boto3.client("s3")
        client.create_bucket(
            Bucket=NAME,
            CreateBucketConfiguration={"LocationConstraint": REGION},
            ObjectLockEnabledForBucket=True,
        )
        yield client


def test_the_newest_root_of_an_earlier_day_comes_back_as_it_was_kept(s3: Any):
    bucket = RootBucket(NAME)
    for root in (FIRST, SECOND):
        bucket.keep(root)

    assert bucket.last_before("2026-12-24") is None
    assert bucket.last_before("2026-12-25") == FIRST
    assert bucket.last_before("2027-01-02") == SECOND


def test_a_root_that_is_not_the_hash_of_what_it_holds_is_refused(s3: Any):
    RootBucket(NAME).keep(FIRST)
    kept = json.loads(s3.get_object(Bucket=NAME, Key="roots/2026-12-24.json")["Body"].read())
    kept["ends"][0]["head"] = "bb"
    s3.put_object(Bucket=NAME, Key="roots/2026-12-24.json", Body=json.dumps(kept).encode())

    with pytest.raises(ValueError, match="is not the hash"):
        RootBucket(NAME).last_before("2026-12-25")


def test_the_same_day_again_leaves_the_first_beside_it(s3: Any):
    bucket = RootBucket(NAME)
    for _ in range(2):
        bucket.keep(FIRST)

    versions = s3.list_object_versions(Bucket=NAME, Prefix="roots/")["Versions"]
    assert len(versions) == 2
