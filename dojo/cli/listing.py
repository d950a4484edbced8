"""`kata list`: chapters and katas with their state, level, time and tools.

Whoever asks for it wants it at once, and most of the time goes into imports: hence no
`dataclasses` in `dojo/course`, whose records are named tuples.
"""

import itertools
import os
import sys
from collections.abc import Iterator

from dojo import shown
from dojo.course.kata import LEVELS, Kata
from dojo.course.workspace import Workspace

_WIDTH_OF_LEVELS = max(map(len, LEVELS))


def show(as_json: bool) -> None:
    """Print the list.

    Args:
        as_json: whether to print it for programs.
    """
    workspace = Workspace()
    if complaint := workspace.journal.complaint():
        print(complaint, file=sys.stderr)
    if as_json:
        import json

        values = [_values(kata, workspace.state(kata)) for kata in workspace.katas]
        print(json.dumps(values, indent=2))
    else:
        print("\n".join([*_table(workspace), *_summary(workspace)]))


def _table(workspace: Workspace) -> Iterator[str]:
    width = max((len(kata.short_name) for kata in workspace.katas), default=0)
    columns = _columns()
    for _, chapter in itertools.groupby(workspace.katas, lambda kata: kata.chapter):
        katas = list(chapter)
        yield katas[0].chapter_title
        for kata in katas:
            row = _row(kata, workspace.state(kata), width)
            yield row[:columns].rstrip()


def _row(kata: Kata, state: str, width: int) -> str:
    minutes = kata.time.replace("minutes", "min")
    return (
        f"  {kata.number:5} {kata.short_name:{width}}  {state:11}  "
        f"{kata.level:{_WIDTH_OF_LEVELS}}  {minutes:6}  {', '.join(kata.tools)}"
    )


def _summary(workspace: Workspace) -> Iterator[str]:
    for level in dict.fromkeys((workspace.journal.level, LEVELS[-1])):
        yield workspace.count(level)
    if following := workspace.next():
        yield f"next: {shown(following.stub)}"


def _columns() -> int | None:
    """Return the width of the terminal, None if the list goes elsewhere."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return None


def _values(kata: Kata, state: str) -> dict[str, object]:
    return {
        "kata": str(kata),
        "number": kata.number,
        "title": kata.title,
        "state": state,
        "level": kata.level,
        "time": kata.time,
        "tools": kata.tools,
        "path": f"katas/{kata.file.as_posix()}",
    }
