"""Values and errors in a message, as a learner reads them."""

import re
import traceback

_LONGEST_LINE = 160

# Up to two pairs of <> inside: a task shows its coroutine, whose name has <locals>.
_INSIDE = r"[^<>]*(?:<[^<>]*(?:<[^<>]*>[^<>]*)*>[^<>]*)*"
_NEEDLESS = (
    # pytest colours a comparison where it writes to a terminal.
    (re.compile(r"\x1b\[[\d;]*m"), ""),
    (re.compile(r" at 0x[0-9a-fA-F]+"), ""),
    (re.compile(r",? (?:defined|running|created) at [^>\s]*?:\d+"), ""),
    (re.compile(r" cb=\[[^\]]*\]"), ""),
    # pytest's own advice is for those who run pytest.
    (re.compile(r"\n[^\n]*Use -v to get more diff[^\n]*"), ""),
    (re.compile(r"\.*\n[^\n]*\.\.\.Full output truncated[^\n]*"), "\n… more lines …"),
    (re.compile(rf"<(?:built-in|bound) method ([\w.]+) of {_INSIDE}>"), r"<method \1>"),
)
_CAME_OUT = r"((?:gave|returned|came back:?|back:) [\[({]*"
# What such a value lacks, and a question that leads there.
_UNUSED = (
    (
        r"(<(?:_Gathering)?Future \w[^>]*>)",
        "a future, which nobody has awaited",
        "Which word waits for it?",
    ),
    (
        r"(<method [\w.]+>)",
        "a method, which nobody has called",
        "Which signs call a method?",
    ),
    (
        rf"{_CAME_OUT}<function {_INSIDE}>)",
        "a function, which nobody has called",
        "Which signs call a function?",
    ),
    (
        rf"{_CAME_OUT}<Task {_INSIDE}>)",
        "a task, which nobody has asked for its result",
        "What gives you the result of a task?",
    ),
)
_LAST_QUESTION = re.compile(r"(?<=[.!)>}\]'\"]) [^.!?]+\?\s*\Z")


def without_needless(text: str) -> str:
    """Return a text without what helps no learner: colours, addresses, advice."""
    for pattern, instead in _NEEDLESS:
        text = pattern.sub(instead, text)
    return text


def with_what_they_lack(text: str) -> str:
    """Return a text that says of the first unused value what nobody has done to it.

    Its question leads there, too: whatever else is asked is not the cause.
    """
    for pattern, lacks, question in _UNUSED:
        told, found = re.subn(pattern, rf"\1 ({lacks})", text, count=1)
        if found:
            return with_question(told, question)
    return text


def with_question(text: str, question: str) -> str:
    """Return a text that asks this question in place of its own."""
    return f"{_LAST_QUESTION.sub('', text)} {question}"


def named(error: BaseException) -> str:
    """Return the type and the text of an error, without the notes of Hypothesis."""
    told = "".join(traceback.format_exception_only(type(error), error))
    for note in getattr(error, "__notes__", ()):
        told = told.replace(str(note), "")
    return told.strip()


def short_line(line: str) -> str:
    """Return a line of at most 160 characters."""
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]} …"
