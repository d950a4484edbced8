"""Importing this makes a process warm: it has done what each verdict would wait for."""

import gc
import importlib

from _pytest.config import default_plugins
from hypothesis import given, settings
from hypothesis import strategies as st

for needed in (
    *(f"_pytest.{plugin}" for plugin in default_plugins),
    "_pytest._argcomplete",
    "aiohttp",
    "aioresponses",
    "pdb",
    "pytest_asyncio.plugin",
    "tomllib",
    "dojo.pytest_plugin",
    "dojo.testing.mock",
    "dojo.testing.server",
    "dojo.judge.child",
):
    importlib.import_module(needed)


@settings(max_examples=1, database=None)
@given(st.tuples(st.text(), st.binary(), st.floats(), st.lists(st.integers())))
def _a_property(_: object) -> None:
    """Hypothesis imports its engine, and reads its tables, when a property runs."""


_a_property()
importlib.import_module("dojo.judge.child").ready_pytest()
gc.collect()
gc.freeze()
