"""The Hypothesis settings of all suites."""

from types import SimpleNamespace

from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import engine, providers

from dojo.virtual.clock import real_monotonic

# Deterministic: the same answer gets the same verdict on every machine. Deadlines
# would measure real time, and a fixture such as `clock` is made for each test.
settings.register_profile(
    "katas",
    # Enough for each wrong attempt that a property alone can catch; a search through
    # interleavings asks for more.
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=False,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("katas")

# Hypothesis also draws constants that it finds in the source of what is imported, so
# a suite would get other examples alone than after other suites. (tests/dojo pins it.)
providers._get_local_constants = providers.Constants

# It looks for a smaller example for five minutes, and then complains. Nobody wants to
# wait that long for a verdict; and seconds are real ones here, since virtual hours may
# pass in one example.
engine.time = SimpleNamespace(monotonic=real_monotonic, perf_counter=real_monotonic)
engine.MAX_SHRINKING_SECONDS = 3
engine.report = lambda _: None
