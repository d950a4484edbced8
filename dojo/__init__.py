"""The judge: it runs the suites of the katas and tells a learner what was seen."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
