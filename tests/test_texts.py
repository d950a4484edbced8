"""The texts hold what they promise: links lead somewhere, programs run."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from dojo import ROOT
from dojo.dev import screenshots, table

TEXTS = sorted(
    path
    for pattern in ("*.md", "katas/**/*.md", "solutions/**/*.md")
    for path in ROOT.glob(pattern)
)
LESSONS = [path for path in TEXTS if path.name == "README.md" and path.parent != ROOT]
# What a learner can run once it is solved. One asks for URLs on its command line.
ANSWERS = sorted(ROOT.glob("solutions/ch0[1-4]_*/k*.py"))
ANSWERS.remove(ROOT / "solutions/ch04_downloading/k3_report_pages.py")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PROGRAM = re.compile(r"^```python\n(.+?)^```$", re.MULTILINE | re.DOTALL)


def relative(path):
    """Return the path as an identifier of a test."""
    return path.relative_to(ROOT).as_posix()


def anchors(text):
    """Return what GitHub makes of the headings of a text."""
    headings = HEADING.findall(text)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("path", TEXTS, ids=relative)
def test_links_lead_somewhere(path):
    """A relative link names a file that is there, and a heading that it has."""
    for target, anchor in LINK.findall(path.read_text("utf-8")):
        file = path.parent / target if target else path
        assert file.exists(), f"{relative(path)} links to {target}"
        if anchor:
            assert anchor in anchors(file.read_text("utf-8")), f"{target}#{anchor}"


@pytest.fixture(scope="session")
def runs(tmp_path_factory):
    """Run all programs side by side: most of the time they wait."""

    def run_all_in(path):
        text = path.read_text("utf-8")
        for program in PROGRAM.findall(text) if path.suffix == ".md" else [text]:
            yield pool.submit(_run, program, tmp_path_factory.mktemp("program"))

    with ThreadPoolExecutor() as pool:
        yield {path: list(run_all_in(path)) for path in (*LESSONS, *ANSWERS)}


def _run(program, folder):
    (folder / "program.py").write_text(program, "utf-8")
    return subprocess.run(
        [sys.executable, "-W", "error", folder / "program.py"],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("lesson", LESSONS, ids=relative)
def test_programs_of_a_lesson_run(lesson, runs):
    """Each program of a lesson runs to its end as it stands there."""
    assert runs[lesson], f"{relative(lesson)} shows no program"
    for run in runs[lesson]:
        assert run.result().returncode == 0, run.result().stderr
        assert not run.result().stderr


@pytest.mark.parametrize("answer", ANSWERS, ids=relative)
def test_an_answer_of_the_first_chapters_can_be_run(answer, runs):
    """It shows in real time what has been solved."""
    (run,) = runs[answer]
    assert run.result().returncode == 0, run.result().stderr
    assert run.result().stdout, f"{relative(answer)} prints nothing"


def test_the_table_of_chapters_is_up_to_date():
    """The README says of each chapter what its lesson says, and counts its katas."""
    assert not table.is_stale(), "Run: python -m dojo.dev table"


def test_the_pictures_are_up_to_date():
    """They show what the program shows now."""
    assert screenshots.stale() == [], "Run: python -m dojo.dev screenshots"
