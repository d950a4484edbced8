"""The fixtures of the suites: `clock`, `web` and `printed`."""

from collections.abc import Iterator
from typing import Any

import pytest

from dojo.guard import leaks
from dojo.guard.stdout import Printed
from dojo.virtual.clock import Clock


@pytest.fixture(name="clock")
def _clock() -> Clock:
    """How much virtual time has passed: `clock.elapsed`, in seconds."""
    return Clock()


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
    return Printed()
