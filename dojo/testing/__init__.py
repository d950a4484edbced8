"""All that a suite imports: fakes, latencies, orders, cancellations, callers."""

from dojo.testing.blocking import BlockingFunction, raising, until
from dojo.testing.cancel import cancelled_at
from dojo.testing.fakes import FakeService, items_from, stumble
from dojo.testing.gate import Gate
from dojo.testing.jobs import Job, leaves, outcome_of, told, what_became_of
from dojo.testing.predict import assert_predicted
from dojo.testing.stateful import scripts
from dojo.testing.strategies import cancellations, latencies, orders
from dojo.virtual.clock import Clock
from dojo.virtual.watched import loops_of_this_test

__all__ = [
    "BlockingFunction",
    "Clock",
    "FakeService",
    "Gate",
    "Job",
    "assert_predicted",
    "cancellations",
    "cancelled_at",
    "items_from",
    "latencies",
    "leaves",
    "loops_of_this_test",
    "orders",
    "outcome_of",
    "raising",
    "scripts",
    "stumble",
    "told",
    "until",
    "what_became_of",
]
