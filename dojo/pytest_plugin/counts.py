"""Says with each report on a test how much of its kata's suite is run.

Who shows reports may have collected nothing: under pytest-xdist other processes do
that, and their reports, in plain values, are all that comes from there.
"""

from collections import Counter
from collections.abc import Generator

import pytest

from dojo.course.kata import Kata
from dojo.pytest_plugin.collection import ANSWERS, Suite, kata_of

_TESTS = pytest.StashKey[Counter[Kata | None]]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Count the tests of each kata that are run."""
    session.config.stash[_TESTS] = Counter(map(kata_of, session.items))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the kata, how many of its tests are run, and which answer they met."""
    report = yield
    suite = item.getparent(Suite)
    if suite is not None:
        tests = item.config.stash[_TESTS][suite.kata]
        vars(report).update(
            kata=str(suite.kata),
            kata_tests=tests,
            kata_is_whole=tests == suite.size,
            kata_digest=item.config.stash[ANSWERS].digest_of(suite.kata),
        )
    return report
