"""Every folder is found once, and no listing outlives the walk."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, cancellations, cancelled_at, stumble
from katas.ch07_task_groups.k5_walk_tree import walk_tree

HOME = {"home": ["ada", "bob"], "ada": ["music"], "bob": [], "music": []}


def listing(tree, takes=1):
    """Return a `list_children` for a tree: a mapping of each node to its children."""

    def answer(node):
        # Else a walk in circles would not end.
        assert len(service.calls) <= 100, "Which folder was listed again and again?"
        return tree[node]

    service = FakeService(answer, takes, name="list")
    return service


class Untidy:
    """Lists "home" at once; "ada" fails after 1 s, "bob" needs 2 s to clean up."""

    def __init__(self):
        self.cleaned = []

    async def list_children(self, folder):
        """Return the children of a folder."""
        if folder == "home":
            return ["bob", "ada"]
        try:
            await asyncio.sleep(1 if folder == "ada" else 9)
            raise OSError(folder)
        except asyncio.CancelledError:
            if folder == "bob":
                await asyncio.sleep(2)
                self.cleaned.append(folder)
            raise


def leaves(error):
    """Return the errors in a group, and in the groups inside it."""
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for inner in error.exceptions for leaf in leaves(inner)]


async def test_every_folder_is_found():
    """The root and all that is below it is returned, each folder once."""
    found = await walk_tree(listing(HOME), "home")

    assert sorted(found) == ["ada", "bob", "home", "music"]


async def test_a_root_with_nothing_below():
    """A root without children is all there is."""
    assert await walk_tree(listing({"home": []}), "home") == ["home"]


async def test_children_are_listed_together(clock):
    """All that is known is listed at the same time, however much it is."""
    users = [f"user {n}" for n in range(30)]
    tree = {"home": users} | {user: [] for user in users}

    await walk_tree(listing(tree), "home")

    assert clock.elapsed == 2, (
        "A root with 30 folders in it, 1 s for each listing: all were known after 1 s, "
        f"and the walk took {clock.elapsed:g} s. Who waits for whom?"
    )


async def test_no_branch_waits_for_another_one(clock):
    """A folder is listed as soon as it is known, whatever goes on beside it."""
    takes = {"home": 1, "ada": 1, "music": 4, "bob": 5}

    await walk_tree(listing(HOME, takes), "home")

    assert clock.elapsed == 6, (
        "home takes 1 s, ada in it 1 s, and music in ada 4 s; bob beside ada takes "
        f'5 s. The walk took {clock.elapsed:g} s. When did it begin to list "music"?'
    )


async def test_two_ways_to_one_folder_are_one_listing():
    """A folder to which several ways lead is listed once, and returned once."""
    tree = {"home": ["ada", "bob"], "ada": ["pub"], "bob": ["pub", "pub"], "pub": []}
    list_children = listing(tree)

    found = await walk_tree(list_children, "home")

    listed = list_children.keys.count("pub")
    assert (listed, found.count("pub")) == (1, 1), (
        '"pub" lies in ada and in bob, which were listed at the same time. '
        f"It was listed {listed} times, and returned {found.count('pub')} times. "
        "At which moment is a folder known?"
    )


async def test_a_circle_ends():
    """A way that leads back up is no new way."""
    tree = {"home": ["ada"], "ada": ["home", "ada"]}

    found = await walk_tree(listing(tree), "home")

    assert sorted(found) == ["ada", "home"]


async def test_a_deep_tree_is_walked(clock):
    """However deep the tree is, the walk comes to its end."""
    tree = {depth: [depth + 1] for depth in range(60)} | {60: []}

    found = await walk_tree(listing(tree), 0)

    assert sorted(found) == list(range(61))
    assert clock.elapsed == 61


async def test_a_failure_cancels_the_others():
    """When one listing fails, all others are cancelled at once."""
    tree = {"home": ["ada", "bob", "eve"], "ada": OSError("down"), "bob": ["tea"]}
    takes = {"home": 1, "ada": 2, "bob": 1, "eve": 9, "tea": 9}
    list_children = listing(tree, takes)

    with pytest.raises((OSError, ExceptionGroup)):
        await walk_tree(list_children, "home")

    await asyncio.sleep(0)  # Another test asks whether they have ended too.
    ends = {call.key: (call.outcome, call.ended) for call in list_children.calls}
    others = [ends.get("eve"), ends.get("tea")]
    assert others == [("cancelled", 3)] * 2, (
        f'The listing of "ada" failed after 3 s. The ends of two others: {others}. '
        "What do the others do after a failure?"
    )


@pytest.mark.parametrize("broken", ["home", "bob", "music"])
async def test_a_failure_comes_out_in_a_group(broken):
    """Whatever cannot be listed, the root too: the error is in an ExceptionGroup."""
    error = OSError("down")

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await walk_tree(listing(HOME | {broken: error}), "home")

    assert isinstance(caught.value, ExceptionGroup), (
        f"{broken!r} could not be listed, and {caught.value!r} came out. "
        "Who puts the errors into a group?"
    )
    assert leaves(caught.value) == [error]


async def test_every_failure_comes_out():
    """A listing that fails while it cleans up has failed as well."""
    first, second = OSError("down"), ValueError("cannot clean up")

    async def list_children(folder):
        if folder == "bob":
            await stumble(9, second)
        await asyncio.sleep(1)
        if folder == "ada":
            raise first
        return ["bob", "ada"]

    with pytest.raises(ExceptionGroup) as caught:
        await walk_tree(list_children, "home")

    seen = leaves(caught.value)
    assert sorted(seen, key=repr) == [first, second], (
        f"One listing failed with {first!r}, then another one with {second!r} while it "
        f"cleaned up. These came out: {seen}. Who collects the errors?"
    )


async def test_the_others_have_cleaned_up(clock):
    """The error comes out when the others have finished their cleaning up."""
    drive = Untidy()

    with pytest.raises(ExceptionGroup):
        await walk_tree(drive.list_children, "home")

    assert (drive.cleaned, clock.elapsed) == (["bob"], 3), (
        "One listing failed after 1 s, another needs 2 s to clean up, and the error "
        f"came out after {clock.elapsed:g} s. Who waits for the cleaning up?"
    )


async def test_a_cancelled_walk_has_cleaned_up(clock):
    """A cancellation comes out when the listings have finished their cleaning up."""
    drive = Untidy()

    task = await cancelled_at(walk_tree(drive.list_children, "home"), 0.5)

    assert task.cancelled()
    assert (drive.cleaned, clock.elapsed) == (["bob"], 2.5), (
        "It was cancelled after 0.5 s, one listing needs 2 s to clean up, and it ended "
        f"after {clock.elapsed:g} s. Who waits for the cleaning up?"
    )


@given(quarters=st.integers(0, 11), late=st.booleans())
async def test_a_cancellation_reaches_every_listing(quarters, late):
    """Whenever it is cancelled, no listing is at work afterwards."""
    list_children = listing(HOME)

    task = await cancelled_at(walk_tree(list_children, "home"), quarters / 4, late=late)

    assert list_children.at_work == 0, (
        "It has ended, and some listings have not. Who ends them?"
    )
    assert task.cancelled(), (
        f"Your caller was cancelled at {quarters / 4:g} s, and never heard of it."
    )


@given(cancellation=cancellations(least=1))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, no listing is at work afterwards."""
    list_children = listing(HOME, {"home": 1, "ada": 2, "bob": 1, "music": 1})

    await cancellation.of(walk_tree(list_children, "home"))

    assert list_children.at_work == 0, (
        "It has ended, and some listings have not. Who ends them?"
    )


@st.composite
def trees(draw):
    """Return a tree of numbers, and the seconds that each listing takes."""
    parents = draw(st.lists(st.integers(0, 99), max_size=8))
    tree = {node: [] for node in range(len(parents) + 1)}
    for node, parent in enumerate(parents, 1):
        tree[parent % node].append(node)
    return tree, {node: draw(st.integers(0, 16)) / 8 for node in tree}


def seconds_for(tree, takes, node=0):
    """Return how long a node takes, and all that is below it."""
    below = [seconds_for(tree, takes, child) for child in tree[node]]
    return takes[node] + max(below, default=0)


@given(drawn=trees())
async def test_any_tree(drawn, clock):
    """All nodes are found, in the time of the slowest way from the root to a leaf."""
    tree, takes = drawn

    found = await walk_tree(listing(tree, takes), 0)

    assert sorted(found) == list(tree)
    seconds = seconds_for(tree, takes)
    assert clock.elapsed == seconds, (
        f"The last listing ended after {seconds:g} s, and the walk after "
        f"{clock.elapsed:g} s. What does it wait for?"
    )


@given(drawn=trees(), links=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8))))
async def test_any_links(drawn, links):
    """Wherever links lead, each node is listed once, and returned once."""
    tree, takes = drawn
    for source, target in links:
        tree[source % len(tree)].append(target % len(tree))
    list_children = listing(tree, takes)

    found = await walk_tree(list_children, 0)

    assert sorted(found) == sorted(list_children.keys) == list(tree)


@given(drawn=trees(), place=st.integers(0, 8))
async def test_a_failure_at_any_node(drawn, place, clock):
    """Whichever listing fails, that is the end of all of them."""
    tree, takes = drawn
    broken, error = place % len(tree), OSError("down")
    way = [broken]
    while way[-1]:
        way.append(next(n for n in tree if way[-1] in tree[n]))
    list_children = listing(tree | {broken: error}, takes)

    with pytest.raises(ExceptionGroup) as caught:
        await walk_tree(list_children, 0)

    assert leaves(caught.value) == [error]
    assert clock.elapsed == sum(takes[node] for node in way)
    assert list_children.at_work == 0
