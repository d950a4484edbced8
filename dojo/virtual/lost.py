"""What asyncio would only log: exceptions nobody looked at, tasks nobody kept."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from typing import Any

from dojo.findings.findings import Finding, record
from dojo.findings.sessions import sessions
from dojo.findings.source import SourceLine
from dojo.virtual.tasks import generator_line


def report_open_generator(agen: AsyncGenerator[Any, Any]) -> None:
    """Write down an asynchronous generator that nobody closed."""
    line = generator_line(agen)
    if line is None:
        return
    name = getattr(agen, "__qualname__", "?")
    record().add(
        Finding(
            f"The async generator {name}() was left open: it still stood at this line.",
            "Who closes it when the loop over it ends early?",
            (line,),
            consequence=True,
        )
    )


def explain_lost(
    context: dict[str, Any], created_at: Mapping[asyncio.Task[Any], SourceLine]
) -> Finding | None:
    """Return in plain words what asyncio tells the exception handler of a loop.

    Args:
        context: what asyncio tells; see `loop.call_exception_handler`.
        created_at: the line at which each task was made, where it is known.

    Returns:
        None where it is told elsewhere.
    """
    message, error = context.get("message", ""), context.get("exception")
    task = context.get("task") or context.get("future")
    name, lines = "a future", _lines(None)
    if isinstance(task, asyncio.Task):
        name, lines = task.get_name(), _lines(created_at.get(task))
    if message.startswith("Unclosed"):
        # aiohttp says this of a session, and of its connector, which is a part of it.
        session = context.get("client_session")
        return None if session is None else sessions().never_closed(session)
    if "never retrieved" in message:
        seen = f"{name} failed with {error!r}, and nobody looked at it."
        return Finding(seen, "Who looks at what came of it?", lines, consequence=True)
    if "was destroyed but it is pending" in message:
        seen = (
            f"{name} was thrown away before it was done: nobody kept a reference to it."
        )
        question = "Who holds on to this task while it runs?"
        return Finding(seen, question, lines, consequence=True)
    seen = message if error is None else f"{message}: {error!r}"
    return Finding(seen, "", lines)


def _lines(line: SourceLine | None) -> tuple[SourceLine, ...]:
    return (line,) if line is not None else ()
