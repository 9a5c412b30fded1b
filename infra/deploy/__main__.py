"""python -m infra.deploy up|down|running STAGE"""

import os
import sys

import boto3

from infra.audit import Ask, audit, over_the_network
from infra.deploy.account import account_in, bring_up, take_down
from infra.deploy.running import require_same
from infra.deploy.stages import Stage, read_stage
from infra.package.package import Package, make_package
from infra.steps import Refusal, run_politely, step


def main() -> None:
    """Bring a stage up, or take it down."""
    acts = {"up": _up, "down": _down, "running": _running}
    if len(sys.argv) != 3 or sys.argv[1] not in acts:
        raise Refusal("Say which stage: make deploy STAGE=dev, make running STAGE=dev, make destroy …")
    acts[sys.argv[1]](read_stage(sys.argv[2]))


def _up(stage: Stage) -> None:
    audited(stage, os.environ.get("AUDIT", ""), over_the_network)
    account = account_in(stage.region)
    package = make_package(stage.name)
    with step(f"Bringing up {stage.stack} in {stage.region}, account {account.number}"):
        outputs = bring_up(stage, package, account)
    _compare(stage, package)
    for name in ("Site", "DomainPointsTo", "TableName", "UserPoolId"):
        if name in outputs:
            print(f"  {name}: {outputs[name]}")


def _running(stage: Stage) -> None:
    _compare(stage, make_package(stage.name))


def _compare(stage: Stage, package: Package) -> None:
    session = boto3.Session(region_name=stage.region)
    with step("Comparing what runs with what was packaged"):
        require_same(stage.stack, package, session.client("cloudformation"), session.client("lambda"))


def audited(stage: Stage, wish: str, ask: Ask) -> None:
    """Nothing with a known vulnerability goes where people's complaints are, unless somebody says so:
    what is deployed may be what mends a worse one. Raises: Refusal, also where nobody knows.
    """
    if not stage.protected:
        return
    if wish == "skip":
        print("  Nobody asked whether a library has a known vulnerability: AUDIT=skip.")
        return
    try:
        audit(ask)
    except Refusal as refused:
        raise Refusal(f"{refused}\nTo deploy all the same: AUDIT=skip make deploy STAGE=…") from refused


def _down(stage: Stage) -> None:
    account = account_in(stage.region)
    with step(f"Taking down {stage.stack} in {stage.region}, account {account.number}"):
        kept = take_down(stage, account)
    print("  Kept, until somebody deletes it by hand: " + ", ".join(kept))


if __name__ == "__main__":
    run_politely(main)
