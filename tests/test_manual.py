"""The manual pages: as the commands are now, in both languages, and clean roff."""

import shutil
import subprocess

import pytest

from tests import manual
from vp.cli.main import COMMANDS
from vp.domain.breach import Step


@pytest.mark.parametrize("language", manual.LANGUAGES)
def test_the_pages_say_what_the_commands_say(language: str) -> None:
    """`make man` writes them anew."""
    found = {path.name: path.read_text("utf-8") for path in manual.folder(language).iterdir()}
    assert found == manual.made(language)


@pytest.mark.parametrize("language", manual.LANGUAGES)
def test_there_is_a_page_for_vp_and_for_each_command(language: str) -> None:
    names = {path.name for path in manual.folder(language).iterdir()}
    assert names == {"vp.1", *(f"vp-{command}.1" for command in COMMANDS)}


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
@pytest.mark.parametrize("language", manual.LANGUAGES)
def test_the_pages_are_read_without_a_warning(language: str) -> None:
    paths = sorted(manual.folder(language).iterdir())
    words = ["groff", "-man", "-ww", "-Kutf8", "-Tutf8", "-rLL=80n", "-P-cbou", *map(str, paths)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert all(f"{path.stem.upper()}(1)" in done.stdout for path in paths)


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
@pytest.mark.parametrize("language", manual.LANGUAGES)
def test_man_shows_the_page_of_vp(language: str) -> None:
    environ = {"MANWIDTH": "80", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    path = manual.folder(language) / "vp.1"
    words = ["man", "--warnings", "--encoding=UTF-8", "--local-file", str(path)]
    done = subprocess.run(words, env=environ, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "vp intake" in done.stdout


def test_the_protocol_stands_in_the_page_of_breach() -> None:
    for language, words in zip(manual.LANGUAGES, ("en", "nl"), strict=True):
        text = (manual.folder(language) / "vp-breach.1").read_text("utf-8")
        assert all(getattr(step, words).replace("-", "\\-") in text for step in Step)


def test_a_text_is_no_request_to_the_formatter() -> None:
    assert manual.roff(".TH 'a' -- \\n") == "\\&.TH \\(aqa\\(aq \\-\\- \\en"
