"""Deploy a package to the emulator: the same template and zip as to AWS.

AWS translates a SAM template itself. The emulator's own translation loses what it reads from another
place than AWS does, so the translation is done here and then completed.
"""

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

from infra.deploy.stack import deploy
from infra.package.package import Package

BUCKET = "candour-packages"
BINARY_TYPES = "x-amazon-apigateway-binary-media-types"
RESPONSES = "x-amazon-apigateway-gateway-responses"

Template = dict[str, Any]


def deploy_package(
    package: Package, name: str, parameters: Mapping[str, str], *, s3: Any, cloudformation: Any
) -> dict[str, str]:
    """Upload the package, bring its stack up to date, and return the stack's outputs."""
    region = s3.meta.region_name
    with contextlib.suppress(s3.exceptions.BucketAlreadyOwnedByYou):
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": region})

    def put(file: Path) -> dict[str, str]:
        return {"Bucket": BUCKET, "Key": _upload(s3, file.read_bytes(), file.name)}

    template = json.dumps(emulated_template(package.placed(put), parameters, region)).encode()
    key = _upload(s3, template, "template.json")
    url = f"{s3.meta.endpoint_url}/{BUCKET}/{key}"
    return deploy(cloudformation, name, {"TemplateURL": url}, parameters)


def emulated_template(template: Template, parameters: Mapping[str, str], region: str) -> Template:
    """A packaged template whose code is in S3, translated, and completed for the emulator."""
    completed = translated(template, parameters, region)
    _move_binary_types(completed)
    _move_gateway_responses(completed)
    _widen_mail_permission(completed)
    _take_out_scanner(completed)
    _without_receipt_rules(completed)
    _allow_plain_http(completed)
    return completed


def translated(template: Template, parameters: Mapping[str, str], region: str) -> Template:
    """A packaged template whose code is in S3, in CloudFormation's own resources, as AWS makes it."""
    # Our functions name their permissions; none comes from AWS's catalogue of policies.
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name=region))
    whole: Template = translator.translate(template, dict(parameters))
    return whole


def _upload(s3: Any, content: bytes, name: str) -> str:
    """Under a name made of the content: CloudFormation sees a change exactly when there is one."""
    key = f"{hashlib.sha256(content).hexdigest()[:24]}/{name}"
    s3.put_object(Bucket=BUCKET, Key=key, Body=content)
    return key


def _move_binary_types(template: Template) -> None:
    """The emulator reads the binary types beside the API's body, AWS inside it."""
    for api in _of_type(template, "AWS::ApiGateway::RestApi").values():
        properties = api["Properties"]
        properties["BinaryMediaTypes"] = properties["Body"].get(BINARY_TYPES, [])


def _move_gateway_responses(template: Template) -> None:
    """The emulator takes the gateway's own answers as resources, AWS from inside the API's body."""
    for api_id, api in _of_type(template, "AWS::ApiGateway::RestApi").items():
        for kind, response in api["Properties"]["Body"].get(RESPONSES, {}).items():
            name = f"{api_id}{kind.title().replace('_', '')}"
            template["Resources"][name] = {
                "Type": "AWS::ApiGateway::GatewayResponse",
                "Properties": {
                    "RestApiId": {"Ref": api_id},
                    "ResponseType": kind,
                    "StatusCode": str(response["statusCode"]),
                    "ResponseParameters": response.get("responseParameters", {}),
                    "ResponseTemplates": response.get("responseTemplates", {}),
                },
            }
            # A deployment holds the answers of its moment: they must be there first.
            for deployment in _of_type(template, "AWS::ApiGateway::Deployment").values():
                deployment.setdefault("DependsOn", []).append(name)


def _widen_mail_permission(template: Template) -> None:
    """The emulator asks whether one may send as anybody, AWS whether one may send as this identity.

    Who may send at all is still checked; from which address, only AWS checks.
    """
    for role in _of_type(template, "AWS::IAM::Role").values():
        for policy in role["Properties"].get("Policies", []):
            for statement in policy["PolicyDocument"]["Statement"]:
                if statement["Action"] == ["ses:SendRawEmail"]:
                    statement["Resource"] = "*"


def _take_out_scanner(template: Template) -> None:
    """The emulator has no scanner of files, and knows no resource of its kind."""
    for name in _of_type(template, "AWS::GuardDuty::MalwareProtectionPlan"):
        del template["Resources"][name]


def _without_receipt_rules(template: Template) -> None:
    """The emulator receives no mail and has no rules for it: infra/local/mail_door stands in."""
    for kind in ("AWS::SES::ReceiptRule", "AWS::SES::ReceiptRuleSet"):
        for name in _of_type(template, kind):
            del template["Resources"][name]


def _allow_plain_http(template: Template) -> None:
    """The emulator is reached over HTTP, on this machine only: what buckets refuse for that goes."""
    for policy in _of_type(template, "AWS::S3::BucketPolicy").values():
        document = policy["Properties"]["PolicyDocument"]
        document["Statement"] = [
            each for each in document["Statement"] if "aws:SecureTransport" not in json.dumps(each)
        ]


def _of_type(template: Template, kind: str) -> dict[str, Any]:
    return {name: one for name, one in template["Resources"].items() if one["Type"] == kind}
