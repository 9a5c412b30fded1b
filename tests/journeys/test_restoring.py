"""`make restore-test`: what a restored table lacks is found, and a whole one is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, replace
from datetime import timedelta
from typing import Any

import boto3
import pytest

from chalicelib.adapters.crew import OneAfterAnother
from chalicelib.adapters.figure_table import SheetTable
from chalicelib.adapters.file_bucket import KEPT
from chalicelib.adapters.table import Table
from chalicelib.entry.schedules import verify_chains
from chalicelib.settings import Settings
from chalicelib.wiring import real_world
from infra.local.pump import schedule_event
from infra.recount import put_right, wrong_figures
from infra.restore_test import copies_of
from infra.restored import Restored, looked_through
from infra.steps import Refusal
from tests.aws import BUCKET, FIGURES, TABLE, make_table
from tests.builders import CHRISTMAS_EVE, PRACTICE
from tests.journeys.in_process import ROOTS, InProcess, town_in_process
from tests.journeys.test_files import add
from tests.journeys.town import complain, sign_in
from tests.samples import a_pdf

AS_OF = CHRISTMAS_EVE + timedelta(days=1)
NOT_AS_KEPT = "1 histories are not those that were kept under lock"


@pytest.fixture(scope="module")
def town() -> Iterator[InProcess]:
    """A case with a file, all of whose mails have gone."""
    with town_in_process(CHRISTMAS_EVE) as made:
        _, _, number = complain(made)
        grace = sign_in(made, "complaints.manager")
        add(made, grace, f"/staff/cases/WLP-{number}", a_pdf())
        made.carry()
        verify_chains(schedule_event(), None)
        keep_points_in_time()
        yield made


def keep_points_in_time() -> None:
    for table in (TABLE, FIGURES):
        boto3.client("dynamodb").update_continuous_backups(
            TableName=table, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
        )


def settings(table: str = TABLE, figures: str = FIGURES) -> Settings:
    """Of the functions, as far as a rehearsal needs them."""
    nowhere = {each.name: "x" for each in fields(Settings) if each.default is MISSING}
    buckets = {"files_bucket": BUCKET, "roots_bucket": ROOTS, "stage": "test"}
    return Settings(**nowhere | buckets | {"table_name": table, "figures_table_name": figures})


def rehearsed(
    town: InProcess,
    meanwhile: Callable[[str], None] = lambda copy: None,
    *,
    to_figures: Callable[[str], None] = lambda copy: None,
) -> Restored:
    """What is found in copies to which something happens before they are looked through."""
    with copies_of((TABLE, FIGURES)) as ((copy, figures), _):
        meanwhile(copy)
        to_figures(figures)
        there = settings(copy, figures)
        world = real_world(there)
        ports = replace(world.ports, clock=town.clock, crew=OneAfterAnother())
        return looked_through(settings(), there, replace(world, ports=ports), as_of=AS_OF)


def test_a_whole_copy_has_no_faults_and_is_gone_afterwards(town: InProcess):
    found = rehearsed(town)

    assert found.faults == ()
    assert (found.cases, found.kept, found.items > 20) == (1, 1, True)
    assert boto3.client("dynamodb").list_tables()["TableNames"] == [TABLE, FIGURES]


@pytest.mark.parametrize(
    ("sk", "faults"),
    [
        ("CASE", {"1 cases are not there", NOT_AS_KEPT}),
        ("EVENT#00000001", {"1 histories are broken"}),
        ("SEALED#00000001", {"1 cases lack some of their items"}),
        ("PARTY#complainant", {"1 cases lack some of their items"}),
        ("CLOCK#ACK", {"1 cases had to be put right"}),
    ],
)
def test_whatever_a_restored_table_lacks_is_found(town: InProcess, sk: str, faults: set[str]):
    pk = next(item["pk"] for item in items() if item["sk"]["S"] == "CASE")

    found = rehearsed(town, lambda copy: remove(copy, {"pk": pk, "sk": {"S": sk}}))

    assert faults <= set(found.faults)


def test_lost_counters_figures_of_a_year_and_members_of_staff_are_found(town: InProcess):
    def lose(copy: str) -> None:
        remove(copy, {"pk": {"S": "ORG#willow-lane"}, "sk": {"S": "COUNTS"}})
        remove(copy, {"pk": {"S": "ORG#willow-lane"}, "sk": {"S": "STAFF#complaints.manager"}})

    def spoil(figures: str) -> None:
        sheets = list(boto3.client("dynamodb").scan(TableName=figures)["Items"])
        year = next(each for each in sheets if "#YEAR#" in each["sk"]["S"])
        line = next(name for name, value in year.items() if "N" in value)
        boto3.client("dynamodb").put_item(TableName=figures, Item=year | {line: {"N": "77"}})
        month = next(each for each in sheets if "#MONTH#" in each["sk"]["S"])
        remove(figures, {name: month[name] for name in ("pk", "sk")})

    found = rehearsed(town, lose, to_figures=spoil)

    assert "1 items of organisations are not there" in found.faults
    assert any("counters are wrong" in fault for fault in found.faults)
    assert "1 sheets of figures are not there" in found.faults
    assert "4 figures are wrong" in found.faults, "one of the year, three of the month"


def test_a_clock_that_no_tick_would_see_is_found(town: InProcess):
    def hide(copy: str) -> None:
        item = next(i for i in items() if i["sk"]["S"] == "CLOCK#ACK")
        item.pop("due_shard"), item.pop("due_at")
        boto3.client("dynamodb").put_item(TableName=copy, Item=item)

    assert "1 cases had to be put right" in rehearsed(town, hide).faults


def test_every_figure_is_counted_again_where_their_table_begins_anew(town: InProcess):
    store = Table(TABLE, figures=FIGURES)
    before = SheetTable(store).sheets(PRACTICE.id)
    for sheet in boto3.client("dynamodb").scan(TableName=FIGURES)["Items"]:
        remove(FIGURES, {name: sheet[name] for name in ("pk", "sk")})
    assert before != SheetTable(store).sheets(PRACTICE.id)

    assert put_right({}, store) == 0, "what was not wrong before may be on its way"
    assert put_right(wrong_figures(store), store) > 5
    assert SheetTable(store).sheets(PRACTICE.id) == before
    assert put_right(wrong_figures(store), store) == 0


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

    with pytest.raises(Refusal, match="keeps no points in time"), copies_of(["forgetful"]):
        pass

    boto3.client("dynamodb").delete_table(TableName="forgetful")


def items() -> list[dict[str, Any]]:
    return list(boto3.client("dynamodb").scan(TableName=TABLE)["Items"])


def remove(copy: str, key: dict[str, Any]) -> None:
    gone = boto3.client("dynamodb").delete_item(TableName=copy, Key=key, ReturnValues="ALL_OLD")
    assert gone.get("Attributes"), "there was nothing to lose"
