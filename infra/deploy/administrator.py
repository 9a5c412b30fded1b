"""python -m infra.deploy.administrator STAGE: let the first person in, who then lets in everybody else.

Goes through the use case that the page goes through: the decision stands in the history of the
organisation, and the function that hears the table makes the account and has the invitation mailed.
"""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass

import boto3

from chalicelib.application.keep_directory import begin_with
from chalicelib.application.ports import Ports
from chalicelib.domain.errors import CandourError
from chalicelib.domain.identifiers import OrganisationId, RoleCode, StaffId
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.staff_directory import Asked
from chalicelib.settings import Settings
from chalicelib.wiring import real_world
from infra.deploy.account import account_in, outputs_of
from infra.deploy.stages import read_stage
from infra.steps import Refusal, run_politely

DEPLOYER = StaffId("deployment")
"""Who let the first one in, as the history says it."""

QUESTIONS = {
    "organisation": "Organisation (its id in chalicelib/policies/organisations.toml)",
    "user_name": "User name, like grace.adeyemi",
    "name": "Name",
    "initials": "Initials, 2 to 4 letters",
    "email": "Email address",
}


@dataclass(frozen=True)
class Newcomer:
    """What was said of the first person."""

    organisation: str
    user_name: str
    name: str
    initials: str
    email: str


def let_in(newcomer: Newcomer, ports: Ports) -> RoleCode:
    """Take them on, in the role that manages staff.

    Raises: Refusal, where somebody can do that already.
    """
    organisation = ports.policies.organisation(OrganisationId(newcomer.organisation))
    pack = ports.policies.current(organisation).pack
    everybody = ports.directory.now(organisation.id)
    if any(pack.permits(person.roles, Action.MANAGE_STAFF) for person in everybody):
        raise Refusal("Somebody can manage staff already. Ask them: Organisation, Staff.")
    role = _role_that_manages_staff(pack)
    asked = Asked(
        name=newcomer.name,
        initials=newcomer.initials,
        email=newcomer.email,
        team=organisation.intake_team,
        roles=frozenset({role}),
    )
    version = ports.organisations.chosen(organisation.id).version
    begin_with(newcomer.user_name, asked, organisation, DEPLOYER, version=version, ports=ports)
    return role


def _role_that_manages_staff(pack: PolicyPack) -> RoleCode:
    able = (role.code for role in pack.roles.values() if Action.MANAGE_STAFF in role.may)
    return next(able)


def settings_of(stage: str, outputs: Mapping[str, str], region: str) -> Settings:
    """The settings of a stage's functions, as its stack names what they need."""
    named = {
        "stage": stage,
        "table_name": outputs["TableName"],
        "figures_table_name": outputs["FiguresTableName"],
        "base_url": outputs["Site"],
        "mail_from": outputs["MailFrom"],
        "mail_bucket": outputs["MailBucket"],
        "user_pool_id": outputs["UserPoolId"],
        "user_pool_client_id": outputs["UserPoolClientId"],
        "session_secret_id": outputs["SessionSecretId"],
        "files_bucket": outputs["FilesBucket"],
        "roots_bucket": outputs["RootsBucket"],
        "files_endpoint": f"https://s3.{region}.amazonaws.com",
        "identity_secret_id": outputs["IdentitySecretId"],
    }
    return Settings(**named)


def _asked() -> tuple[str, Newcomer]:
    parser = argparse.ArgumentParser(prog="make administrator", description="Let the first person in.")
    parser.add_argument("stage", metavar="STAGE")
    for field, question in QUESTIONS.items():
        parser.add_argument(f"--{field.replace('_', '-')}", help=question)
    said = vars(parser.parse_args())
    stage = str(said.pop("stage"))
    return stage, Newcomer(**{f: said[f] or input(f"{q}: ").strip() for f, q in QUESTIONS.items()})


def main() -> None:
    """Ask what is not said yet, and let them in."""
    name, newcomer = _asked()
    stage = read_stage(name)
    outputs = outputs_of(stage, account_in(stage.region))
    boto3.setup_default_session(region_name=stage.region)
    try:
        role = let_in(newcomer, real_world(settings_of(name, outputs, stage.region)).ports)
    except CandourError as refused:
        raise Refusal(str(refused)) from refused
    print(f"  {newcomer.user_name} is in the directory as {role}. An email tells them how to sign in.")


if __name__ == "__main__":
    run_politely(main)
