"""Finds calls that block the event loop, and says what to use instead."""

import asyncio
import functools
import time
from collections.abc import Callable
from typing import Any

from dojo.findings.findings import Finding, notebook
from dojo.findings.source import (
    answer_frame_that_called,
    current_frame,
    nearest_answer,
    spot_of,
)
from dojo.guard import audit

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
# They make these calls in a way that does not block.
_NEVER_BLOCK = frozenset({"asyncio", "aiohttp"})


_INSIDE = ("127.", "localhost", "::1")


class BlockingCall(Exception):
    """A call that would have blocked the event loop; it was not made."""


class NetworkCall(OSError):
    """A call that would have reached the real network; it was not made."""


def forbid() -> Callable[[], None]:
    """Refuse blocking calls of answers wherever an event loop runs.

    Returns:
        A function that takes it back.
    """
    real_sleep = time.sleep

    @functools.wraps(real_sleep)
    def sleep(seconds: Any, /) -> None:
        _refuse("time.sleep", ())
        real_sleep(seconds)

    time.sleep = sleep
    for event in _INSTEAD:
        audit.listen(event, _refuse)

    def allow() -> None:
        time.sleep = real_sleep

    return allow


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    is_on_a_loop = asyncio._get_running_loop() is not None
    caller = answer_frame_that_called(current_frame(), _NEVER_BLOCK)
    if not is_on_a_loop or caller is None:
        _refuse_network(event, arguments)
        return
    spot = spot_of(caller)
    finding = Finding(
        "This line blocks the event loop: nothing else can run until it returns.",
        f"What changes if it becomes {_INSTEAD[event]}?",
        (spot,),
    )
    notebook.add(finding)
    raise BlockingCall(str(finding))


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what would leave this machine."""
    host = _host(event, arguments)
    if not host or host.startswith(_INSIDE):
        return
    spot = nearest_answer(current_frame())
    finding = Finding(
        f"{host} was asked for on the real network, and no test reaches it: a test has "
        "pages of its own, which aiohttp finds.",
        "Which client does this line use?",
        (spot,) if spot is not None else (),
    )
    notebook.add(finding)
    raise NetworkCall(str(finding))


def _host(event: str, arguments: tuple[Any, ...]) -> str:
    if event == "socket.connect":
        address = arguments[1]
        return str(address[0]) if isinstance(address, tuple) else ""
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
        return host.decode() if isinstance(host, bytes) else str(host or "")
    return ""
