# `make` checks and tests everything; `make help` says what else there is. The environment is .venv.

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; print("$(name)" * (sys.version_info >= (3, 11)))' 2>/dev/null)))
BIN := .venv/bin
CATALOGUE := vp/locale
ENGLISH := vp templates/en $(filter-out %.nl.md,$(wildcard *.md))
DUTCH := vp/domain/vocabulary,vp/locale/words.py,vp/cli/scenes.py,vp/locale/nl/man1,vp/domain/headings.py,examples,*.po,*.mo
DUTCH_WORDS := alle,als,handeling,juli,juni,mede,oktober,periode,som,tabel,te,wel

# $(call debian,PACKAGES): they are installed, or a sentence says that a person must do it.
debian = echo "Installing $(strip $(1))"; root=; [ "$$(id -u)" = 0 ] || root="sudo -n"; \
	{ $$root apt-get update; $$root env DEBIAN_FRONTEND=noninteractive \
	apt-get install -y --no-install-recommends $(1); } >/dev/null 2>&1 </dev/null \
	|| { echo "Please install them yourself: apt-get install $(strip $(1))" >&2; false; }

.PHONY: all help demo tools filesystems test lint spelling format bench assurance examples man recording \
	catalogue wheel wheels installs release requirements clean
.SILENT:
all: test

help: ## say what each target does
	sed -n 's/^\([a-z]*\):[^#]*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

.venv/.project: pyproject.toml
	[ -n "$(PYTHON)" ] || { echo "vp needs Python 3.11 or newer on the PATH" >&2; false; }
	$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(call debian, python3-venv); }
	echo "Building the environment in .venv"
	[ -x $(BIN)/pip ] || $(PYTHON) -m venv .venv
	$(BIN)/pip install -qq --disable-pip-version-check --editable .
	touch $@

.venv/.development: .venv/.project
	echo "Adding what the tests need to .venv"
	$(BIN)/pip install -qq --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/pip install -qq --disable-pip-version-check --group dev
	touch $@

demo: .venv/.project ## show the whole main job on invented cases
	$(BIN)/vp demo

filesystems: # for the power cuts alone
	missing=$$(PATH=$$PATH:/sbin:/usr/sbin; \
	for one in mkfs.btrfs mkfs.xfs; do command -v $$one >/dev/null || echo $$one; done); \
	[ -z "$$missing" ] || { $(call debian, btrfs-progs xfsprogs); } || \
	{ echo "Without them the power cuts on btrfs and xfs are NOT RUN" >&2; [ -z "$$CI" ]; }

tools:
	missing=$$(for one in age git strace chromium zbarimg dbus-run-session gnome-keyring-daemon \
	systemd-analyze; do \
	command -v $$one >/dev/null || echo $$one; done); \
	[ -z "$$missing" ] || { $(call debian,$$(echo $$missing | \
	sed 's/zbarimg/zbar-tools/; s/dbus-run-session/dbus-daemon/; s/-keyring-daemon/-keyring/; \
	s/systemd-analyze/systemd/')); } || \
	{ echo "Without them some tests are skipped or fail" >&2; [ -z "$$CI" ]; }

test: lint tools ## check and test everything: a few minutes
	echo "Running the tests"
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: .venv/.development ## style, types, layers, spelling
	echo "Checking style, types, layers and spelling"
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy --no-error-summary
	told=$$($(BIN)/lint-imports --no-logo) || { echo "$$told"; false; }
	$(MAKE) --no-print-directory spelling

spelling: .venv/.development
	$(BIN)/codespell --skip '$(DUTCH)' --ignore-words-list '$(DUTCH_WORDS)' $(ENGLISH)

format: .venv/.development ## put the code in its form
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format .

bench: .venv/.development tools ## measure what a counsellor waits for, each figure with its bar
	$(BIN)/python -m tests.benchmarks $(BENCH)

assurance: .venv/.development tools filesystems ## attack every promise at full length: the better part of an hour
	$(BIN)/python -m tests.assurance $(ASSURANCE)

examples: .venv/.development ## make the reports in examples/ anew
	$(BIN)/python -m pytest --quiet tests/test_examples.py --accept

man: .venv/.development ## write the manual pages anew, from what the commands say
	$(BIN)/python -m tests.manual

recording: .venv/.development ## record the session of the README anew
	$(BIN)/python -m tests.recording

catalogue: .venv/.development ## bring the Dutch catalogue up to the messages in the code
	$(BIN)/pybabel -q extract -k N_ -k ngettext:1,2 --no-location --sort-output --no-wrap -o .venv/vp.pot vp
	$(BIN)/pybabel -q update -i .venv/vp.pot -d $(CATALOGUE) -l nl -D vp --init-missing \
		--no-fuzzy-matching --ignore-pot-creation-date --no-wrap
	$(BIN)/pybabel compile -d $(CATALOGUE) -D vp --statistics

wheel: .venv/.development ## build the wheel and the source archive in dist/
	told=$$($(BIN)/python -m build --no-isolation --outdir dist . 2>&1) || { echo "$$told"; false; }
	ls dist

wheels: .venv/.development ## ask the registry whether all that vp needs is there for every system
	$(BIN)/python -m tests.wheels

installs: .venv/.development ## install vp with pip, pipx and uv from the registry, and work with it
	$(BIN)/python -m tests.installs

release: .venv/.development ## make everything ready for a release but its upload, in dist/
	$(BIN)/python -m tests.release ready
	$(MAKE) --no-print-directory test
	$(BIN)/python -m tests.installs
	$(BIN)/python -m tests.release pack

requirements: .venv/.development ## print each obligation, the commands that serve it, its tests
	$(BIN)/python -m tests.test_requirements

clean: ## remove what was built, the environment too
	rm -rf .venv build dist .*_cache .hypothesis .coverage *.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +
