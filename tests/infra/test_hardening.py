"""What the template must never be without, whoever adds to it. Each exception says why.

cfn-lint knows what CloudFormation accepts; these rules say what we accept.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from infra.package.gateway import gateway_responses
from infra.package.template import merged_parts

ROOT = Path(__file__).resolve().parents[2]
RESOURCES: dict[str, Any] = merged_parts()["Resources"]
PARAMETERS: dict[str, Any] = merged_parts()["Parameters"]


def of_type(kind: str) -> dict[str, Any]:
    found = {name: one for name, one in RESOURCES.items() if one.get("Type") == kind}
    return {name: one.get("Properties", {}) for name, one in found.items()}


BUCKETS = of_type("AWS::S3::Bucket")
KEYS = of_type("AWS::KMS::Key")

KEPT = {
    *("Table", "Figures", "TableKey", "MailKey", "IdentitySecret", "Staff"),
    *("MailStore", "Files", "Roots"),
}
"""What a stack that is destroyed must leave behind: people's complaints, and what opens them."""

TOPICS_WITHOUT_A_KEY = {"Alarms"}
"""Alarms hold numbers and names of functions, nothing of a case."""


@pytest.mark.parametrize("name", BUCKETS)
def test_every_bucket_is_private_versioned_encrypted_and_owned_by_us(name: str):
    bucket = BUCKETS[name]

    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["VersioningConfiguration"]["Status"] == "Enabled"
    assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert bucket["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]


@pytest.mark.parametrize("name", BUCKETS)
def test_no_bucket_keeps_for_ever_what_was_deleted_or_only_half_sent(name: str):
    rules = BUCKETS[name]["LifecycleConfiguration"]["Rules"]

    assert {each["Status"] for each in rules} == {"Enabled"}
    assert any("NoncurrentVersionExpiration" in each for each in rules)
    assert any("AbortIncompleteMultipartUpload" in each for each in rules)


def test_what_proves_histories_goes_only_when_its_lock_has_ended():
    roots = BUCKETS["Roots"]
    locked = roots["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]["Years"]
    ends = [each["ExpirationInDays"] for each in roots["LifecycleConfiguration"]["Rules"][:1]]

    assert [days > locked * 366 for days in ends] == [True]


@pytest.mark.parametrize("name", BUCKETS)
def test_every_bucket_refuses_what_travels_in_the_clear(name: str):
    policies = of_type("AWS::S3::BucketPolicy").values()
    (policy,) = (each for each in policies if each["Bucket"] == {"Ref": name})
    refused = [
        statement
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
        and statement.get("Condition") == {"Bool": {"aws:SecureTransport": "false"}}
    ]

    (statement,) = refused
    assert (statement["Principal"], statement["Action"]) == ("*", "s3:*")
    assert len(statement["Resource"]) == 2, "the bucket and what is in it"


@pytest.mark.parametrize("name", KEYS)
def test_every_key_rotates(name: str):
    assert KEYS[name]["EnableKeyRotation"] is True


def test_whoever_is_not_named_may_do_something_on_a_condition_only():
    for name, one in RESOURCES.items():
        for statement in statements_of(one):
            anybody = statement.get("Principal") in ("*", {"AWS": "*"})
            if anybody and statement["Effect"] == "Allow":
                assert statement.get("Condition"), f"{name}: {statement.get('Sid')}"


def statements_of(resource: dict[str, Any]) -> list[dict[str, Any]]:
    properties = resource.get("Properties", {})
    documents = [properties.get("PolicyDocument"), properties.get("KeyPolicy")]
    return [statement for document in documents if document for statement in document["Statement"]]


def test_a_service_that_may_do_something_may_do_it_for_this_account_only():
    for name, one in RESOURCES.items():
        for statement in statements_of(one):
            if "Service" in (statement.get("Principal") or {}):
                assert "aws:SourceAccount" in json.dumps(statement["Condition"]), name


def test_every_queue_and_topic_is_encrypted():
    for name, queue in of_type("AWS::SQS::Queue").items():
        assert queue["SqsManagedSseEnabled"] is True, name
    for name in set(of_type("AWS::SNS::Topic")) - TOPICS_WITHOUT_A_KEY:
        assert RESOURCES[name]["Properties"]["KmsMasterKeyId"], name


def test_every_log_ends_after_three_months_and_that_of_who_looked_at_what_after_two_years():
    logs = {name: log["RetentionInDays"] for name, log in of_type("AWS::Logs::LogGroup").items()}

    assert logs.pop("ApiLog") == 731
    assert set(logs.values()) == {90}


def test_what_holds_complaints_outlives_its_stack():
    kept = {name for name, one in RESOURCES.items() if one.get("DeletionPolicy") == "Retain"}

    assert kept == KEPT
    for name in kept:
        assert RESOURCES[name]["UpdateReplacePolicy"] == "Retain", name


def test_table_and_sign_ins_refuse_to_be_deleted_unless_a_stage_says_otherwise():
    assert PARAMETERS["Protected"]["Default"] == "true"
    assert RESOURCES["Table"]["Properties"]["DeletionProtectionEnabled"] == {
        "Fn::If": ["IsProtected", True, False]
    }
    assert RESOURCES["Staff"]["Properties"]["DeletionProtection"] == {
        "Fn::If": ["IsProtected", "ACTIVE", "INACTIVE"]
    }


def test_nobody_signs_up_by_themselves_and_passwords_are_long():
    pool = RESOURCES["Staff"]["Properties"]

    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] >= 14


RATES = {
    rule["Name"]: rule["Statement"]["RateBasedStatement"]["Limit"]
    for rule in RESOURCES["Wall"]["Properties"]["Rules"]
    if "RateBasedStatement" in rule["Statement"]
}


def test_the_wall_counts_knocks_and_judges_no_words():
    rules = json.dumps(RESOURCES["Wall"]["Properties"]["Rules"])

    assert set(RATES) == {"sign-in", "public-forms", "everything"}
    assert '"Body"' not in rules
    assert "CommonRuleSet" not in rules


def test_the_wall_keeps_no_samples_of_what_people_send():
    rules = RESOURCES["Wall"]["Properties"]["Rules"]

    assert not any(rule["VisibilityConfig"]["SampledRequestsEnabled"] for rule in rules)


def test_an_own_domain_speaks_tls_1_2_or_newer():
    assert RESOURCES["OwnDomain"]["Properties"]["SecurityPolicy"] == "TLS_1_2"


def test_with_an_own_domain_nothing_answers_under_the_first_address_of_the_api():
    said = RESOURCES["RestAPI"]["Properties"]["DisableExecuteApiEndpoint"]

    assert said == {"Fn::If": ["HasADomain", True, False]}


def test_x_ray_is_told_of_functions_and_never_of_addresses():
    every_function = merged_parts()["Globals"]["Function"]["Tracing"]

    assert every_function == {"Fn::If": ["IsTraced", "Active", "PassThrough"]}
    # What a gateway tells X-Ray names the page that somebody asked for, and where they asked from.
    assert "TracingEnabled" not in RESOURCES["RestAPI"]["Properties"]


def test_the_gateways_own_pages_carry_headers_too():
    for kind, response in gateway_responses().items():
        headers = response["ResponseParameters"]["Headers"]
        assert {"Cache-Control", "X-Content-Type-Options", "X-Frame-Options"} <= set(headers), kind


def test_no_secret_is_written_into_the_template():
    text = "".join(path.read_text() for path in (ROOT / "infra").glob("*.yaml"))

    assert not re.findall(r"AKIA[A-Z0-9]{16}|\bSecretString:|BEGIN [A-Z ]*PRIVATE KEY", text)


def test_the_dashboard_shows_what_every_alarm_watches():
    body = RESOURCES["Glance"]["Properties"]["DashboardBody"]["Fn::Sub"]
    shown = {widget["properties"]["title"] for widget in json.loads(body)["widgets"]}

    assert shown == set(of_type("AWS::CloudWatch::Alarm"))


def test_every_alarm_names_its_runbook():
    for name, alarm in of_type("AWS::CloudWatch::Alarm").items():
        assert alarm["AlarmDescription"].endswith(f"Runbook: docs/runbooks/{name}.md")
