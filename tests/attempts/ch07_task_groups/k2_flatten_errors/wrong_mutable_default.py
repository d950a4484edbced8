"""The list of the first call lives on.

Caught by: test_each_list_is_a_new_one
"""


def flatten_errors(exc, errors=[]):
    if isinstance(exc, BaseExceptionGroup):
        for e in exc.exceptions:
            flatten_errors(e, errors)
    else:
        errors.append(exc)
    return errors
