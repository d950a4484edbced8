"""Tables of chapters: the README's, and of what is solved."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from dojo import ROOT
from dojo.course.kata import LEVELS, all_katas, text_of
from dojo.report.verdict import Status, Verdict

_TABLE = re.compile(
    r"(<!-- chapters: written by `python -m dojo\.dev table` -->\n).*?(<!-- end -->\n)",
    re.DOTALL,
)
_LEARNED = re.compile(r"^\*(.+)\*$", re.MULTILINE)


def write(root: Path = ROOT) -> None:
    """Write the table into the README of a repository."""
    (root / "README.md").write_text(_readme_with_table(root), "utf-8")


def is_stale(root: Path = ROOT) -> bool:
    """Tell whether the README of a repository says something else than its lessons."""
    return (root / "README.md").read_text("utf-8") != _readme_with_table(root)


def learned_in(lesson: Path) -> str:
    """Return what one learns in a chapter: the line in italics below the heading."""
    first_lines = text_of(lesson).split("\n", 4)[:4]
    match = _LEARNED.search("\n".join(first_lines))
    return match[1] if match else ""


def of_verdicts(verdicts: Sequence[Verdict]) -> str:
    """Return in Markdown what is solved, and what has been begun.

    Args:
        verdicts: those on the katas of some chapters, in order.
    """
    rows = [
        f"**{_count_solved(verdicts)} katas solved**\n",
        "| Chapter | Solved | Begun |",
        "| --- | --- | --- |",
    ]
    for title, of_chapter in groupby(verdicts, lambda one: one.kata.chapter_title):
        chapter = list(of_chapter)
        begun = ", ".join(
            f"{one.kata.short_name} ({one.status})"
            for one in chapter
            if one.status not in (Status.SOLVED, Status.NOT_STARTED)
        )
        rows.append(f"| {title} | {_count_solved(chapter)} | {begun} |")
    return "\n".join(rows)


def _count_solved(verdicts: Sequence[Verdict]) -> str:
    solved = sum(one.status is Status.SOLVED for one in verdicts)
    return f"{solved} of {len(verdicts)}"


def _readme_with_table(root: Path) -> str:
    readme = (root / "README.md").read_text("utf-8")
    rows = "".join(f"{row}\n" for row in _rows(root))
    written, count = _TABLE.subn(
        lambda match: f"{match[1]}\n{rows}\n{match[2]}", readme
    )
    if count != 1:
        raise ValueError("README.md lacks the comments around the table of chapters.")
    return written


def _rows(root: Path) -> list[str]:
    rows = ["| Chapter | What you learn | Katas |", "| --- | --- | --- |"]
    for _, of_chapter in groupby(all_katas(root), lambda kata: kata.chapter):
        katas = list(of_chapter)
        lesson, title = katas[0].lesson, katas[0].chapter_title
        link = f"[{title}]({lesson.relative_to(root).as_posix()})"
        levels = Counter(kata.level for kata in katas)
        count = ", ".join(f"{levels[n]} {n}" for n in LEVELS if levels[n])
        rows.append(f"| {link} | {learned_in(lesson)} | {count} |")
    return rows
