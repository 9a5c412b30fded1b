# One line per thing that one can do; how it is done is in infra/.
PYTHON ?= $(shell for p in python3.11 python3; do $$p -c '' 2>/dev/null && { echo $$p; break; }; done)
READY = @test -n "$(PYTHON)" || { echo "Candour needs Python 3.11, and no Python was found."; exit 1; }; \
        $(PYTHON) infra/build/environment.py
IN = @.venv/bin/python

.PHONY: help run stack test soak bench scan verify looks replay recount restore-test import migrate package deploy running administrator destroy renew fingerprints audit lint packs languages lock reset clean environment
.DEFAULT_GOAL := help

help:  ## Say what one can do here
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-13s %s\n", $$1, $$2}' Makefile

environment:
	$(READY)

run: environment  ## Start the app on this machine, with its own AWS, mailbox and clock
	$(IN) -m infra.local run

stack: environment  ## Package the app, deploy that package to the local AWS, permissions enforced
	$(IN) -m infra.local stack

test: environment  ## Run every test (ARGS="tests/domain -x" for some)
	$(IN) -m infra.build.styles
	@browser=$$(.venv/bin/python -m infra.build.browser) && \
	 PYTHONDONTWRITEBYTECODE= CANDOUR_CHROMIUM="$$browser" .venv/bin/python -m pytest -n 3 $(ARGS)

soak: environment  ## Load the packaged deployment while everything goes wrong (SECONDS=180)
	$(IN) -m tests.soak $(SECONDS)

bench: environment  ## Measure with 1,000 to 100,000 open cases (SIZES="1000 10000")
	$(IN) -m tests.benchmarks $(SIZES)

scan: environment  ## Let two scanners at the app, on a stack of their own (some 25 minutes)
	$(IN) -m infra.scan

verify: environment  ## Check the history of every case (STAGE=dev CASES="ABC/123456 …")
	$(IN) -m infra.verify $(STAGE) $(CASES)

looks: environment  ## Who looked at a case, or at what somebody looked (OF=ABC/123456 or OF=user.name, STAGE=live)
	$(IN) -m infra.looks $(STAGE) $(OF)

renew: environment  ## Renew a secret while everybody works on (SECRET=session or SECRET=identity, STAGE=live)
	$(IN) -m infra.renew $(STAGE) $(SECRET)

fingerprints: environment  ## Bring everybody under the present word of the identity secret (STAGE=dev)
	$(IN) -m infra.fingerprints $(STAGE)

recount: environment  ## Count every figure again, of all months and years (STAGE=dev)
	$(IN) -m infra.recount $(STAGE)

restore-test: environment  ## Restore both tables apart, see that all is there, delete them again (STAGE=dev)
	$(IN) -m infra.restore_test $(STAGE)

import: environment  ## Bring in cases from a CSV file (FILE=… MAPPING=… STAGE=dev), first to look, then ARGS=--write
	$(IN) -m infra.importing $(FILE) $(MAPPING) $(STAGE) $(ARGS)

migrate: environment  ## Rewrite what is stored in an older format, while everybody works on (STAGE=dev)
	$(IN) -m infra.migrate $(STAGE)

replay: environment  ## Show what functions could not deal with (STAGE=dev), and call them again (ARGS=--call)
	$(IN) -m infra.deploy.replay $(STAGE) $(ARGS)

package: environment  ## Make build/package/: the template and the zip that go to AWS (STAGE=dev|test|live)
	$(IN) -m infra.package $(or $(STAGE),dev)

deploy: environment  ## Bring a stage into AWS, new or changed (STAGE=dev|test|live)
	$(IN) -m infra.deploy up $(STAGE)

running: environment  ## Whether what runs in a stage is what is packaged from here (STAGE=live)
	$(IN) -m infra.deploy running $(STAGE)

administrator: environment  ## Let the first member of staff in, who lets in the others (STAGE=dev)
	$(IN) -m infra.deploy.administrator $(STAGE) $(ARGS)

destroy: environment  ## Take a stage out of AWS; refused while it is protected (STAGE=dev)
	$(IN) -m infra.deploy down $(STAGE)

audit: environment  ## Licences of what runs in the functions, and known vulnerabilities
	$(IN) -m infra.audit

lint: environment  ## Check style, types and the direction of imports
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports

packs: environment  ## Check every policy pack, in plain sentences (PACKS="gp-practice …")
	$(IN) -m infra.packs $(PACKS)

languages: environment  ## Bring the catalogues of our languages up to date and name what they lack
	$(IN) -m infra.build.catalogues

lock: environment  ## Lock what requirements*.in ask for (ARGS=--upgrade for newer versions)
	$(IN) -m infra.build.lock $(ARGS)

reset: environment  ## Forget all local data
	$(IN) -m infra.local reset

clean:  ## Remove everything that was made here, data included
	@rm -rf .venv .local build node_modules chalicelib/static/nhsuk
