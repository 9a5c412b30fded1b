"""The demo staff: one person for each role of the practice, and some of three other organisations.

They exist in local stacks only.
"""

from dataclasses import dataclass

import boto3
from botocore.exceptions import ClientError

from chalicelib.domain.identifiers import OrganisationId, RoleCode, StaffId
from chalicelib.domain.staff import Staff
from infra.demo.context import DemoContext

# Printed at every start, worth nothing anywhere else: a stage in AWS never runs this.
DEMO_PASSWORD = "demo-only-password"


@dataclass(frozen=True)
class DemoPerson:
    """Somebody of a demo organisation who can sign in."""

    username: str
    given_name: str
    family_name: str
    initials: str
    roles: tuple[str, ...]
    organisation: str = "willow-lane"

    @property
    def email(self) -> str:
        return f"{self.username}@{self.organisation}.example"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


STAFF = (
    DemoPerson("complaints.manager", "Grace", "Adeyemi", "GAD", ("complaints_manager",)),
    DemoPerson("office.manager", "Susan", "Whitfield", "SWH", ("office_manager",)),
    DemoPerson("secretary", "Priya", "Nair", "PNR", ("secretary",)),
    DemoPerson("call.handler", "Tom", "Ellis", "TEL", ("call_handler",)),
    DemoPerson("partner", "Helen", "Marsh", "HMA", ("partner",)),
    DemoPerson("case.handler", "Daniel", "Okafor", "DOK", ("case_handler",)),
    DemoPerson("operations", "Rosa", "Hill", "RHI", ("operations_manager",), "kestrel-reports"),
    DemoPerson("reports.handler", "Amir", "Stone", "AST", ("case_handler",), "kestrel-reports"),
    DemoPerson("reports.liaison", "Ines", "Calder", "ICA", ("expert_liaison",), "kestrel-reports"),
    DemoPerson(
        "reports.head", "Nora", "Quill", "NQU", ("head_of_customer_experience",), "kestrel-reports"
    ),
    DemoPerson("claims.handler", "Owen", "Marlow", "OMA", ("claims_handler",), "beacon-indemnity"),
    DemoPerson("claims.leader", "Lena", "Forth", "LFO", ("team_leader",), "beacon-indemnity"),
    DemoPerson("member.contact", "Ruth", "Sandys", "RSA", ("member_contact",), "beacon-indemnity"),
    DemoPerson("defence.secretary", "Mona", "Frost", "MFR", ("secretary",), "harbour-defence"),
    DemoPerson("defence.handler", "Anna", "Birch-Cole", "ABC", ("case_handler",), "harbour-defence"),
    DemoPerson("defence.colleague", "Xena", "Yard-Zane", "XYZ", ("case_handler",), "harbour-defence"),
    DemoPerson("defence.leader", "Lars", "Tope", "LTO", ("team_leader",), "harbour-defence"),
    DemoPerson("trust.contact", "Ivo", "Trent", "ITR", ("member_contact",), "beacon-indemnity"),
    DemoPerson("claims.lawyer", "Maeve", "Lister", "MLI", ("panel_lawyer",), "beacon-indemnity"),
    DemoPerson("claims.secretary", "Jonas", "Peel", "JPE", ("secretary",), "beacon-indemnity"),
    DemoPerson("claims.director", "Dora", "Lund", "DLU", ("director_claims",), "beacon-indemnity"),
    DemoPerson(
        "claims.technical", "Ted", "Holm", "THO", ("technical_claims_director",), "beacon-indemnity"
    ),
    DemoPerson("claims.safety", "Sana", "Wells", "SWE", ("safety_lead",), "beacon-indemnity"),
    DemoPerson("claims.chief", "Cleo", "Barr", "CBA", ("chief_executive",), "beacon-indemnity"),
)


def make_staff(context: DemoContext) -> None:
    """Create the sign-ins, with a group for each role. Safe to run twice: what exists stays."""
    cognito = boto3.client("cognito-idp")
    for person in STAFF:
        attributes = {
            "email": person.email,
            "email_verified": "true",
            "given_name": person.given_name,
            "family_name": person.family_name,
            "name": person.name,
        }
        try:
            cognito.admin_create_user(
                UserPoolId=context.user_pool_id,
                Username=person.username,
                UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
                TemporaryPassword=DEMO_PASSWORD,
                MessageAction="SUPPRESS",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "UsernameExistsException":
                raise
        cognito.admin_set_user_password(
            UserPoolId=context.user_pool_id,
            Username=person.username,
            Password=DEMO_PASSWORD,
            Permanent=True,
        )
        for role in person.roles:
            cognito.admin_add_user_to_group(
                UserPoolId=context.user_pool_id, Username=person.username, GroupName=role
            )


def enrol_staff(context: DemoContext) -> None:
    """Put them into their organisations' directories. Safe to run twice."""
    from chalicelib.adapters.directory_table import DirectoryTable
    from chalicelib.adapters.policy_files import PolicyFiles
    from chalicelib.adapters.table import Table

    policies = PolicyFiles()
    directory = DirectoryTable(Table(context.table_name))
    for person in STAFF:
        organisation = policies.organisation(OrganisationId(person.organisation))
        directory.enrol(
            Staff(
                id=StaffId(person.username),
                name=person.name,
                initials=person.initials,
                email=person.email,
                organisation=organisation.id,
                team=organisation.intake_team,
                roles=frozenset(RoleCode(role) for role in person.roles),
            )
        )
