"""`make restore-test`: what a restored table lacks is found, and a whole one is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, replace
from datetime import timedelta
from typing import Any

import boto3
import pytest

from chalicelib.adapters.crew import OneAfterAnother
from chalicelib.adapters.file_bucket import KEPT
from chalicelib.settings import Settings
from infra.restore_test import a_copy_of
from infra.restored import Restored, looked_through, ports_of
from infra.steps import Refusal
from tests.aws import BUCKET, FIGURES, TABLE, make_table
from tests.builders import CHRISTMAS_EVE
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.test_files import add
from tests.journeys.town import complain, sign_in
from tests.samples import a_pdf

AS_OF = CHRISTMAS_EVE + timedelta(days=1)


@pytest.fixture(scope="module")
def town() -> Iterator[InProcess]:
    """A case with a file, all of whose mails have gone."""
    with town_in_process(CHRISTMAS_EVE) as made:
        _, _, number = complain(made)
        grace = sign_in(made, "complaints.manager")
        add(made, grace, f"/staff/cases/WLP-{number}", a_pdf())
        made.carry()
        keep_points_in_time()
        yield made


def keep_points_in_time() -> None:
    boto3.client("dynamodb").update_continuous_backups(
        TableName=TABLE, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )


def settings() -> Settings:
    """Of the functions, as far as a rehearsal needs them."""
    nowhere = {each.name: "x" for each in fields(Settings) if each.default is MISSING}
    return Settings(**nowhere | {"table_name": TABLE, "files_bucket": BUCKET, "stage": "test"})


def rehearsed(town: InProcess, meanwhile: Callable[[str], None] = lambda copy: None) -> Restored:
    """What is found in a copy to which something happens before it is looked through."""
    with a_copy_of(TABLE) as (copy, _):
        meanwhile(copy)
        ports = replace(ports_of(copy, settings()), clock=town.clock, crew=OneAfterAnother())
        return looked_through(copy, settings(), ports, as_of=AS_OF)


def test_a_whole_copy_has_no_faults_and_is_gone_afterwards(town: InProcess):
    found = rehearsed(town)

    assert found.faults == ()
    assert (found.cases, found.items > 20) == (1, True)
    assert boto3.client("dynamodb").list_tables()["TableNames"] == [TABLE, FIGURES]


@pytest.mark.parametrize(
    ("sk", "fault"),
    [
        ("CASE", "1 cases are not there"),
        ("EVENT#00000001", "1 histories are broken"),
        ("SEALED#00000001", "1 cases lack some of their items"),
        ("PARTY#complainant", "1 cases lack some of their items"),
        ("CLOCK#ACK", "1 cases had to be put right"),
    ],
)
def test_whatever_a_restored_table_lacks_is_found(town: InProcess, sk: str, fault: str):
    pk = next(item["pk"] for item in items() if item["sk"]["S"] == "CASE")

    found = rehearsed(town, lambda copy: remove(copy, {"pk": pk, "sk": {"S": sk}}))

    assert fault in found.faults


def test_a_lost_counter_and_a_lost_member_of_staff_are_found(town: InProcess):
    def lose(copy: str) -> None:
        remove(copy, {"pk": {"S": "ORG#willow-lane"}, "sk": {"S": "COUNTS"}})
        remove(copy, {"pk": {"S": "ORG#willow-lane"}, "sk": {"S": "STAFF#complaints.manager"}})

    found = rehearsed(town, lose)

    assert "1 items of organisations are not there" in found.faults
    assert any("counters are wrong" in fault for fault in found.faults)


def test_a_clock_that_no_tick_would_see_is_found(town: InProcess):
    def hide(copy: str) -> None:
        item = next(i for i in items() if i["sk"]["S"] == "CLOCK#ACK")
        item.pop("due_shard"), item.pop("due_at")
        boto3.client("dynamodb").put_item(TableName=copy, Item=item)

    assert "1 cases had to be put right" in rehearsed(town, hide).faults


def test_a_file_that_is_gone_is_found(town: InProcess):
    s3: Any = boto3.client("s3")
    # What was added and the mails as they went are kept alike: any of them is missed.
    kept, *_ = s3.list_objects_v2(Bucket=BUCKET, Prefix=KEPT)["Contents"]
    content = s3.get_object(Bucket=BUCKET, Key=kept["Key"])["Body"].read()

    s3.delete_object(Bucket=BUCKET, Key=kept["Key"])

    assert "1 cases lack a file that they name" in rehearsed(town).faults
    s3.put_object(Bucket=BUCKET, Key=kept["Key"], Body=content)


def test_a_table_that_keeps_no_points_in_time_is_refused(town: InProcess):
    make_table("forgetful")

    with pytest.raises(Refusal, match="keeps no points in time"), a_copy_of("forgetful"):
        pass

    boto3.client("dynamodb").delete_table(TableName="forgetful")


def items() -> list[dict[str, Any]]:
    return list(boto3.client("dynamodb").scan(TableName=TABLE)["Items"])


def remove(copy: str, key: dict[str, Any]) -> None:
    gone = boto3.client("dynamodb").delete_item(TableName=copy, Key=key, ReturnValues="ALL_OLD")
    assert gone.get("Attributes"), "there was nothing to lose"
