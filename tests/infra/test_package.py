"""What goes to AWS: complete, without what does not belong, and within its budget."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from chalicelib.entry.commands import COMMANDS
from infra.deploy.emulated import emulated_template
from infra.package.archive import write_archive
from infra.package.few_paths import resources
from infra.package.package import ROOT, STAGES, Package, make_package

# AWS: 50 MB for a zip that is uploaded directly, 250 MB unpacked with all its layers.
LARGEST_ZIP_BYTES = 50 * 10**6
LARGEST_UNPACKED_BYTES = 250 * 10**6
# CloudFormation: a template in a bucket. API Gateway: the resources of one API, by default.
LARGEST_TEMPLATE_BYTES = 1024**2
RESOURCES_OF_AN_API = 300

Template = dict[str, Any]


@pytest.fixture(scope="module")
def package() -> Package:
    return make_package("live")


@pytest.fixture(scope="module")
def template(package: Package) -> Template:
    content: Template = json.loads(package.template.read_text())
    return content


@pytest.fixture(scope="module")
def packed(package: Package) -> set[str]:
    with zipfile.ZipFile(package.archive) as archive:
        return set(archive.namelist())


def test_the_package_stays_within_what_aws_accepts(package: Package):
    with zipfile.ZipFile(package.archive) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())

    assert package.archive.stat().st_size < LARGEST_ZIP_BYTES
    assert unpacked < LARGEST_UNPACKED_BYTES


def test_an_account_takes_the_template_as_it_is_before_anybody_asks_for_more(
    package: Package, template: Template
):
    paths = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]

    assert len(resources(paths)) < RESOURCES_OF_AN_API
    assert package.template.stat().st_size < LARGEST_TEMPLATE_BYTES


def test_every_command_is_reached_by_the_one_path_that_the_gateway_has_for_all(template: Template):
    paths = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    places = ("/api/cases/{reference}/", "/staff/cases/{reference}/do/")

    for place in places:
        assert f"{place}{{command}}" in paths
        own = {f"{place}{command.form.name}" for command in COMMANDS} & set(paths)
        # What has more below it, or other methods, needs a path of its own, and has all of its methods.
        assert all(set(paths[path]) >= {"post"} for path in own), own
        assert len(own) < 10


def test_every_file_of_the_app_is_in_the_package(packed: set[str]):
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "chalicelib").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert ours | {"app.py"} <= packed


@pytest.mark.parametrize(
    "file", ["chalice/app.py", "boto3/__init__.py", "pydantic/__init__.py", "jinja2/__init__.py"]
)
def test_what_the_app_imports_is_in_the_package(packed: set[str], file: str):
    assert file in packed


def test_policies_and_templates_are_read_when_the_package_is_made(packed: set[str]):
    held = {name.split("/")[1] for name in packed if name.startswith("chalicelib/")}

    assert {"read_ahead", "compiled_templates"} <= held


def test_every_module_is_compiled_ahead(packed: set[str]):
    sources = {name for name in packed if name.startswith("chalicelib/") and name.endswith(".py")}
    compiled = {_compiled(name) for name in sources}

    assert compiled <= packed


@pytest.mark.parametrize(
    "folder", ["tests/", "infra/", ".chalice/", "moto/", "pytest/", "ministack/", "bin/"]
)
def test_what_only_helps_us_stays_at_home(packed: set[str], folder: str):
    assert not [name for name in packed if name.startswith(folder)]


def test_compiled_libraries_are_made_for_lambda(packed: set[str]):
    machine_code = [name for name in packed if name.endswith(".so")]

    assert machine_code
    assert not [name for name in machine_code if "x86_64-linux-gnu" not in name and "abi3" not in name]


def test_the_same_content_gives_the_same_zip(tmp_path: Path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "one.py").write_text("1")

    write_archive(tmp_path / "first.zip", [tmp_path / "app"])
    (tmp_path / "app" / "one.py").touch()
    write_archive(tmp_path / "second.zip", [tmp_path / "app"])

    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_cloudformation_would_accept_the_template(package: Package):
    cfn_lint = Path(sys.executable).with_name("cfn-lint")

    checked = subprocess.run([cfn_lint, package.template], capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout


def test_each_function_has_a_role_of_its_own(template: Template):
    roles = [json.dumps(function["Properties"]["Role"]) for function in _functions(template).values()]

    assert len(roles) == len(set(roles)) >= 3


LONGEST = {"OnFile": 120, "RefreshCalendar": 900, "VerifyChains": 900}
"""Seconds. A job that looks at every open case, or into a long file, has no one waiting for it."""


def test_each_function_has_its_own_memory_and_time(template: Template):
    for name, function in _functions(template).items():
        assert function["Properties"]["MemorySize"] >= 512, name
        assert function["Properties"]["Timeout"] <= LONGEST.get(name, 60), name


def test_each_function_writes_to_a_log_that_is_not_kept_for_ever(template: Template):
    for function in _functions(template).values():
        log = template["Resources"][function["Properties"]["LoggingConfig"]["LogGroup"]["Ref"]]
        assert log["Properties"]["RetentionInDays"] <= 731


def test_no_permission_is_given_on_everything(template: Template):
    statements = [
        statement
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::IAM::Role"
        for policy in resource["Properties"]["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
    ]

    on_everything = {one["Sid"] for one in statements if "*" in (one.get("Resource"), one["Action"])}
    # A trace has no name in AWS; tests/architecture/test_configuration.py says more.
    assert on_everything == {"SendTraces"}


def test_the_local_clock_is_in_no_template_and_no_stage(package: Package):
    settings = (ROOT / ".chalice" / "config.json").read_text()

    assert "CLOCK" not in package.template.read_text()
    assert "CLOCK" not in settings


def test_every_stage_has_its_settings_and_a_policy_for_each_function():
    stages = json.loads((ROOT / ".chalice" / "config.json").read_text())["stages"]

    assert tuple(stages) == STAGES
    for name, stage in stages.items():
        assert stage["environment_variables"]["STAGE"] == name
        for function in stage["lambda_functions"].values():
            assert (ROOT / ".chalice" / function["iam_policy_file"]).exists()


def test_what_was_tried_in_the_test_stage_is_what_goes_live(package: Package):
    assert make_package("test").archive.read_bytes() == package.archive.read_bytes()


def test_the_wall_stands_before_the_stage_that_people_reach(package: Package):
    said = {"BaseUrl": "https://a.example", "Firewall": "true"}
    template = package.placed(lambda file: {"Bucket": "b", "Key": file.name})
    resources = emulated_template(template, said, "eu-west-2")["Resources"]

    (stage,) = (name for name, one in resources.items() if one["Type"] == "AWS::ApiGateway::Stage")
    assert "${" + stage + "}" in json.dumps(resources["WallBeforeTheApi"])
    assert resources["OwnDomainLeadsToTheApi"]["Properties"]["Stage"] == {"Ref": stage}
    assert resources[stage]["Properties"]["MethodSettings"][0]["ThrottlingRateLimit"] == 100


def _functions(template: Template) -> Template:
    return {
        name: one
        for name, one in template["Resources"].items()
        if one["Type"] == "AWS::Serverless::Function"
    }


def _compiled(source: str) -> str:
    path = Path(source)
    return (path.parent / "__pycache__" / f"{path.stem}.cpython-311.pyc").as_posix()
