"""A release is ready but for its upload: `make release`, which runs `ready`, the tests, and `pack`.

`python -m tests.release ready` looks at what a release begins with, `pack` builds it into dist/.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

from packaging.metadata import Metadata
from packaging.utils import parse_sdist_filename, parse_wheel_filename
from packaging.version import Version

from vp import __version__

ROOT = Path(__file__).parent.parent
SUMS = "SHA256SUMS"

LEFT = """\
dist/ holds version {version}, with the sums of its files. What is left is yours:

  git tag -s v{version} -m 'vp {version}'
  git push origin v{version}
  twine upload {archives}
"""


class NotReady(Exception):
    """Why this is no release yet."""


def require_ready(root: Path, version: str) -> None:
    """Nothing, when all is committed, the changelog knows the version and no tag has it yet."""
    if _git(root, "status", "--porcelain"):
        raise NotReady("something is not committed: see git status")
    if _git(root, "tag", "--list", f"v{version}"):
        raise NotReady(f"v{version} was released before: raise the version in vp/__init__.py")
    if not changes(root, version):
        raise NotReady(f"CHANGELOG.md needs a section '## {version} - DATE' that says something")


def changes(root: Path, version: str) -> str:
    """What the changelog says of this version; empty when it says nothing, or not since when."""
    text = (root / "CHANGELOG.md").read_text("utf-8")
    head = rf"^## {re.escape(version)} - [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$"
    found = re.search(rf"{head}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    return found[1].strip() if found else ""


def pack(root: Path, version: str) -> list[Path]:
    """dist/ holds the wheel, the source archive and their sums; returns the two archives."""
    target = root / "dist"
    for old in (target, root / "build"):
        shutil.rmtree(old, ignore_errors=True)
    moment = _git(root, "log", "-1", "--format=%ct").strip()
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(root)]
    done = subprocess.run(
        build, env=os.environ | {"SOURCE_DATE_EPOCH": moment}, capture_output=True, text=True
    )
    if done.returncode:
        raise NotReady(done.stdout + done.stderr)
    archives = sorted(target.iterdir())
    for archive in archives:
        require_sound(archive, version)
    told = [f"{sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in archives]
    (target / SUMS).write_text("".join(told), "ascii")
    return archives


def require_sound(archive: Path, version: str) -> None:
    """Nothing, when the archive tells of itself what a registry accepts, and of this version."""
    wheel = archive.suffix == ".whl"
    parsed = (parse_wheel_filename if wheel else parse_sdist_filename)(archive.name)
    told = Metadata.from_email(_metadata(archive), validate=True)
    if (told.name, told.version, parsed[1]) != ("vp", Version(version), Version(version)):
        raise NotReady(f"{archive.name} is not vp {version}")
    if not told.description or told.description_content_type != "text/markdown":
        raise NotReady(f"{archive.name} has no README that a registry can show")


def _metadata(archive: Path) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as zipped:
            (name,) = (one for one in zipped.namelist() if one.endswith(".dist-info/METADATA"))
            return zipped.read(name)
    with tarfile.open(archive) as tarred:
        (member,) = (one for one in tarred if re.fullmatch(r"[^/]+/PKG-INFO", one.name))
        file = tarred.extractfile(member)
        assert file is not None
        return file.read()


def _git(root: Path, *words: str) -> str:
    return subprocess.run(
        ["git", "-C", root, *words], capture_output=True, text=True, check=True
    ).stdout


def main(step: str) -> int:
    try:
        if step == "ready":
            require_ready(ROOT, __version__)
            return 0
        archives = " ".join(f"dist/{one.name}" for one in pack(ROOT, __version__))
        changed = changes(ROOT, __version__)
        left = LEFT.format(version=__version__, archives=archives)
        sys.stdout.write(f"{left}\nWhat changed, for the page of the release:\n\n{changed}\n")
    except NotReady as error:
        sys.stderr.write(f"No release: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
