"""A generator inside, and a list outside."""


def flatten_errors(exc):
    def walk(e):
        match e:
            case BaseExceptionGroup(exceptions=parts):
                for part in parts:
                    yield from walk(part)
            case _:
                yield e

    return list(walk(exc))
