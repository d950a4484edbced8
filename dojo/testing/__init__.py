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

__all__ = [
    "Clock",
    "FakeService",
    "cancellations",
    "cancelled_at",
    "items_from",
    "latencies",
    "orders",
    "scripts",
    "stumble",
]
