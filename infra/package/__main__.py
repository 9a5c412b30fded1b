"""python -m infra.package STAGE"""

import sys

from infra.package.package import make_package
from infra.steps import run_politely


def main() -> None:
    package = make_package(sys.argv[1] if len(sys.argv) > 1 else "dev")
    megabytes = package.archive.stat().st_size / 1e6
    print(f"  {package.template}\n  {package.archive} ({megabytes:.1f} MB)")


if __name__ == "__main__":
    run_politely(main)
