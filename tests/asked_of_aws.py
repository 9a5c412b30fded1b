"""Which actions a call of AWS needs, on which resource, as the Service Authorization Reference says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Params = Mapping[str, Any]
Names = Mapping[str, str]


@dataclass(frozen=True)
class Need:
    """One action on one resource, such as `Table/index/due`; of the table also the partition's key."""

    action: str
    resource: str
    key: str = ""


def needs_of(service: str, operation: str, params: Params, names: Names) -> Iterator[Need]:
    """What a call needs. A call that this file does not know needs what nobody is granted."""
    known = {"dynamodb": _of_the_table, "s3": _of_a_bucket}.get(service, _of_the_rest)
    return known(operation, params, names)


WRITES = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


def _of_the_table(operation: str, params: Params, names: Names) -> Iterator[Need]:
    if operation == "TransactWriteItems":
        for write in params["TransactItems"]:
            (kind,) = write
            yield from _of_the_table(WRITES[kind], write[kind], names)
    elif operation in ("BatchGetItem", "BatchWriteItem"):
        for table in params["RequestItems"]:
            yield Need(f"dynamodb:{operation}", names[table])
    elif operation == "ExecuteStatement":
        _, table, where = params["Statement"].split('"')
        # Whatever names no partition reads the whole table, and is granted to nobody.
        names_partitions = set(where.removeprefix(" WHERE ").split(" OR ")) == {"pk = ?"}
        yield Need("dynamodb:PartiQLSelect" if names_partitions else "dynamodb:Scan", names[table])
    else:
        table = names[params["TableName"]]
        index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
        key = (params.get("Key") or params.get("Item") or {}).get("pk", {}).get("S", "")
        yield Need(f"dynamodb:{operation}", table + index, key)


OF_A_VERSION = {
    "GetObject": "GetObjectVersion",
    "HeadObject": "GetObjectVersion",
    "DeleteObject": "DeleteObjectVersion",
    "GetObjectTagging": "GetObjectVersionTagging",
}
OF_AN_OBJECT = {"HeadObject": "GetObject"}
OF_A_LIST = {"ListObjectVersions": "ListBucketVersions", "ListObjectsV2": "ListBucket"}


def _of_a_bucket(operation: str, params: Params, names: Names) -> Iterator[Need]:
    bucket = names[params["Bucket"]]
    if operation == "CreateBucket":
        # No function makes one: botocore puts a form to be signed into this shape, without its key.
        yield Need("s3:PutObject", f"{bucket}/quarantine/signed")
    elif operation in OF_A_LIST:
        yield Need(f"s3:{OF_A_LIST[operation]}", bucket)
    elif operation == "CopyObject":
        source = _source(params["CopySource"])
        yield from _of_a_bucket("GetObject", source, names)
        yield Need("s3:PutObject", f"{bucket}/{params['Key']}")
        if params.get("TaggingDirective", "COPY") == "COPY":
            yield from _of_a_bucket("GetObjectTagging", source, names)
            yield Need("s3:PutObjectTagging", f"{bucket}/{params['Key']}")
    else:
        action = (OF_A_VERSION if "VersionId" in params else OF_AN_OBJECT).get(operation, operation)
        yield Need(f"s3:{action}", f"{bucket}/{params['Key']}")


def _source(written: str) -> Params:
    """What is copied, as botocore has written it by then.

    >>> _source("files/kept/1?versionId=2")
    {'Bucket': 'files', 'Key': 'kept/1', 'VersionId': '2'}
    """
    place, _, version = written.partition("?versionId=")
    bucket, _, key = place.partition("/")
    return {"Bucket": bucket, "Key": key} | ({"VersionId": version} if version else {})


WITHOUT_A_RIGHT = {
    *("InitiateAuth", "RespondToAuthChallenge", "ForgotPassword", "ConfirmForgotPassword"),
    *("AssociateSoftwareToken", "VerifySoftwareToken", "SetUserMFAPreference"),
}
"""A public client of the pool signs in without a grant: the password, or the pool's proof, opens it."""

MAIL = "arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:"


def _of_the_rest(operation: str, params: Params, names: Names) -> Iterator[Need]:
    if operation in WITHOUT_A_RIGHT:
        return
    if operation == "SendRawEmail":
        yield Need("ses:SendRawEmail", f"{MAIL}identity/MailFrom")
        yield Need("ses:SendRawEmail", f"{MAIL}configuration-set/MailSettings")
    elif operation == "Publish":
        yield Need("sns:Publish", params.get("PhoneNumber") or "arn:AWS::Partition:sns:a:topic:of-ours")
    elif operation == "GetSecretValue":
        yield Need("secretsmanager:GetSecretValue", names[params["SecretId"]])
    elif operation.startswith("Admin"):
        yield Need(f"cognito-idp:{operation}", names[params["UserPoolId"]])
    else:
        yield Need(f"unknown:{operation}", "")
