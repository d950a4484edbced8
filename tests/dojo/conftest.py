"""Copies of the repository in which a test may do what it likes."""

import shutil
import subprocess
import sys
from asyncio.selector_events import BaseSelectorEventLoop
from dataclasses import dataclass
from pathlib import Path

import pytest

from dojo.course.kata import Kata, all_katas
from dojo.dev.fresh import copy_kata, environment, fresh_copy
from tests.dojo.courses import tiny_course

FIRST_CHAPTER = "ch01_coroutines"
# A program of ours that runs so long has come to a stop, however busy the machine is.
MOST_SECONDS = 900


@dataclass(frozen=True)
class Clone:
    """A copy of the repository with its first chapter; other katas come when named.

    Attributes:
        root: where it lies.
    """

    root: Path

    def pytest(self, *arguments, **environment):
        """Run pytest in the copy, and return the finished process."""
        return self.run("pytest", *arguments, **environment)

    def command(self, *arguments, **environment):
        """Run `kata` in the copy, and return the finished process."""
        return self.run("dojo.cli", *arguments, **environment)

    def solve(self, name, chapter=FIRST_CHAPTER):
        """Put our solution where the learner's answer belongs."""
        kata = self.kata(name, chapter)
        shutil.copy(kata.solution, kata.stub)

    def answer(self, name, text, chapter=FIRST_CHAPTER):
        """Put an answer where the learner's belongs."""
        self.kata(name, chapter).stub.write_text(text, "utf-8")

    def run(self, *command, **more):
        """Run `python -m` with a command in the copy, and return the process."""
        return subprocess.run(
            [sys.executable, "-m", *map(str, command)],
            cwd=self.root,
            env=environment(self.root, **more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=MOST_SECONDS,
            check=False,
        )

    def kata(self, name, chapter=FIRST_CHAPTER):
        """Return a kata of the copy."""
        kata = Kata(chapter, name, self.root)
        if chapter != FIRST_CHAPTER and not kata.suite.is_file():
            copy_kata(Kata(chapter, name), self.root)
        return kata

    @property
    def katas(self):
        """How many katas it has."""
        return len(all_katas(self.root))


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """Make one copy, and compile it: each copy of it is begun at once."""
    first = [kata for kata in all_katas() if kata.chapter == FIRST_CHAPTER]
    template = Clone(fresh_copy(tmp_path_factory.mktemp("template"), first))
    suites = f"tests/{FIRST_CHAPTER}"
    options = ("--solutions", "-p", "no:cacheprovider")
    template.pytest(*options, suites, PYTHONDONTWRITEBYTECODE="")
    return template.root


@pytest.fixture
def clone(template, tmp_path_factory):
    """Copy the repository for one test; a `conftest.py` further up disturbs it."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "conftest.py").write_text("raise SystemExit('disturbed')\n")
    return Clone(shutil.copytree(template, folder / "clone"))


@pytest.fixture(autouse=True)
def _without_uv(monkeypatch):
    """Let commands be printed as they are in a virtual environment, whoever runs us."""
    monkeypatch.delenv("UV", raising=False)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return the workspace of a learner who has done nothing yet, in a tiny course."""
    monkeypatch.chdir(tmp_path)
    return tiny_course(tmp_path)


@pytest.fixture
def pexpect():
    """Return the module that runs a program in a terminal."""
    # It needs a pseudo-terminal, and is in the group `check` alone.
    return pytest.importorskip(
        "pexpect", reason="a terminal needs pexpect, of the group check, and no Windows"
    )


def pytest_configure(config):
    """Name the mark of tests that live on the real clock."""
    config.addinivalue_line("markers", "real_time: run it on asyncio's own loop")


def pytest_asyncio_loop_factories(item):
    """Run what is marked so on asyncio's own loop, which the judge has replaced."""
    is_marked = item.get_closest_marker("real_time") is not None
    return {"real": BaseSelectorEventLoop} if is_marked else None
