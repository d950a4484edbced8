"""Finds calls that block the event loop, and says what to use instead."""

import asyncio
import functools
import time
from collections.abc import Callable
from typing import Any

from dojo import audit
from dojo.findings import Finding, notebook
from dojo.spots import answer_frame_that_called, current_frame, spot_of

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


class BlockingCall(Exception):
    """A call that would have blocked the event loop; it was not made."""


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


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if asyncio._get_running_loop() is None:
        return
    caller = answer_frame_that_called(current_frame(), _NEVER_BLOCK)
    if caller is None:
        return
    spot = spot_of(caller)
    finding = Finding(
        "This line blocks the event loop: nothing else can run until it returns.",
        f"What changes if it becomes {_INSTEAD[event]}?",
        (spot,),
    )
    notebook.add(finding)
    raise BlockingCall(str(finding))
