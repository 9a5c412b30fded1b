"""What is configured is named alike everywhere, and granted no wider than it is used."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path

import pytest
import yaml

from app import app
from chalicelib.adapters import identity_keys, items, keys
from chalicelib.adapters.keys import PULSE
from chalicelib.settings import NAMES

ROOT = Path(__file__).resolve().parents[2]
CONFIG = json.loads((ROOT / ".chalice" / "config.json").read_text())
FUNCTIONS = {
    "api_handler",
    *(function.name for function in app.pure_lambda_functions),
    *(source.name for source in app.event_sources),
}
VARIABLES = {name.upper() for name in NAMES}


def test_every_function_has_a_policy_file_of_its_own_in_every_stage():
    for stage, stated in CONFIG["stages"].items():
        files = {name: each["iam_policy_file"] for name, each in stated["lambda_functions"].items()}

        assert set(files) == FUNCTIONS, stage
        assert len(set(files.values())) == len(files), stage


def test_no_policy_is_written_by_guessing():
    assert CONFIG["autogen_policy"] is False


def test_readme_names_every_setting():
    readme = (ROOT / "README.md").read_text()

    assert {name for name in VARIABLES if f"`{name}`" not in readme} == set()


def test_the_laptops_clock_cannot_reach_a_stage_in_aws():
    for stage, stated in CONFIG["stages"].items():
        if stage != "local":
            assert "LOCAL_CLOCK_FILE" not in json.dumps(stated)
    assert "LOCAL_CLOCK_FILE" not in (ROOT / "infra" / "resources.yaml").read_text()


OPERATIONS = {
    "delete_item": "dynamodb:DeleteItem",
    "get_item": "dynamodb:GetItem",
    "batch_get_item": "dynamodb:BatchGetItem",
    "batch_write_item": "dynamodb:BatchWriteItem",
    "update_item": "dynamodb:UpdateItem",
    "put_item": "dynamodb:PutItem",
    "query": "dynamodb:Query",
    "execute_statement": "dynamodb:PartiQLSelect",
    "transact_write_items": None,  # granted as the writes that it holds
    "send_raw_email": "ses:SendRawEmail",
    "publish": "sns:Publish",
    "invoke": "lambda:InvokeFunction",
    "get_object": "s3:GetObject",
    "get_secret_value": "secretsmanager:GetSecretValue",
    "generate_presigned_post": "s3:PutObject",  # signed here; whoever signs must have the right
    "generate_presigned_url": "s3:GetObject",
    "head_object": "s3:GetObject",
    "get_object_tagging": "s3:GetObjectVersionTagging",
    "put_object": "s3:PutObject",
    "copy_object": "s3:PutObject",
    "delete_object": "s3:DeleteObject",
    "list_object_versions": "s3:ListBucketVersions",
    "list_objects_v2": "s3:ListBucket",
    "upload_fileobj": "s3:PutObject",
    # a public client of the pool signs in without a grant: the password, or the pool's proof, opens it
    "initiate_auth": None,
    "respond_to_auth_challenge": None,
    "associate_software_token": None,
    "verify_software_token": None,
    "set_user_mfa_preference": None,
    "forgot_password": None,
    "confirm_forgot_password": None,
    "admin_create_user": "cognito-idp:AdminCreateUser",
    "admin_update_user_attributes": "cognito-idp:AdminUpdateUserAttributes",
    "admin_list_groups_for_user": "cognito-idp:AdminListGroupsForUser",
    "admin_add_user_to_group": "cognito-idp:AdminAddUserToGroup",
    "admin_remove_user_from_group": "cognito-idp:AdminRemoveUserFromGroup",
    "admin_enable_user": "cognito-idp:AdminEnableUser",
    "admin_disable_user": "cognito-idp:AdminDisableUser",
    "admin_set_user_mfa_preference": "cognito-idp:AdminSetUserMFAPreference",
}
"""Every AWS operation that the adapters call, and the action that permits it."""

SIGN_INS_FOLLOW = {
    "AdminCreateUser",
    "AdminUpdateUserAttributes",
    "AdminListGroupsForUser",
    "AdminAddUserToGroup",
    "AdminRemoveUserFromGroup",
    "AdminEnableUser",
    "AdminDisableUser",
    "AdminSetUserMFAPreference",
}
"""What makes accounts and takes them away: no function that faces the internet may."""

USED_BY = {
    # a draft or a submission is looked up; a case is read and saved; a submitted draft is removed;
    # who knocks is counted; what a search found is listed;
    # forms and addresses of files are signed, and a file is taken back; figures are asked for
    "policy-api.json": {
        "InvokeFunction",
        "GetItem",
        "BatchGetItem",
        "Query",
        "PartiQLSelect",
        "PutItem",
        "DeleteItem",
        "UpdateItem",
        "GetSecretValue",
        "PutObject",
        "GetObject",
        "DeleteObject",
    },
    # a message is claimed, sent and recorded; the counters are read and moved; who asks is confirmed;
    # what goes on paper is set and kept; the files that nobody needs any more go, and of a case that is
    # erased every version of everything; cases of the same people are looked for; files go into a copy;
    # sign-ins follow the directory
    "policy-on-change.json": {
        "BatchGetItem",
        "BatchWriteItem",
        "GetItem",
        "Query",
        "PutItem",
        "UpdateItem",
        "DeleteItem",
        "SendRawEmail",
        "Publish",
        "GetSecretValue",
        "PutObject",
        "GetObject",
        "DeleteObject",
        *SIGN_INS_FOLLOW,
        "DeleteObjectVersion",
        "ListBucketVersions",
    },
    # a file is looked at, its outcome recorded on its case, and its bytes kept or let go
    "policy-on-file.json": {
        "GetItem",
        "Query",
        "PutItem",
        "DeleteItem",
        "GetObject",
        "GetObjectVersion",
        "GetObjectVersionTagging",
        "ListBucket",
        "PutObject",
        "DeleteObject",
    },
    # what is due is found; a milestone is told; what the stream missed is kept and sent; lists of the
    # day; who is asked how we handled it is counted, and who wants no survey is known by a fingerprint
    "policy-tick.json": {
        *("GetItem", "Query", "PutItem", "UpdateItem"),
        *("SendRawEmail", "Publish", "GetSecretValue", "PutObject"),
    },
    # a raw mail is read, its case looked up; it goes into the inbox and into the case, its files into
    # quarantine; whoever answers that they want no survey is known by a fingerprint
    "policy-on-mail.json": {
        *("GetItem", "Query", "PutItem", "GetObject", "PutObject", "GetSecretValue"),
    },
    # the counters of figures are read, and nothing else
    "policy-report.json": {"Query"},
    # a case is read, and what became of its mail is recorded
    "policy-on-mail-feedback.json": {"Query", "PutItem"},
    # open cases are found through their teams; a calendar is adopted; clocks are moved
    "policy-refresh-calendar.json": {"GetItem", "Query", "PutItem"},
    # every history is read, compared with what was kept on earlier days, and its end kept today; of the
    # table it writes one item, that it ran
    "policy-verify-chains.json": {
        *("GetItem", "Query", "PutItem", "GetObject", "PutObject", "ListBucket")
    },
    # cases are compared with their histories and put right; cases are counted, counters corrected;
    # mail that is in no case and was put away goes, with every version of it
    "policy-sweep.json": {
        *("GetItem", "Query", "PutItem", "UpdateItem"),
        *("DeleteItem", "DeleteObjectVersion", "ListBucketVersions"),
    },
}
"""What each function does in AWS. That it is enough, the packaged deployment proves."""

OF_THE_RUNTIME = {
    "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
    "dynamodb:ListStreams", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey",
    "logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage",
    "xray:PutTraceSegments", "xray:PutTelemetryRecords",
}  # fmt: skip
"""What Lambda, DynamoDB and the event source do in a function's name."""


def called() -> set[str]:
    text = "\n".join(file.read_text() for file in (ROOT / "chalicelib" / "adapters").glob("*.py"))
    return set(re.findall(r"client(?:\([^)]*\))?\.([a-z_]+)\(", text))


def granted(file: Path) -> set[str]:
    statements = json.loads(file.read_text())["Statement"]
    return {action for statement in statements for action in statement["Action"]}


def test_every_operation_that_the_adapters_call_is_listed_here():
    assert called() <= set(OPERATIONS), "say here which action permits the new call"


@pytest.mark.parametrize("name", USED_BY)
def test_a_function_is_granted_what_it_does_and_no_more(name: str):
    actions = granted(ROOT / ".chalice" / name) - OF_THE_RUNTIME

    assert {action.partition(":")[2] for action in actions} == USED_BY[name]


def test_s4_3_what_makes_reports_is_granted_the_counters_and_its_log_and_nothing_of_the_table():
    statements = json.loads((ROOT / ".chalice" / "policy-report.json").read_text())["Statement"]

    assert [each["Resource"] for each in statements] == [
        {"Fn::GetAtt": ["Figures", "Arn"]},
        {"Fn::GetAtt": ["ReportLog", "Arn"]},
        TRACES,
    ]


def test_s4_3_the_pages_can_read_no_counter_past_what_makes_reports():
    assert '"Figures"' not in (ROOT / ".chalice" / "policy-api.json").read_text()


def test_what_verifies_histories_can_write_none_of_them():
    statements = json.loads((ROOT / ".chalice" / "policy-verify-chains.json").read_text())["Statement"]
    (writes,) = (each for each in statements if "dynamodb:PutItem" in each["Action"])

    assert writes["Condition"] == {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": [PULSE]}}


TRACES = "*"
"""A trace is no resource of AWS and has no name: who may send one is permitted on everything."""


def traces_only(statement: dict[str, object]) -> bool:
    return statement["Action"] == ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]


def test_every_function_may_send_traces_and_none_may_read_them():
    for file in (ROOT / ".chalice").glob("policy-*.json"):
        statements = json.loads(file.read_text())["Statement"]
        (traces,) = (each for each in statements if "xray:" in json.dumps(each["Action"]))

        assert traces_only(traces), file.name


def test_no_policy_grants_everything_of_anything():
    for file in (ROOT / ".chalice").glob("policy-*.json"):
        for statement in json.loads(file.read_text())["Statement"]:
            assert "*" not in json.dumps(statement["Action"]), file.name
            assert statement.get("Resource") != TRACES or traces_only(statement), file.name
            # A mobile has no name of its own in AWS: texts are permitted as whatever is no topic.
            assert "Resource" in statement or statement["Action"] == ["sns:Publish"], file.name


def test_every_stage_keeps_what_it_stores_in_the_table_safe():
    template = (ROOT / "infra" / "resources.yaml").read_text()
    table = yaml.safe_load(template)["Resources"]["Table"]

    assert table["DeletionPolicy"] == "Retain"
    assert table["Properties"]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]


def test_the_stream_calls_its_function_for_what_it_reads_and_for_nothing_else():
    # A text of two hundred words is two hundred entries, each of them a record of the stream.
    functions = (ROOT / "infra" / "functions.yaml").read_text()
    (filtered,) = re.findall(r'"INSERT", "MODIFY".*?"sk": \{"S": \[(.*?)\]\}', functions, re.S)
    wanted = set(re.findall(r'"([A-Z#-]+)"', filtered))
    source = inspect.getsource(items.change_of) + inspect.getsource(items.message_of)
    named = set(re.findall(r"\b((?:identity_)?keys)\.([A-Z]+)\b", source))

    read = {
        getattr(identity_keys if module == "identity_keys" else keys, name) for module, name in named
    }
    assert wanted == read
    prefixes = set(re.findall(r'"prefix": "([A-Z#]+)"', filtered))
    assert prefixes == {each for each in read if each.endswith("#")}
