"""What we ship deploys, answers, hears its stream and schedule, and may do no more than it should."""

import json
import uuid
from urllib.request import urlopen

import pytest
from botocore.exceptions import ClientError

from chalicelib.adapters.table import Table
from infra.deploy.dead_letters import Clients, queues_of
from infra.deploy.emulated import deploy_package
from infra.deploy.replay import Outcome, replayed, shown
from infra.local.packaged import STACK_NAME
from infra.local.pump import schedule_event
from infra.package.package import make_package
from tests.packaged.rig import PackagedStack, eventually
from tests.packaged.test_files import Grace

SECONDS_UNTIL_THE_SCHEDULE = 100.0


def test_the_first_page_is_served_through_the_gateway(packaged_stack: PackagedStack):
    answer = packaged_stack.ask("/")

    assert answer.status == 200
    assert "text/html" in answer.headers["Content-Type"]


def test_an_unknown_address_gets_our_own_page(packaged_stack: PackagedStack):
    answer = packaged_stack.ask("/no-such-page")

    assert answer.status == 404
    assert "<h1>Page not found</h1>" in answer.text


def test_a_change_in_the_table_reaches_its_function(packaged_stack: PackagedStack):
    before = len(packaged_stack.log_of("on-change"))

    packaged_stack.client("dynamodb").put_item(
        TableName=packaged_stack.table,
        Item={"pk": {"S": "test"}, "sk": {"S": f"LOOK#{uuid.uuid4()}"}},
    )

    assert eventually(lambda: len(packaged_stack.log_of("on-change")) > before)


@pytest.mark.parametrize("function", ["APIHandler", "OnChange", "Sweep", "Tick"])
def test_no_function_may_read_the_whole_table(packaged_stack: PackagedStack, function: str):
    dynamodb = packaged_stack.client_as(function, "dynamodb")

    with pytest.raises(ClientError, match="not authorized to perform: dynamodb:Scan"):
        dynamodb.scan(TableName=packaged_stack.table)


def test_a_search_brings_its_rows_with_the_rights_of_its_function(packaged_stack: PackagedStack):
    store = packaged_stack.client_as("APIHandler", "dynamodb")
    nobodys = {"pk": {"S": "CASE#000000"}, "sk": {"S": "CASE"}}

    answer = store.batch_get_item(RequestItems={packaged_stack.table: {"Keys": [nobodys]}})

    assert answer["Responses"] == {packaged_stack.table: []}


def test_s4_3_figures_come_from_a_function_that_can_read_no_case(packaged_stack: PackagedStack):
    reports = packaged_stack.client_as("Report", "dynamodb")
    pages = packaged_stack.client_as("APIHandler", "dynamodb")
    open_cases = {
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": "ORG#willow-lane"}},
    }
    figures = packaged_stack.physical("Figures")

    counted = reports.query(TableName=figures, **open_cases)["Items"]
    assert {each["sk"]["S"].partition("#")[0] for each in counted} == {"FIGURES"}
    for operation, asked in {
        "query": open_cases,
        "get_item": {"Key": {"pk": {"S": "CASE#000000"}, "sk": {"S": "CASE"}}},
        "scan": {},
    }.items():
        with pytest.raises(ClientError, match="not authorized to perform"):
            getattr(reports, operation)(TableName=packaged_stack.table, **asked)
    with pytest.raises(ClientError, match="not authorized to perform: dynamodb:Query"):
        pages.query(TableName=figures, **open_cases)


def test_s4_3_staff_see_the_figures_that_this_function_reads(packaged_stack: PackagedStack):
    told = Grace(packaged_stack).ask("GET", "/api/figures")

    assert sum(each["cases"] for each in told["open"]) > 0
    assert len(packaged_stack.log_of("report")) > 0


def test_only_the_function_that_delivers_may_send_mail(packaged_stack: PackagedStack):
    ses = packaged_stack.client_as("APIHandler", "ses")

    with pytest.raises(ClientError, match="not authorized to perform: ses:SendRawEmail"):
        ses.send_raw_email(
            Source="a@example.org", Destinations=["b@example.org"], RawMessage={"Data": b"\r\n"}
        )


def test_the_function_that_delivers_reaches_the_mailbox(packaged_stack: PackagedStack):
    sender = packaged_stack.client("cloudformation").describe_stacks()["Stacks"][0]["Outputs"]
    address = next(output["OutputValue"] for output in sender if output["OutputKey"] == "MailFrom")
    mail = f"From: {address}\r\nTo: probe@example.org\r\nSubject: A probe\r\n\r\nHello".encode()

    packaged_stack.client_as("OnChange", "ses").send_raw_email(
        Source=address, Destinations=["probe@example.org"], RawMessage={"Data": mail}
    )

    [arrived] = eventually(lambda: packaged_stack.mails("probe@example.org"))
    assert arrived.subject == "A probe"


def test_the_function_that_delivers_texts_a_mobile_and_no_other_does(packaged_stack: PackagedStack):
    text = {"PhoneNumber": "+447700900199", "Message": "A probe"}
    packaged_stack.client_as("OnChange", "sns").publish(**text)

    with pytest.raises(ClientError, match="not authorized"):
        packaged_stack.client_as("APIHandler", "sns").publish(**text)
    texts = packaged_stack.announced["mailbox_url"] + "mail.json?to=%2B447700900199"
    with urlopen(texts) as answer:
        assert [text["text"].strip() for text in json.load(answer)] == ["A probe"]


def test_the_nightly_job_looks_at_open_cases_with_its_own_rights(packaged_stack: PackagedStack):
    assert packaged_stack.call("RefreshCalendar")["failed"] == 0


def test_what_the_nightly_job_needs_of_the_table_it_may_do_and_not_remove(
    packaged_stack: PackagedStack,
):
    store = packaged_stack.client_as("RefreshCalendar", "dynamodb")
    name = packaged_stack.physical("Table")
    key = {"pk": {"S": "CALENDAR#nowhere"}, "sk": {"S": "VERSION#nowhere/2026-01-01"}}

    store.put_item(TableName=name, Item=key)
    assert store.get_item(TableName=name, Key=key)["Item"] == key
    with pytest.raises(ClientError):
        store.delete_item(TableName=name, Key=key)


def test_the_sweep_puts_a_lost_clock_back_with_the_rights_that_it_has(packaged_stack: PackagedStack):
    dynamodb = packaged_stack.client("dynamodb")
    found = dynamodb.scan(TableName=packaged_stack.table)["Items"]
    lost = next(i for i in found if i["sk"]["S"].startswith("CLOCK#") and "due_at" in i)
    key = {"pk": lost["pk"], "sk": lost["sk"]}
    dynamodb.delete_item(TableName=packaged_stack.table, Key=key)

    report = packaged_stack.call("Sweep")

    assert report["failed"] == 0
    assert report["repaired"] >= 1
    assert dynamodb.get_item(TableName=packaged_stack.table, Key=key)["Item"]["due_at"]


def test_a_second_claim_of_one_message_is_refused_and_a_repeated_one_is_not(
    packaged_stack: PackagedStack,
):
    """The condition that gives back what stands there: AWS in memory is not enough to trust."""
    store = Table(packaged_stack.table)
    store.__dict__["client"] = packaged_stack.client("dynamodb")
    item = {"pk": "test", "sk": str(uuid.uuid4()), "body": "claimed"}
    store.put({**item, "body": "owed"})

    assert store.exchange(item, seen="owed", mark="one")
    assert store.exchange(item, seen="owed", mark="one"), "the same request, asked again"
    assert not store.exchange(item, seen="owed", mark="two")


def test_dead_letters_are_replayed_through_the_deployed_functions_and_are_gone(
    packaged_stack: PackagedStack,
):
    sqs, streams = packaged_stack.client("sqs"), packaged_stack.client("dynamodbstreams")
    clients = Clients(
        sqs,
        packaged_stack.client("lambda"),
        streams,
        packaged_stack.client("cloudformation"),
        seconds_to_look=0,
    )
    queues = {queue.function: queue for queue in queues_of(STACK_NAME, clients)}
    assert queues["OnChange"].called == packaged_stack.physical("OnChange")
    letter = {"QueueUrl": queues["Sweep"].address, "MessageBody": json.dumps(schedule_event())}
    sqs.send_message(**letter)

    assert len(shown(queues["Sweep"], clients)) == 1
    assert replayed(queues["Sweep"], clients) == Outcome("Sweep", done=1)
    assert replayed(queues["Sweep"], clients) == Outcome("Sweep")


def test_a_second_deployment_of_the_same_replaces_and_changes_nothing(packaged_stack: PackagedStack):
    """Drift-free: every resource is the same one as before, and no function was made anew."""

    def everything() -> dict[str, str]:
        pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=STACK_NAME)
        made = [each for page in pages for each in page["StackResourceSummaries"]]
        functions = packaged_stack.client("lambda").list_functions()["Functions"]
        return {
            **{each["LogicalResourceId"]: each["PhysicalResourceId"] for each in made},
            **{each["FunctionArn"]: each["CodeSha256"] + each["LastModified"] for each in functions},
        }

    cloudformation, place = packaged_stack.client("cloudformation"), packaged_stack.place
    before = everything()

    deploy_package(
        make_package("local"),
        STACK_NAME,
        {"BaseUrl": place.base_url, "Laptop": place.endpoint_url},
        s3=packaged_stack.client("s3"),
        cloudformation=cloudformation,
    )

    assert everything() == before


# Last, because it waits for the minute: the tests before it make the wait shorter.
def test_the_schedule_calls_the_tick_by_itself(packaged_stack: PackagedStack):
    fired = eventually(
        lambda: packaged_stack.log_of("tick"), seconds=SECONDS_UNTIL_THE_SCHEDULE, every=1.0
    )

    assert fired
    assert not [line for line in fired if "Traceback" in line]
    reported = [line for line in fired if '"TickRan": 1' in line]
    assert '"Function": "' + packaged_stack.physical("Tick") in reported[0]


def test_the_daily_verification_reads_every_history_and_keeps_its_root_with_its_own_rights(
    packaged_stack: PackagedStack,
):
    found = packaged_stack.call("VerifyChains")

    assert (found["broken"], found["gone"]) == (0, 0)
    assert found["checked"] > 20
    roots = packaged_stack.client("s3").list_objects_v2(Bucket=packaged_stack.physical("Roots"))
    assert [each["Key"].startswith("roots/") for each in roots["Contents"]] == [True]
