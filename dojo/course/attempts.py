"""Other people's answers to a kata: they judge its suite, from one page of Markdown.

An answer is a heading, prose where the heading does not say all, for a wrong one the
test that must reject it, and the code in a fence (see CONTRIBUTING.md).
"""

import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from dojo.course.kata import Kata, text_of

GIVEN = "wrong: as given"
_TITLE = re.compile(r"# .+: what others wrote")
_CODE = re.compile(r"^(`{3,})python\n(?P<code>(?:(?!\1).*\n)*)\1$", re.MULTILINE)
# In a fence nothing is a heading.
_HEADING = re.compile(rf"{_CODE.pattern}|^(?P<heading>#+)", _CODE.flags)
_KIND = re.compile(r"## (right|wrong): \S.*")
_CAUGHT_BY = re.compile(r"^Caught by `(\w+)`\.$", re.MULTILINE)


class PageError(ValueError):
    """A page of attempts that cannot be read; the text says in which line and why."""


class Attempt(NamedTuple):
    """One answer, right or wrong.

    Attributes:
        kata: the exercise.
        heading: what it does, such as "wrong: makes the sleep, and does not await it".
        prose: what there is to say beside that, in Markdown; mostly nothing.
        caught_by: the test that must reject it, None for a right one.
        code: what it defines replaces what the stub defines.
    """

    kata: Kata
    heading: str
    prose: str
    caught_by: str | None
    code: str

    def __str__(self) -> str:
        return f'{self.kata} "{self.heading}"'

    @property
    def is_right(self) -> bool:
        """Whether the suite must accept it."""
        return self.heading.startswith("right: ")

    @property
    def answer(self) -> str:
        """The stub, and then the attempt: what the stub gives stays in reach."""
        return f"{text_of(self.kata.stub)}\n\n{self.code}"

    def write_to(self, folder: Path) -> None:
        """Write the whole answer into a folder laid out like `katas/`."""
        path = folder / self.kata.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.answer, "utf-8")


def attempts_at(kata: Kata) -> list[Attempt]:
    """Return the attempts at a kata, in the order of its page; none without a page.

    Raises:
        PageError: the page is not one of attempts.
    """
    page, line = text_of(kata.attempts), 1
    if not page:
        return []
    headings = [m.start() for m in _HEADING.finditer(page) if m["heading"]]
    attempts: dict[str, Attempt] = {}
    try:
        _require(_TITLE.match(page), "the title is not `# …: what others wrote`")
        for start, end in pairwise([*headings[1:], len(page)]):
            line = page.count("\n", 0, start) + 1
            attempt = _attempt(kata, page[start:end])
            _require(attempt.heading not in attempts, "this heading is there twice")
            attempts[attempt.heading] = attempt
    except ValueError as error:
        raise PageError(f"tests/attempts/{kata}.md:{line}: {error}") from None
    return list(attempts.values())


def code_of(kata: Kata, heading: str) -> str:
    """Return the code of one answer, "" without it; the others may be in disorder."""
    own = text_of(kata.attempts).partition(f"\n## {heading}\n")[2]
    code = _CODE.search(own)
    return code["code"] if code else ""


def _attempt(kata: Kata, section: str) -> Attempt:
    heading, _, text = section.partition("\n")
    codes = [match["code"] for match in _CODE.finditer(text)]
    prose = _CODE.sub("", text)
    caught_by = _CAUGHT_BY.findall(prose)
    _require(
        _KIND.fullmatch(heading), "a heading begins with `## right: ` or `## wrong: `"
    )
    _require("```" not in prose, "a fence begins with ```python, and is closed")
    _require(len(codes) == 1, f"an answer has one fence of code, not {len(codes)}")
    if heading.startswith("## wrong"):
        _require(
            len(caught_by) == 1, "a wrong answer says once: Caught by `test_name`."
        )
    else:
        _require(not caught_by, "a right answer is caught by no test")
    prose = _CAUGHT_BY.sub("", prose).strip()
    heading = heading.removeprefix("## ")
    return Attempt(kata, heading, prose, *caught_by or [None], *codes)


def _require(holds: object, complaint: str) -> None:
    if not holds:
        raise ValueError(complaint)
