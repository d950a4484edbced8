"""CPython's own tests of asyncio tell a wrong loop from the virtual one."""

import os

import pytest

from dojo.dev import cpython
from dojo.virtual.loop import VirtualLoop

# Debian and others ship the tests in a package of their own.
pytest.importorskip(cpython.PACKAGE, reason="some Pythons come without their own tests")


class LastInFirstOut(VirtualLoop):
    def call_soon(self, *args, **kwargs):
        handle = super().call_soon(*args, **kwargs)
        self._ready.rotate(1)
        return handle


class Dies(VirtualLoop):
    def run_forever(self):
        os._exit(3)


def test_a_wrong_loop_is_told_from_the_virtual_one():
    """Whatever passes on asyncio's loop only is a difference."""
    right = cpython.compare("queues")
    wrong = cpython.compare("queues", f"{__name__}:LastInFirstOut")

    assert right.unexpected == []
    assert right.passing == right.same == wrong.passing > 40
    assert 0 < len(wrong.unexpected) == wrong.passing - wrong.same
    assert "not as known: test_queues.QueueBasicTests.test_maxsize: Asser" in str(wrong)


def test_a_process_that_dies_is_told():
    """A test that did not end has not passed."""
    process, test = cpython.compare("context", f"{__name__}:Dies").unexpected

    assert process == "its process ended with status 3: "
    assert test.endswith(": did not end")


def test_a_known_difference_that_is_gone_is_told(monkeypatch, capsys):
    """The list of known differences holds no old ones."""
    monkeypatch.setattr(cpython, "MODULES", ("context",))
    assert cpython.main() == 0

    monkeypatch.setattr(cpython, "KNOWN", {"*.test_context.*": "never seen"})
    assert cpython.main() == 1
    assert "passes, and is known to fail: never seen" in capsys.readouterr().out


def test_a_python_without_its_tests_is_told_in_a_line(monkeypatch, capsys):
    """Some distributions leave them out."""
    monkeypatch.setattr(cpython, "PACKAGE", "test.test_nothing_at_all")

    assert cpython.main() == 0
    assert capsys.readouterr().out.count("\n") == 1
