"""`python -m vp`."""

from vp.cli.main import run

run()
