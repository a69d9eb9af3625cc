"""Installs what Nashra needs into the Python that runs this: the core, and the extras named.

    python .ci/install.py [--no-compile] [--alone] [EXTRA...]

Extras and their reasons are in pyproject.toml. Every package, and what it needs in turn, has the version and one of
the hashes that lock.txt says; another file under the same name is refused. The one exception is torch, which is held
to its version alone: one version comes as many builds (for processors alone, for each CUDA), and which of them pip
finds depends on where it is told to look. Byte code is made at the end, on all processors, where pip would use one;
with --no-compile, when a module is first imported. --alone leaves the core out: what makes the lock comes in before the
lock knows what was added to the core.
"""

import re
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from importlib.metadata import version
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
LOCK = CHECKOUT / ".ci" / "lock.txt"
UNHASHED = ("torch",)
OWN = ("include", "dags", "plugins")
PIP = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off", "-q"]
# quietly, as pip does it: some packages bring files of other Pythons; tests of packages are never imported
COMPILE = [sys.executable, "-W", "ignore", "-m", "compileall", "-qq", "-j", "0", "-x", r"[/\\]tests[/\\]"]


def wanted(extras: list[str], core: bool = True) -> list[str]:
    """Requirements of the core, of what installs, and of the extras, each once. Raises KeyError: no such extra."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["optional-dependencies"][extra] for extra in ["build", *extras]]
    return list(dict.fromkeys([*(project["dependencies"] if core else []), *(one for found in lists for one in found)]))


def name(requirement: str) -> str:
    return requirement.partition("==")[0]


def pip(requirements: list[str], *options: str) -> None:
    """Ends this process with pip's exit code when pip fails; it has said why."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(requirements) + "\n")
        file.flush()
        done = subprocess.run([*PIP, "--no-compile", *options, "-r", file.name], check=False)
    if done.returncode:
        sys.exit(done.returncode)


def slow_python() -> str:
    """What to say of a Python that was built without optimisations, as pyenv does unasked; "" of others.

    Those of distributions lie below /usr and are built with them, though their arguments don't always say so.
    """
    arguments = sysconfig.get_config_var("CONFIG_ARGS")
    if arguments is None or "--enable-optimizations" in arguments or sys.base_prefix == "/usr":
        return ""
    return (
        f"{sys.base_prefix} holds a Python that was built without optimisations: names take a tenth longer with it. "
        "Debian's and python.org's have them, and so has one that pyenv builds with "
        "PYTHON_CONFIGURE_OPTS='--enable-optimizations --with-lto' (remove .venv, then PYTHON=/path/to/python make ...)"
    )


def main(given: list[str]) -> None:
    try:
        extras = [one for one in given if not one.startswith("--")]
        requirements = wanted(extras, core="--alone" not in given)
    except KeyError as error:
        sys.exit(f"pyproject.toml has no extra {error}")
    lock = LOCK.read_text(encoding="utf-8")
    pinned = next(one for one in requirements if name(one) == "pip")
    if pinned != f"pip=={version('pip')}":  # an older one does not find the hashes of the next step
        pip(re.findall(rf"^{re.escape(pinned)} \\\n(?:    .*\n)+", lock, re.MULTILINE), "--require-hashes")
    builds = [one for one in requirements if name(one) in UNHASHED]
    if builds:
        pip(builds, "--no-deps")
    pip(requirements, "--require-hashes", "-c", str(LOCK))
    if "--no-compile" not in given:  # the checkout's own too: each command would compile it, where nobody may write it
        places = (sysconfig.get_path("purelib"), *(str(path) for name in OWN if (path := CHECKOUT / name).is_dir()))
        subprocess.run([*COMPILE, *places], check=False)
    if said := slow_python():
        sys.stderr.write(f"{said}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
