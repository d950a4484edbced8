"""The pytest plugin: each module binds one part of the judge to hooks of pytest."""

pytest_plugins = [
    f"dojo.pytest_plugin.{module}"
    for module in ("options", "collection", "run", "fixtures")
]
