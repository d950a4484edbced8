"""Copies of the repository in which a test may do what it likes."""

import os
import shutil
from asyncio.selector_events import BaseSelectorEventLoop
from dataclasses import dataclass
from pathlib import Path

import pytest

from dojo.course.kata import Kata, all_katas
from dojo.dev.copies import copy_chapter, copy_to, run, run_cold
from tests.dojo.in_parallel import InParallel

HERE = Path(__file__).parent
FIRST_CHAPTER = "ch01_coroutines"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Ask last for what is run in parallel."""
    items.sort(key=_is_in_a_copy)


def pytest_collection_finish(session):
    """Where there is more to do than the tests of the judge, run some in parallel."""
    config = session.config
    there_is_more = any(item.path.parent != HERE for item in session.items)
    in_copies = [item for item in session.items if _is_in_a_copy(item)]
    # One process of pytest-xdist has other ones beside it already.
    is_for_here = hasattr(config, "workerinput") or config.option.usepdb
    if there_is_more and in_copies and not (is_for_here or config.option.collectonly):
        config.pluginmanager.register(InParallel(in_copies), "in-parallel")


def _is_in_a_copy(item):
    """Tell whether a test mostly waits for programs that run in a copy."""
    return "new_clone" in item.fixturenames


@dataclass(frozen=True)
class Clone:
    """A copy of the repository with its first chapter; others come when named.

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

    def run(self, *command, **environment):
        """Run `python -m` with a command in the copy, and return the process."""
        is_about_python = any(name.startswith("PYTHON") for name in environment)
        run_it = run_cold if is_about_python else run
        return run_it(self.root, *map(str, command), **environment)

    def kata(self, name, chapter=FIRST_CHAPTER):
        """Return a kata of the copy."""
        if not (self.root / "katas" / chapter).is_dir():
            copy_chapter(chapter, self.root)
        return Kata(chapter, name, self.root)

    @property
    def katas(self):
        """How many katas it has."""
        return len(all_katas(self.root))


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """Make one copy, and compile it: each copy of it is begun at once.

    Hypothesis too keeps there what would take it long in each new Python.
    """
    root = tmp_path_factory.mktemp("template") / "repository"
    copy_to(root, [FIRST_CHAPTER])
    suites = f"tests/{FIRST_CHAPTER}"
    run_cold(root, "pytest", "--solutions", "-p", "no:cacheprovider", suites)
    return root


@pytest.fixture(scope="session")
def new_clone(template, tmp_path_factory):
    """Return a function that copies the repository.

    A `conftest.py` further up tries to disturb it.
    """

    def copy(source, target):
        # What no test writes to is shared.
        is_kata = FIRST_CHAPTER in Path(source).relative_to(template).parts
        (shutil.copy2 if is_kata else os.link)(source, target)

    def new():
        folder = tmp_path_factory.mktemp("clone")
        (folder / "conftest.py").write_text("raise SystemExit('disturbed')\n")
        return Clone(shutil.copytree(template, folder / "clone", copy_function=copy))

    return new


@pytest.fixture
def clone(new_clone):
    """Copy the repository for one test."""
    return new_clone()


def pytest_configure(config):
    """Name the mark of tests that live on the real clock."""
    config.addinivalue_line("markers", "real_time: run it on asyncio's own loop")


def pytest_asyncio_loop_factories(item):
    """Run what is marked so on asyncio's own loop, which the judge has replaced."""
    is_marked = item.get_closest_marker("real_time") is not None
    return {"real": BaseSelectorEventLoop} if is_marked else None
