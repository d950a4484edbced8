"""All that a suite imports: fakes, latencies, orders, cancellations, callers."""

from dojo.testing.fakes import FakeService, items_from, stumble
from dojo.testing.schedules import (
    cancellations,
    cancelled_at,
    latencies,
    orders,
)
from dojo.testing.stateful import scripts
from dojo.virtual.clock import Clock
from dojo.virtual.loop import loops_of_this_test

__all__ = [
    "Clock",
    "FakeService",
    "cancellations",
    "cancelled_at",
    "items_from",
    "latencies",
    "loops_of_this_test",
    "orders",
    "scripts",
    "stumble",
]
