"""The Hypothesis settings of all suites."""

from hypothesis import HealthCheck, Phase, settings

# Deterministic: the same answer gets the same verdict on every machine. Deadlines
# would measure real time, and a fixture such as `clock` is made for each test.
settings.register_profile(
    "katas",
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=False,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("katas")
