"""The fixtures of the suites: `clock`, `web` and `printed`."""

from collections.abc import Iterator
from typing import Any

import pytest

from dojo.findings.sessions import sessions_on_record
from dojo.guard.stdout import Printed
from dojo.virtual.clock import Clock


@pytest.fixture(name="clock")
def _clock() -> Clock:
    """How much virtual time has passed: `clock.elapsed`, in seconds."""
    return Clock()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what downloads on a mocked web and on a real one."""
    if "web" in metafunc.fixturenames:
        is_for_the_real_one = metafunc.definition.get_closest_marker("real_web")
        webs = ["real"] if is_for_the_real_one else ["mocked", "real"]
        metafunc.parametrize("web", webs, indirect=True)


@pytest.fixture(name="web")
def _web(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return the internet: pages that a test serves, and a record of the requests.

    A test runs twice: mocked, on aioresponses, and with a real server inside the
    process. What a mock cannot do (connection limits, time-outs, redirects, bodies
    that come in pieces, take their time, or break off) is for the real one alone:
    mark such a test with `@pytest.mark.real_web`.
    """
    web = _make_web(request.param)
    with sessions_on_record(), web.installed():
        yield web


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
    return Printed()
