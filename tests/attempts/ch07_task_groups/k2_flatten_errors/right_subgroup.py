"""A predicate that collects."""


def flatten_errors(exc):
    if not isinstance(exc, BaseExceptionGroup):
        return [exc]
    found = []

    def collect(e):
        if not isinstance(e, BaseExceptionGroup):
            found.append(e)
        return False

    exc.subgroup(collect)
    return found
