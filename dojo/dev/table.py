"""The README's table of chapters: what one learns is told by the lessons."""

import re
from collections import Counter
from itertools import groupby
from pathlib import Path

from dojo import ROOT
from dojo.course.kata import LEVELS, all_katas, text_of

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
