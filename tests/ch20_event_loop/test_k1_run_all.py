"""Generators take turns, and each result comes back at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katas.ch20_event_loop.k1_run_all import run_all


class MissingPages(Exception):
    """An exception that is false."""

    def __len__(self):
        return 0


def report(name, pages, log, end=None, yields=None):
    """Write each turn into the log; then return `end`, or raise it."""
    for page in range(pages):
        log.append(f"{name} {page}")
        yield yields
    log.append(f"{name} ends")
    if isinstance(end, BaseException):
        raise end
    return end


def outcome_of(generators):
    """Return what `run_all` returned, or the exception that came out of it."""
    try:
        return run_all(generators)
    except Exception as error:
        if type(error) is NotImplementedError:
            raise
        return error


def told(outcome):
    """Say what `run_all` did."""
    raised = isinstance(outcome, Exception)
    return f"`run_all` {'raised' if raised else 'returned'} {outcome!r}"


def turns(pages):
    """Return the log that generators with these numbers of pages write in turns."""
    return [
        f"{name} {turn}" if turn < pages[name] else f"{name} ends"
        for turn in range(max(pages.values(), default=0) + 1)
        for name in pages
        if turn <= pages[name]
    ]


def test_each_result_has_its_place():
    """The results come in the order of the generators, whichever ends first."""
    pages, log = {"sales": 2, "stock": 1, "staff": 0}, []

    results = run_all([report(n, k, log, f"{n} report") for n, k in pages.items()])

    missing = [name for name in pages if f"{name} ends" not in log]
    if missing:
        question = f"Why does {missing[0]} not get to its end?"
    elif sorted(map(str, results)) == sorted(f"{name} report" for name in pages):
        question = "Which generator ended first, and where is its result now?"
    else:
        question = "What does a generator hand over when it returns, and to whom?"
    assert results == ["sales report", "stock report", "staff report"], (
        "The generators sales, stock and staff yield 2, 1 and 0 times; they return "
        "'sales report', 'stock report' and 'staff report'. This ran: "
        f"{', '.join(log)}; {told(results)}. {question}"
    )


def test_they_take_turns():
    """Each runs to its next `yield`, in order, then each again."""
    pages, log = {"A": 1, "B": 3, "C": 0, "D": 2}, []

    run_all([report(name, n, log) for name, n in pages.items()])

    assert log == turns(pages), (
        f"Four generators that yield {list(pages.values())} times ran like this: "
        f"{', '.join(log)}; in turns they run like this: {', '.join(turns(pages))}. "
        "Whose turn is it at the first place that differs?"
    )


@pytest.mark.parametrize("value", [None, 0, OSError("returned, not raised")], ids=repr)
def test_any_value_is_a_result(value):
    """None, 0 and an exception object are results, if they are returned."""
    sent = []

    def returns():
        sent.append((yield value))
        return value

    outcome = outcome_of([returns(), report("B", 2, [], "of B")])

    assert outcome == [value, "of B"], (
        f"Two generators returned {value!r} and 'of B', and {told(outcome)}. "
        "How do you know how a generator has ended?"
    )
    assert sent == [None], (
        f"A generator yielded {value!r}, and this `yield` gave it {sent[0]!r}. "
        "What do you do with what a generator yields?"
    )


def test_none_at_all():
    """No generators: no results."""
    assert run_all([]) == []


def test_they_may_come_from_an_iterator():
    """The generators may come from anything that can be looped over once."""
    results = run_all(report(name, 1, [], f"of {name}") for name in "AB")

    assert results == ["of A", "of B"], (
        "`generators` was an iterator over two generators that return 'of A' and "
        f"'of B'; {told(results)}. How often do you read `generators`?"
    )


def test_a_long_one():
    """A generator may have a great many turns."""
    pages, log = 5000, []

    results = run_all([report("B", 1, log, "B"), report("long", pages, log, "long")])

    assert (results, len(log)) == (["B", "long"], pages + 3), (
        f"A generator with 1 page and one with {pages} pages return 'B' and 'long'. "
        f"They took {len(log)} turns in all, and {told(results)}. "
        "When does your loop stop?"
    )


def test_a_failure_stops_nobody_else():
    """Where one raises, the others go on in their order to their end."""
    pages, log = {"A": 3, "B": 1, "C": 2}, []
    ends = {"B": OSError("no paper")}

    outcome = outcome_of(report(n, k, log, ends.get(n)) for n, k in pages.items())

    assert log == turns(pages), (
        f"A, B and C yield 3, 1 and 2 times; then B raises OSError. This ran: "
        f"{', '.join(log)}; then {told(outcome)}. If the others go on, this runs: "
        f"{', '.join(turns(pages))}. Which line of yours gets the error of B?"
    )


@pytest.mark.parametrize("error", [OSError("no paper"), MissingPages()], ids=repr)
def test_the_failure_comes_out(error):
    """What one raised comes out itself, once all have ended."""
    outcome = outcome_of([report("A", 2, []), report("B", 1, [], error)])

    assert outcome is error, (
        f"One of two generators raised {error!r} (as a bool: {bool(error)}), and "
        f"{told(outcome)}. What does the caller get to know?"
    )


@pytest.mark.parametrize("error", [KeyboardInterrupt(), GeneratorExit()], ids=repr)
def test_what_is_no_exception_ends_all(error):
    """Only an Exception waits until all have ended: Ctrl-C comes out at once."""
    log, outcome = [], None

    try:
        outcome = run_all([report("A", 2, log), report("B", 0, log, error)])
    except BaseException as raised:
        if isinstance(raised, Exception):
            raise
        outcome = raised

    assert (outcome, log) == (error, ["A 0", "B ends"]), (
        f"B ended with {error!r} in its first turn. This ran: {', '.join(log)}; then "
        f"`run_all` gave {outcome!r}. Is this an Exception?"
    )


def test_of_two_failures_the_first_comes_out():
    """Of several exceptions, the one that was raised first comes out."""
    third, first, fourth = OSError("turn 3"), OSError("turn 1"), OSError("turn 4")
    plan = {"A": (2, third), "B": (0, first), "C": (3, fourth)}

    outcome = outcome_of(report(n, k, [], error) for n, (k, error) in plan.items())

    assert outcome is first, (
        "Of three generators, the first one failed in turn 3, the second one in turn 1 "
        f"and the third one in turn 4; {told(outcome)}. "
        "How do you know which error came first?"
    )


@given(
    pages=st.lists(st.integers(0, 5), max_size=6),
    failing=st.sets(st.integers(0, 5), max_size=2),
    yields=st.sampled_from([None, 0, "page", StopIteration("yielded")]),
)
def test_any_reports(pages, failing, yields):
    """The log is that of turns; the results, or the first error, come out."""
    named = dict(zip("ABCDEF", pages, strict=False))
    ends = [OSError(n) if i in failing else f"of {n}" for i, n in enumerate(named)]
    log = []

    outcome = outcome_of(
        report(name, named[name], log, end, yields)
        for name, end in zip(named, ends, strict=True)
    )

    assert log == turns(named), (
        f"Generators that yield {pages} times (failing: {sorted(failing)}) ran like "
        f"this: {', '.join(log)}; in turns: {', '.join(turns(named))}. "
        "Whose turn is it at the first place that differs?"
    )
    order = [entry[0] for entry in log if entry.endswith("ends")]
    errors = {error.args[0]: error for error in ends if isinstance(error, OSError)}
    right = next((errors[name] for name in order if name in errors), ends)
    assert outcome == right, (
        f"Generators end like this: {dict(zip(named, ends, strict=True))}. They ended "
        f"in this order: {', '.join(order)}; {told(outcome)}. What is to come out?"
    )
