"""Sets up the judge for a run, looks after each test, and puts its result in words."""

import contextlib
import os
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from time import process_time as real_process_time

import pytest

from dojo import as_typed
from dojo.course.kata import Kata
from dojo.findings.findings import record
from dojo.findings.source import nearest_answer
from dojo.guard.run import EndedByForce, Guard, NotRun
from dojo.guard.stdout import record_on
from dojo.pytest_plugin import examples
from dojo.pytest_plugin.collection import ANSWERS, Suite, Untestable, kata_of
from dojo.pytest_plugin.importer import Answers
from dojo.pytest_plugin.options import folder_to_judge, in_full, suite_for
from dojo.pytest_plugin.terminal import KataReporter
from dojo.report import drawing, explain
from dojo.report.plain import print_plainly
from dojo.report.verdict import Result, Status
from dojo.virtual.loop import VirtualLoop
from dojo.virtual.real import RealLoop, on_real_time
from dojo.virtual.threads import threads_at_work
from dojo.virtual.timeline import timeline
from dojo.virtual.watched import WatchedLoop


class NoTerminal(Exception):
    """A debugger was called where nobody can talk to it."""


_MEASURES_OF_TIME = frozenset({"clock", "web"})
_GUARD = pytest.StashKey[Guard]()
_ENDED_BY_FORCE = pytest.StashKey[set[Kata]]()
_TESTS = pytest.StashKey[Counter[Kata | None]]()
_SECONDS = pytest.StashKey[float]()
_STATUS = pytest.StashKey[int]()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Report katas in our own way."""
    # Where its cache cannot be written, pytest says so in several lines.
    warnings.simplefilter("ignore", pytest.PytestCacheWarning)
    is_a_worker_of_xdist = hasattr(config, "workerinput")
    terminal = config.pluginmanager.getplugin("terminalreporter")
    if terminal is not None and not is_a_worker_of_xdist:
        print_plainly()
        config.pluginmanager.register(KataReporter(config, terminal))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Point `katas` at the folder to be judged, and set up the judge."""
    config = session.config
    folder = folder_to_judge(config)
    stack = contextlib.ExitStack()
    config.add_cleanup(stack.close)
    # By these a test leaves; an answer that raises one of them is told so.
    guard = Guard(pytest.exit.Exception, pytest.skip.Exception, pytest.xfail.Exception)
    answers = Answers(folder, guard)
    stack.enter_context(answers.in_place())
    stack.enter_context(guard.in_place())
    config.stash[ANSWERS] = answers
    config.stash[_GUARD] = guard
    config.stash[_ENDED_BY_FORCE] = set()
    config.args[:] = [suite_for(argument, answers.folder) for argument in config.args]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Count the tests of each kata that are run."""
    session.config.stash[_TESTS] = Counter(map(kata_of, session.items))


def pytest_asyncio_loop_factories(
    item: pytest.Item,
) -> dict[str, Callable[[], WatchedLoop]]:
    """Run every async test on a virtual loop, but those that live on real time."""
    return {"real": RealLoop} if _is_on_real_time(item) else {"virtual": VirtualLoop}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    """Begin the record of each test."""
    examples.begin()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Look after the code under test while it runs."""
    kata, stash = kata_of(pyfuncitem), pyfuncitem.config.stash
    if kata in stash[_ENDED_BY_FORCE]:
        raise NotRun("Not run, since an earlier test of this kata had to be ended.")
    began = real_process_time()
    try:
        with contextlib.ExitStack() as stack:
            if _is_on_real_time(pyfuncitem):
                stack.enter_context(on_real_time())
            stack.enter_context(stash[_GUARD].testing())
            return (yield)
    except EndedByForce:
        if kata is not None:
            stash[_ENDED_BY_FORCE].add(kata)
        raise
    finally:
        pyfuncitem.stash[_SECONDS] = real_process_time() - began


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put into a report what the reporter has to know, in plain values.

    Under pytest-xdist the reporter is in another process, and nothing else gets there.
    """
    suite = item.getparent(Suite)
    if suite is None:
        return (yield)
    # pytest's own text would take longer than the test, and nobody would read it.
    vars(item)["repr_failure"] = lambda *_: ""
    report = yield
    vars(report).update(
        kata=str(suite.kata),
        kata_tests=item.config.stash[_TESTS][suite.kata],
        kata_size=suite.size,
        kata_digest=item.config.stash[ANSWERS].digest_of(suite.kata),
    )
    if report.when == "call" or not report.passed:
        _add_result(item, call, report, suite.kata)
    return report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember with which status the program is to end."""
    session.config.stash[_STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End the program where a thread of an answer would keep it from its end.

    A thread cannot be ended, and Python waits for each. A judging process and a worker
    of pytest-xdist have something to tell yet, and are ended by others.
    """
    is_the_program = not config.invocation_params.plugins
    is_a_worker_of_xdist = hasattr(config, "workerinput")
    if is_the_program and not is_a_worker_of_xdist and any(threads_at_work()):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash.get(_STATUS, 1))


def pytest_enter_pdb(config: pytest.Config) -> None:
    """Let a debugger have the terminal.

    Raises:
        NoTerminal: there is none, as where `kata check` judges.
    """
    reads_nothing = getattr(sys.stdin, "name", None) == os.devnull
    if reads_nothing or hasattr(config, "workerinput"):
        line = nearest_answer()
        file = "/".join(Path(line.path).parts[-2:]) if line is not None else ""
        command = as_typed(f"pytest katas/{file}")
        finding = record().note(
            "A debugger needs a terminal, and there is none here.",
            f"To debug, say: {command}",
            line,
        )
        raise NoTerminal(str(finding))
    record_on()


def pytest_leave_pdb() -> None:
    """Go on as before."""
    record_on()


def _add_result(
    item: pytest.Item,
    call: pytest.CallInfo[None],
    report: pytest.TestReport,
    kata: Kata,
) -> None:
    """Add to a report what came of a test, in the words that the learner reads."""
    result = replace(
        _result(item, call, report),
        seconds=item.stash.get(_SECONDS, 0.0),
        is_property=hasattr(getattr(item, "obj", None), "hypothesis"),
        output=explain.harmless(explain.shortened(report.capstdout)),
    )
    if kata in item.config.stash[ANSWERS].as_given:
        result = replace(result, status=Status.NOT_STARTED)
    if result.status is not Status.SOLVED:
        report.outcome = "failed"
        report.longrepr = "\n\n".join(filter(None, (result.rule, result.text)))
    vars(report)["kata_result"] = result.to_json()


def _result(
    item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport
) -> Result:
    findings = record().take_findings()
    if isinstance(item, Untestable):
        status, text = item.problem.status, item.problem.text
        return Result(item.name, status, "", text, text.partition("\n")[0])
    docstring = getattr(getattr(item, "obj", None), "__doc__", None) or ""
    rule = docstring.partition("\n")[0]
    if call.excinfo is None:
        return Result(item.name, Status.SOLVED, rule)
    error = call.excinfo.value
    if report.skipped:
        text = f"It was skipped ({error}), and a skip never counts as solved."
        return Result(item.name, Status.FAILING, rule, text, text)
    picture = drawing.picture(timeline()) if _is_about_time(item) else ""
    seen = "\n\n".join(filter(None, (picture, drawing.story(timeline()))))
    return explain.explain(
        item.name,
        rule,
        error,
        findings,
        report.capstdout,
        seen,
        in_full=in_full(item.config),
    )


def _is_on_real_time(item: pytest.Item) -> bool:
    return item.get_closest_marker("real_time") is not None


def _is_about_time(item: pytest.Item) -> bool:
    """Tell whether a test measures time, or has several pieces of work side by side."""
    measured = _MEASURES_OF_TIME.intersection(getattr(item, "fixturenames", ()))
    return bool(measured) or len(timeline().bars) > 1
