"""The pytest plugin: binds the parts of the judge to pytest's hooks."""

import argparse
import ast
import gc
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dojo import ROOT
from dojo.course.journal import Progress
from dojo.course.kata import Kata, kata_of_suite, katas_in
from dojo.findings.findings import notebook
from dojo.guard import blocking, interrupts, leaks, patches, watchdog
from dojo.guard.run import make_new_loops_virtual, supervised
from dojo.guard.stdout import Printed, printed
from dojo.pytest_plugin import examples, terminal
from dojo.pytest_plugin.importer import Answers, Problem, digests, name_that_is_missing
from dojo.report import explain
from dojo.report.verdict import Result, Word
from dojo.virtual import clock
from dojo.virtual.loop import VirtualLoop
from dojo.virtual.timeline import timeline

_OURS = ROOT / "pyproject.toml"
_MEASURES_OF_TIME = frozenset({"clock", "web"})
Undo = Callable[[], None]

_ANSWERS = pytest.StashKey[Answers]()
_UNDO = pytest.StashKey[list[Undo]]()
_PROBLEM = pytest.StashKey[Problem]()

_ended_by_force: set[Kata] = set()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--katas` and `--solutions`."""
    group = parser.getgroup("katas")
    group.addoption(
        "--katas", metavar="DIR", help="judge the answers in DIR, laid out like katas/"
    )
    group.addoption(
        "--solutions",
        action="store_true",
        help="judge solutions/, and run every check of the repository",
    )
    group.addoption(
        "--real",
        action="store_true",
        help="run what downloads against a real server too, not only a mocked one",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Load no conftest.py of somebody else, see `pytest_cmdline_main`."""
    if _was_misled(early_config, early_config.known_args_namespace):
        early_config.known_args_namespace.noconftest = True


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | pytest.ExitCode | None:
    """Begin again with our own configuration, where pytest has not found it.

    pytest takes the DIR of `--katas DIR` for a folder of tests, and looks there.
    """
    if not _was_misled(config, config.option):
        return None
    invocation = config.invocation_params
    arguments = ["-c", str(_OURS), *invocation.args]
    return pytest.main(arguments, list(invocation.plugins or []))


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Report katas in our own way."""
    if config.pluginmanager.hasplugin("terminalreporter"):
        config.pluginmanager.register(terminal.KataReporter(config), "kata-reporter")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Point `katas` at the folder to be judged, and set up the judge."""
    config = session.config
    answers = Answers(_folder_to_judge(config))
    undo = [
        answers.put_in_place(),
        clock.follow_virtual_time(),
        blocking.forbid(),
        interrupts.notice(),
        watchdog.prepare_last_words(),
        leaks.look_after_runners(),
        make_new_loops_virtual(),
    ]
    patches.guard_files()
    answers.seal.renew()
    config.stash[_ANSWERS] = answers
    config.stash[_UNDO] = undo
    config.stash[terminal.FOLDER] = answers.folder
    config.args[:] = [_suite_for(argument, answers.folder) for argument in config.args]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remember what the learner has solved."""
    folder = session.config.stash[_ANSWERS].folder
    reporter: terminal.KataReporter | None = session.config.pluginmanager.getplugin(
        "kata-reporter"
    )
    if folder != ROOT / "katas" or reporter is None:
        return
    progress = Progress(str(ROOT))
    for verdict in reporter.whole():
        answer = digests.get(str(folder / f"{verdict.kata}.py"))
        if answer is not None:
            is_solved = verdict.word is Word.SOLVED
            progress.note_verdict(verdict.kata, answer, solved=is_solved)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Put back what `pytest_configure` changed."""
    undo_in_order: list[Undo] = config.stash.get(_UNDO, [])
    for undo in reversed(undo_in_order):
        undo()


def pytest_asyncio_loop_factories() -> dict[str, type[VirtualLoop]]:
    """Run every async test on a virtual loop."""
    return {"virtual": VirtualLoop}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the checks of the repository to `--solutions`, unless they are named."""
    if config.getoption("solutions") or not _is_check(collection_path):
        return None
    named = [Path(argument.partition("::")[0]).resolve() for argument in config.args]
    asked_for = any(
        _is_check(path) and _related(path, collection_path) for path in named
    )
    return None if asked_for else True


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Collect the suite of a kata in our way."""
    kata = kata_of_suite(module_path)
    return Suite.of(kata, parent, module_path) if kata is not None else None


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(obj: object) -> None:
    """Give each Hypothesis example a loop of its own."""
    examples.isolate_examples(obj)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Keep what is there now out of the collections after each test."""
    gc.collect()
    gc.freeze()


class Suite(pytest.Module):
    """The suite of one kata; it can be collected whatever the answer looks like."""

    kata: Kata

    @classmethod
    def of(cls, kata: Kata, parent: pytest.Collector, path: Path) -> "Suite":
        """Return the suite of a kata."""
        suite: Suite = cls.from_parent(parent, path=path)
        suite.kata = kata
        return suite

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Yield the tests; where the answer cannot be tested, tests that say so."""
        answers = self.config.stash[_ANSWERS]
        path = answers.folder / self.kata.file
        problem = answers.load(self.kata)
        tests: list[pytest.Item | pytest.Collector] = []
        if problem is None:
            try:
                tests = list(super().collect())
            except self.CollectError as error:
                problem = name_that_is_missing(
                    error.__cause__ or error, self.kata, path
                )
                if problem is None:
                    raise
        yield from tests if problem is None else self._tests_that_say(problem)

    def _tests_that_say(self, problem: Problem) -> Iterator[pytest.Item]:
        for statement in ast.parse(self.path.read_text("utf-8")).body:
            name = getattr(statement, "name", "")
            if name.startswith("test"):
                item = Untestable.from_parent(self, name=name)
                item.stash[_PROBLEM] = problem
                yield item


class Untestable(pytest.Item):
    """A test of an answer that is missing or cannot be imported."""

    def runtest(self) -> None:
        """Fail.

        Raises:
            AssertionError: always.
        """
        raise AssertionError(self.stash[_PROBLEM].text)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the test is."""
        return self.path, None, self.name


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    """Begin a new page for each test."""
    examples.begin_afresh()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Look after the code under test while it runs."""
    kata = _kata_of(pyfuncitem)
    if kata is not None and kata in _ended_by_force:
        raise explain.NotRun(
            "Not run, since an earlier test of this kata had to be ended."
        )
    try:
        with supervised(pyfuncitem.config.stash[_ANSWERS].seal):
            return (yield)
    except explain.EndedByForce:
        if kata is not None:
            _ended_by_force.add(kata)
        raise


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put into a report what the learner reads."""
    kata = _kata_of(item)
    if kata is None:
        return (yield)
    # pytest's own text would take longer than the test, and nobody would read it.
    vars(item)["repr_failure"] = _without_text
    outcome = yield
    if outcome.passed and outcome.when != "call":
        return outcome
    is_property = hasattr(getattr(item, "obj", None), "hypothesis")
    result = replace(
        _result(item, call, outcome),
        seconds=outcome.duration,
        is_property=is_property,
        output=explain.shortened(outcome.capstdout),
    )
    if kata in item.config.stash[_ANSWERS].as_given:
        result = replace(result, word=Word.NOT_STARTED)
    if result.word is not Word.SOLVED:
        outcome.outcome = "failed"
        outcome.longrepr = (
            f"{result.rule}\n\n{result.text}" if result.rule else result.text
        )
    # What pytest-xdist carries from process to process: plain values, and no `result`.
    vars(outcome).update(kata=str(kata), kata_result=result.to_json())
    return outcome


def pytest_enter_pdb() -> None:
    """Do not disturb somebody who debugs."""
    watchdog.stop_watching()


@pytest.fixture(name="clock")
def _clock() -> clock.Clock:
    """How much virtual time has passed: `clock.elapsed`, in seconds."""
    return clock.Clock()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what downloads against a real server too, where that is asked for."""
    config = metafunc.config
    both = config.getoption("real") or config.getoption("solutions")
    if "web" in metafunc.fixturenames and both:
        metafunc.parametrize("web", ["mocked", "real"], indirect=True)


@pytest.fixture(name="web")
def _web(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return the internet: pages that a test serves, and a record of the requests."""
    web = _make_web(getattr(request, "param", "mocked"))
    with web.installed():
        leaks.recorders.append(web)
        yield web
        leaks.recorders.remove(web)


def _make_web(kind: str) -> Any:
    # aiohttp and aioresponses are slow to import, and most suites need neither.
    if kind == "real":
        from dojo.testing.server import RealWeb

        return RealWeb()
    from dojo.testing.mock import MockedWeb

    return MockedWeb()


@pytest.fixture(name="printed")
def _printed() -> Printed:
    """Return the record of what was printed, with the virtual second of each line."""
    return printed


def _was_misled(config: pytest.Config, options: argparse.Namespace) -> bool:
    """Tell whether pytest took another configuration than ours for a kata's run."""
    about_katas = bool(options.katas or options.solutions)
    return about_katas and config.inipath != _OURS


def _without_text(*_: object) -> str:
    return ""


def _result(
    item: pytest.Item, call: pytest.CallInfo[None], outcome: pytest.TestReport
) -> Result:
    rule = (getattr(getattr(item, "obj", None), "__doc__", None) or "").partition("\n")[
        0
    ]
    findings = notebook.take()
    if call.excinfo is None:
        return Result(item.name, Word.SOLVED, rule)
    if problem := item.stash.get(_PROBLEM, None):
        return Result(
            item.name, problem.word, "", problem.text, problem.text.partition("\n")[0]
        )
    error = call.excinfo.value
    if outcome.skipped:
        text = f"It was skipped ({error}), and a skip never counts as solved."
        return Result(item.name, Word.FAILING, rule, text, text)
    picture = timeline.picture() if _is_about_time(item) else ""
    seen = "\n\n".join(filter(None, (picture, timeline.story)))
    return explain.explain(item.name, rule, error, findings, outcome.capstdout, seen)


def _is_about_time(item: pytest.Item) -> bool:
    """Tell whether a test measures time, or has several pieces of work side by side."""
    measured = _MEASURES_OF_TIME.intersection(getattr(item, "fixturenames", ()))
    return bool(measured) or len(timeline.bars) > 1


def _folder_to_judge(config: pytest.Config) -> Path:
    given = config.getoption("katas")
    if given is None:
        return ROOT / ("solutions" if config.getoption("solutions") else "katas")
    if config.getoption("solutions"):
        raise pytest.UsageError("--katas DIR and --solutions: give one of them.")
    folder: Path = config.invocation_params.dir / given
    if not folder.is_dir():
        raise pytest.UsageError(f"--katas {given}: there is no such folder.")
    if not katas_in(folder):
        raise pytest.UsageError(
            f"--katas {given}: this folder holds no kata; "
            "it is to be laid out like katas/ (chNN_topic/kN_name.py)."
        )
    return folder.resolve()


def _suite_for(argument: str, answers: Path) -> str:
    """Return the suite where a learner names an answer, else the argument itself."""
    path = Path(argument).resolve()
    if not path.is_relative_to(answers):
        return argument
    below = path.relative_to(answers)
    name = f"test_{below.name}" if below.suffix == ".py" else below.name
    return (
        str(ROOT / "tests" / below.with_name(name))
        if below.name
        else str(ROOT / "tests")
    )


def _is_check(path: Path) -> bool:
    """Tell whether a path below tests/ is a check of the repository."""
    tests = ROOT / "tests"
    if not path.is_relative_to(tests) or path == tests:
        return False
    top = path.relative_to(tests).parts[0]
    return not top.startswith("ch") and top != "conftest.py"


def _related(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _kata_of(item: pytest.Item) -> Kata | None:
    suite = item.getparent(Suite)
    return suite.kata if suite is not None else None
