"""`kata list`: chapters and katas with their state, level, time and tools."""

import os
import sys

from dojo import ROOT
from dojo.course import syllabus
from dojo.course.journal import SOLVED, Progress

TYPE_CHECKING = False  # importing it from typing would take longer than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = str(ROOT)


def show(as_json: bool) -> None:
    """Print the list.

    Args:
        as_json: whether to print it for programs.
    """
    progress = Progress(_ROOT)
    katas = list(states(_ROOT, progress))
    if as_json:
        import json

        print(json.dumps([_values(*kata) for kata in katas], indent=2))
    else:
        _print_table(katas, progress.level)


def states(root: str, progress: Progress) -> "Iterator[tuple[syllabus.Entry, str]]":
    """Yield each kata of the syllabus, with its state."""
    for entry in syllabus.entries(root):
        yield entry, progress.state(entry.kata)


def on_the_way(
    katas: "list[tuple[syllabus.Entry, str]]", level: str
) -> "list[tuple[syllabus.Entry, str]]":
    """Return the katas, and their states, that lead to a level."""
    return [kata for kata in katas if syllabus.is_on_the_way(kata[0], level)]


def next_of(katas: "list[tuple[syllabus.Entry, str]]") -> "syllabus.Entry | None":
    """Return the first kata that is not solved."""
    return next((entry for entry, state in katas if state != SOLVED), None)


def count_solved(katas: "list[tuple[syllabus.Entry, str]]") -> int:
    """Return how many katas are solved."""
    return sum(state == SOLVED for _, state in katas)


def _print_table(katas: "list[tuple[syllabus.Entry, str]]", level: str) -> None:
    width = max((len(entry.short_name) for entry, _ in katas), default=0)
    columns = _columns()
    chapter = None
    for entry, state in katas:
        if (folder := entry.kata.partition("/")[0]) != chapter:
            chapter = folder
            print(syllabus.chapter_title(_ROOT, chapter))
        minutes = entry.fields.get("Time", "").replace("minutes", "min")
        line = (
            f"  {entry.number:5} {entry.short_name:{width}}  {state:11}  "
            f"{entry.level:7}  {minutes:6}  "
            f"{entry.fields.get('Tools', '')}"
        )
        print(line[:columns].rstrip())
    for name in dict.fromkeys((level, syllabus.LEVELS[-1])):
        way = on_the_way(katas, name)
        print(syllabus.count(count_solved(way), len(way), name))
    if following := next_of(on_the_way(katas, level)):
        print(f"next: {_path_of(following)}")


def _path_of(entry: syllabus.Entry) -> str:
    """Return where an answer lies, as seen from here."""
    path = os.path.join(_ROOT, "katas", *f"{entry.kata}.py".split("/"))
    return path.removeprefix(f"{os.getcwd()}{os.sep}").replace(os.sep, "/")


def _columns() -> int | None:
    """Return the width of the terminal, None if the list goes elsewhere."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return None


def _values(entry: syllabus.Entry, state: str) -> dict[str, object]:
    return {
        "kata": entry.kata,
        "number": entry.number,
        "title": entry.title,
        "state": state,
        "level": entry.level,
        "time": entry.fields.get("Time"),
        "tools": entry.fields.get("Tools", "").split(", "),
        "path": f"katas/{entry.kata}.py",
    }
