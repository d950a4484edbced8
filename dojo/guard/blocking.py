"""Finds calls that block the event loop, and says what to use instead."""

import contextlib
import functools
import time
from collections.abc import Iterator
from typing import Any
from unittest import mock

from dojo.findings import debugger
from dojo.findings.findings import record
from dojo.findings.source import nearest_answer
from dojo.guard import audit
from dojo.virtual.watched import a_loop_is_running

_SOCKETS = "asyncio.open_connection() or aiohttp"
_INSTEAD = {
    "time.sleep": "await asyncio.sleep()",
    "subprocess.Popen": "await asyncio.create_subprocess_exec()",
    "os.system": "await asyncio.create_subprocess_shell()",
    "urllib.Request": "aiohttp",
    "http.client.connect": "aiohttp",
    "socket.connect": _SOCKETS,
    "socket.getaddrinfo": _SOCKETS,
    "socket.gethostbyname": _SOCKETS,
    "builtins.input": "await asyncio.to_thread(input)",
    "sqlite3.connect": "await asyncio.to_thread()",
}
# They make these calls in a way that does not block; a debugger is meant to.
_MAY_BLOCK = frozenset({"asyncio", "aiohttp", "multiprocessing"}) | debugger.PACKAGES
_INSIDE = ("127.", "localhost", "::1")


class BlockingCall(Exception):
    """A call that would have blocked the event loop; it was not made."""


class NetworkCall(OSError):
    """A call that would have reached the real network; it was not made."""


@contextlib.contextmanager
def forbidden() -> Iterator[None]:
    """Refuse in the block blocking calls of answers wherever an event loop runs."""
    real_sleep = time.sleep

    @functools.wraps(real_sleep)
    def sleep(seconds: Any, /) -> None:
        _refuse("time.sleep", ())
        real_sleep(seconds)

    with (
        mock.patch.object(time, "sleep", sleep),
        audit.listening(_refuse, *_INSTEAD),
    ):
        yield


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    line = nearest_answer(unless_through=_MAY_BLOCK)
    if line is None or not a_loop_is_running():
        _refuse_network(event, arguments)
        return
    finding = record().note(
        "This line blocks the event loop: nothing else can run until it returns.",
        f"What changes if it becomes {_INSTEAD[event]}?",
        line,
    )
    raise BlockingCall(str(finding))


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what would leave this machine."""
    host = _host(event, arguments)
    if not host or host.startswith(_INSIDE):
        return
    finding = record().note(
        f"{host} was asked for on the real network, and no test reaches it: a test has "
        "pages of its own, which aiohttp finds.",
        "Which client does this line use?",
        nearest_answer(),
    )
    raise NetworkCall(str(finding))


def _host(event: str, arguments: tuple[Any, ...]) -> str:
    if event == "socket.connect":
        address = arguments[1]
        return str(address[0]) if isinstance(address, tuple) else ""
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
        return host.decode() if isinstance(host, bytes) else str(host or "")
    return ""
