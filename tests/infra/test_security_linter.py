"""What a linter of security (cfripper) says of the packaged template: nothing but what we explain here.

It reads the template as CloudFormation resolves it in a stage that is live. An explanation of nothing
fails as well.
"""

from __future__ import annotations

from typing import Any

import pycfmodel
import pytest
from cfripper.config.config import Config
from cfripper.config.pluggy.utils import get_all_rules
from cfripper.rule_processor import RuleProcessor

from infra.deploy.emulated import translated
from infra.package.package import make_package
from tests.aws import REGION

ACCOUNT = "123456789012"
SAID = {"BaseUrl": "https://complaints.example.org", "Firewall": "true", "MailIn": "in.example.org"}
KEY_OF_THE_ACCOUNT = (
    "Every key names the account itself as its administrator, or nobody could ever change its policy; "
    "who of the account may use it, their own policies say. Everybody else is named action by action."
)
A_MOBILE_HAS_NO_NAME = (
    "A text goes to a number, which is no resource of AWS and has no ARN: it is permitted as whatever "
    "is no topic, of this account or another (NotResource arn:aws:sns:*:*:*)."
)
EXPLAINED = {
    ("GenericResourceWildcardPolicyRule", "TableKey"): KEY_OF_THE_ACCOUNT,
    ("GenericResourceWildcardPolicyRule", "MailKey"): KEY_OF_THE_ACCOUNT,
    ("WildcardResourceRule", "OnChangeRole"): A_MOBILE_HAS_NO_NAME,
    ("WildcardResourceRule", "TickRole"): A_MOBILE_HAS_NO_NAME,
}
"""By rule and resource: why it stands as it does."""

Template = dict[str, Any]


@pytest.fixture(scope="module")
def template() -> Template:
    placed = make_package("live").placed(lambda file: {"Bucket": "packages", "Key": file.name})
    return translated(placed, SAID, REGION)


def found(template: Template) -> set[tuple[str, str]]:
    """Each finding of each rule, with the resource that it is about."""
    model = pycfmodel.parse(template).resolve({**SAID, "AWS::AccountId": ACCOUNT})
    rules = get_all_rules()
    config = Config(rules=rules.keys(), aws_account_id=ACCOUNT)
    processor = RuleProcessor(*(rule(config) for rule in rules.values()))
    failures = processor.process_cf_template(model, config).failures
    return {(each.rule, name) for each in failures for name in each.resource_ids}


def test_the_linter_finds_nothing_but_what_is_explained(template: Template):
    assert found(template) == set(EXPLAINED)


def test_the_linter_would_find_a_role_that_may_read_every_table(template: Template):
    role = template["Resources"]["TickRole"]["Properties"]
    statement = {"Effect": "Allow", "Action": ["dynamodb:GetItem"], "Resource": "*"}
    widened = {"PolicyName": "wide", "PolicyDocument": {"Statement": [statement]}}
    planted = {**role, "Policies": [*role["Policies"], widened]}
    alone = {"Planted": {"Type": "AWS::IAM::Role", "Properties": planted}}

    assert ("WildcardResourceRule", "Planted") in found({**template, "Resources": alone})
