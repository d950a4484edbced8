"""Keeps an answer that eats memory from harming the machine."""

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

from dojo.findings import debugger

LIMIT = 3 << 30


@contextlib.contextmanager
def limited() -> Iterator[None]:
    """Let this process have no more than `LIMIT` bytes.

    On Linux the system itself refuses more, and the answer's own line raises
    MemoryError. Elsewhere the watchdog asks `is_short` from time to time. A debugger
    may take what it needs.
    """
    if not sys.platform.startswith("linux") or debugger.holds_the_program():
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limits = [limit for limit in (LIMIT, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def is_short() -> bool:
    """Tell whether this process has taken more than `LIMIT` bytes."""
    return _bytes_taken() > LIMIT


def _bytes_taken() -> int:
    if sys.platform == "win32":
        import ctypes

        return _bytes_taken_on_windows(ctypes.windll)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _bytes_taken_on_windows(windll: Any) -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of the Windows API (psapi.h)."""

        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *(
                (name, ctypes.c_size_t)
                for name in (
                    "PeakWorkingSetSize",
                    "WorkingSetSize",
                    "QuotaPeakPagedPoolUsage",
                    "QuotaPagedPoolUsage",
                    "QuotaPeakNonPagedPoolUsage",
                    "QuotaNonPagedPoolUsage",
                    "PagefileUsage",
                    "PeakPagefileUsage",
                )
            ),
        ]

    counters = Counters(cb=ctypes.sizeof(Counters))
    process = ctypes.c_void_p(windll.kernel32.GetCurrentProcess())
    windll.psapi.GetProcessMemoryInfo(process, ctypes.byref(counters), counters.cb)
    return int(counters.WorkingSetSize)
