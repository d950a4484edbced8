"""Importing this does once what each judging process would have to do by itself.

To run a test is the surest way to have all that a test needs.
"""

import contextlib
import gc
import importlib
import os
from pathlib import Path

from dojo.judge import child

for needed in ("aioresponses", "pdb", "dojo.testing.mock", "dojo.testing.server"):
    importlib.import_module(needed)

with (
    open(os.devnull, "w") as nowhere,
    contextlib.redirect_stdout(nowhere),
    contextlib.redirect_stderr(nowhere),
):
    child.run_pytest(Path(__file__).with_name("trial.py"))
gc.collect()
gc.freeze()
