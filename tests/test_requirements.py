"""The requirements files: pinned, with hashes, the same versions everywhere, and no package index named."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.test_architecture import MODULES, imports, inside

ROOT = Path(__file__).parents[1]
FILES = sorted(ROOT.glob("requirements*.txt"))


def pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", path.read_text(), re.MULTILINE))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_requirement_is_pinned_and_hashed(path: Path) -> None:
    text = re.sub(r"\\\n", " ", path.read_text())
    requirements = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(requirements) >= 3
    for line in requirements:
        assert re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line[:80]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_package_index_is_named(path: Path) -> None:
    text = path.read_text()
    assert "://" not in text
    assert "-url" not in text
    assert "--find-links" not in text


def test_what_runs_is_what_was_tested() -> None:
    tested = pins(ROOT / "requirements-dev.txt")
    for name in ("requirements.txt", "requirements-playground.txt"):
        assert pins(ROOT / name).items() <= tested.items()


def test_the_local_slack_brings_what_it_alone_imports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    core = {re.split(r"[\[><=,]", each)[0].replace("-", "_") for each in project["dependencies"]}
    imported = {True: set[str](), False: set[str]()}
    for name in MODULES:
        imported[inside(name, "bot.local_slack")] |= {each.partition(".")[0] for each in imports(name)}
    assert not core & (imported[True] - imported[False])
