"""vp installed as its users install it, from the registry: `python -m tests.installs`.

pip with the built wheel, pipx and uv with the folder; each into a home of its own, each followed
by a first session. pipx and uv are fetched for it, into a folder that is gone afterwards.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests import smoke

ROOT = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist")


def main() -> None:
    """Each way works, and says so; raises CalledProcessError at the first that does not."""
    with tempfile.TemporaryDirectory(prefix="vp-installs-") as name:
        folder = Path(name)
        source = shutil.copytree(ROOT, folder / "source", ignore=LEFT_OUT)
        tools = _environment(folder / "tools", "pipx", "uv", "build")
        ways: dict[str, Callable[[Path, Path, Path], Path]] = {
            "pip install WHEEL": _with_pip,
            "pipx install .": _with_pipx,
            "uv tool install .": _with_uv,
        }
        for number, (way, install) in enumerate(ways.items()):
            place = folder / str(number)
            place.mkdir()
            smoke.work(install(tools, source, place), place / "user")
            sys.stdout.write(f"{way}: installed, and a first session went well\n")
            sys.stdout.flush()


def _with_pip(tools: Path, source: Path, place: Path) -> Path:
    _run(tools / "python", "-m", "build", "--wheel", "--outdir", place / "dist", source)
    (wheel,) = (place / "dist").glob("*.whl")
    return _environment(place / "vp", wheel) / "vp"


def _with_pipx(tools: Path, source: Path, place: Path) -> Path:
    home = {"PIPX_HOME": str(place / "pipx"), "PIPX_BIN_DIR": str(place / "bin")}
    _run(tools / "pipx", "install", source, **home)
    return place / "bin" / "vp"


def _with_uv(tools: Path, source: Path, place: Path) -> Path:
    home = {"UV_TOOL_DIR": str(place / "uv"), "UV_TOOL_BIN_DIR": str(place / "bin")}
    _run(tools / "uv", "tool", "install", "--python", sys.executable, source, **home)
    return place / "bin" / "vp"


def _environment(folder: Path, *packages: str | Path) -> Path:
    """Where the programs of a new environment with these packages lie."""
    _run(sys.executable, "-m", "venv", folder)
    _run(folder / "bin" / "python", "-m", "pip", "install", "--quiet", *packages)
    return folder / "bin"


def _run(*words: str | Path, **environment: str) -> None:
    done = subprocess.run(
        words,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
        raise subprocess.CalledProcessError(done.returncode, done.args)


if __name__ == "__main__":
    main()
