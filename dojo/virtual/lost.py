"""What asyncio would only log: exceptions nobody looked at, tasks nobody kept."""

import asyncio
from collections.abc import Mapping
from typing import Any

from dojo.findings.findings import record
from dojo.findings.sessions import sessions
from dojo.findings.source import SourceLine, is_answer, line_of, lines_of


def note_open_generator(agen: Any) -> None:
    """Put on record an asynchronous generator that nobody closed."""
    if agen.ag_frame is not None:
        name = agen.__qualname__
        record().note(
            f"The async generator {name}() was left open: it still stood at this line.",
            "Who closes it when the loop over it ends early?",
            line_of(agen.ag_frame),
            consequence=True,
        )


def note_lost(
    context: dict[str, Any], created_at: Mapping[asyncio.Task[Any], SourceLine]
) -> None:
    """Put on record in plain words what asyncio tells the exception handler of a loop.

    Args:
        context: what asyncio tells; see `loop.call_exception_handler`.
        created_at: the line at which each task was made, where it is known.
    """
    message, error = context.get("message", ""), context.get("exception")
    task = context.get("task") or context.get("future")
    name, line = "a future", None
    if isinstance(task, asyncio.Task):
        name, line = task.get_name(), created_at.get(task)
    if message.startswith("Unclosed"):
        # aiohttp says this of a session, and of its connector, which is a part of it.
        if session := context.get("client_session"):
            sessions().note_never_closed(session)
    elif "never retrieved" in message:
        record().note(
            f"{name} failed with {error!r}, and nobody looked at it.",
            "Who looks at what came of it?",
            line,
            consequence=True,
        )
    elif "was destroyed but it is pending" in message:
        record().note(
            f"{name} was thrown away before it was done: "
            "nobody kept a reference to it.",
            "Who holds on to this task while it runs?",
            line,
            consequence=True,
        )
    elif error is not None and message.startswith("Exception in callback"):
        lines = [line for line in lines_of(error.__traceback__) if is_answer(line.path)]
        record().note(f"A callback raised {error!r}.", _asked(error), *lines[-1:])
    else:
        record().note(message if error is None else f"{message}: {error!r}", "", line)


def _asked(error: BaseException) -> str:
    """Return the question that leads on where a callback has failed."""
    if isinstance(error, asyncio.CancelledError):
        return "What does a cancelled task give, if it is asked for its exception?"
    if "is not callable" in str(error):
        return "Was a function handed over, or what a call of it gave back?"
    return "Who hears of it?"
