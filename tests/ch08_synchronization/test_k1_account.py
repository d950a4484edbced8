"""Money is never lost, never spent twice, and nobody waits for ever."""

import asyncio
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.testing import FakeService, cancelled_at, orders
from katas.ch08_synchronization.k1_account import Account, InsufficientFunds, transfer


class Refused(Exception):
    """The approval was not given."""


EXPECTED = (InsufficientFunds, Refused, asyncio.CancelledError)


def desk(minimum=0, takes=1):
    """Return an `approve` that refuses to leave less than `minimum`."""
    return FakeService(
        lambda left: Refused(left) if left < minimum else None, takes, "approve"
    )


async def ends(*coros):
    """Run all together, for 99 s at most; return how each one ended."""
    tasks = [asyncio.ensure_future(coro) for coro in coros]
    _, waiting = await asyncio.wait(tasks, timeout=99)
    for task in waiting:
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, BaseException) and not isinstance(outcome, EXPECTED):
            raise outcome
    names = ["done" if end is None else type(end).__name__ for end in outcomes]
    said = dict(zip(tasks, names, strict=True)) | dict.fromkeys(waiting, "still waits")
    return list(said.values())


async def test_a_withdrawal_is_approved():
    """What will be left is approved, and then it is left."""
    approve = desk()
    account = Account(100, approve)

    await account.withdraw(30)

    assert (approve.keys, account.balance) == ([70], 70), (
        f"30 of 100 were withdrawn. `approve` was asked about {approve.keys}, and the "
        f"balance is {account.balance}. What will be left?"
    )


async def test_too_little_money():
    """Less money than is asked for: InsufficientFunds, and nobody is asked."""
    approve = desk()
    account = Account(5, approve)

    ended = await ends(account.withdraw(6), transfer(account, Account(8, approve), 6))

    assert (ended, approve.keys) == (["InsufficientFunds"] * 2, []), (
        "From an account of 5, 6 were to be withdrawn, and 6 to be moved. They ended "
        f"with {ended}, and `approve` was asked about {approve.keys}. "
        f"{'What is known before it is asked' if approve.keys else 'Who hears of it'}?"
    )


async def test_two_withdrawals_do_not_take_the_same_money():
    """Money that is there once can be withdrawn once."""
    account = Account(100, desk())

    ended = await ends(account.withdraw(80), account.withdraw(80))

    assert (sorted(ended), account.balance) == (["InsufficientFunds", "done"], 20), (
        f"Two tasks withdrew 80 of 100. They ended with {ended}, and the balance is "
        f"{account.balance}. What does the second one see while the first one waits?"
    )


async def test_each_withdrawal_counts():
    """All that is there may be withdrawn, and then it has left."""
    account = Account(100, desk())

    ended = await ends(*(account.withdraw(n) for n in (10, 20, 70)))

    assert (ended, account.balance) == (["done"] * 3, 0), (
        f"Three tasks withdrew 10, 20 and 70 of 100. They ended with {ended}, and the "
        f"balance is {account.balance}. What may a task do while another one waits?"
    )


async def test_no_less_is_left_than_was_approved():
    """Where 50 have to be left, two withdrawals that are good alone are not both."""
    account = Account(100, desk(minimum=50))

    ended = await ends(account.withdraw(40), account.withdraw(40))

    assert (sorted(ended), account.balance) == (["Refused", "done"], 60), (
        "At least 50 of 100 have to be left. Two tasks withdrew 40, they ended with "
        f"{ended}, and {account.balance} are left. Which balance was approved?"
    )


async def test_a_transfer_moves_money():
    """What leaves one account is in the other one; only the first one is asked."""
    here, there = desk(), desk()
    src, dst = Account(10, here), Account(1, there)

    await transfer(src, dst, 4)

    assert (src.balance, dst.balance, here.keys, there.keys) == (6, 5, [6], []), (
        f"4 were moved from an account of 10 to one of 1. They hold {src.balance} and "
        f"{dst.balance}; the `approve` of the first was asked about {here.keys}, that "
        f"of the second about {there.keys}. From which account does money leave?"
    )


async def test_what_is_brought_is_not_lost():
    """A transfer brings money while a withdrawal from there is being approved."""
    src, dst = Account(10, desk(takes=1)), Account(10, desk(takes=3))

    ended = await ends(dst.withdraw(2), transfer(src, dst, 5))

    assert (src.balance, dst.balance) == (5, 13), (
        "Two accounts held 10 each. 2 were withdrawn from the second one, and 5 came "
        f"from the first one meanwhile. They ended with {ended}, and the accounts hold "
        f"{src.balance} and {dst.balance}. Who wrote last, and what did it know?"
    )


async def test_accounts_do_not_wait_for_each_other(clock):
    """Calls that share no account go on at the same time."""
    a, b, c, d, e, f = (Account(10, desk(takes=2)) for _ in range(6))

    await ends(a.withdraw(1), b.withdraw(1), transfer(c, d, 1), transfer(e, f, 1))

    assert clock.elapsed == 2, (
        "Two withdrawals and two transfers that share no account take 2 s each. All "
        f"were done after {clock.elapsed:g} s. Which of them use the same lock?"
    )


async def test_opposite_transfers_do_not_block_each_other():
    """Transfers in opposite directions come to an end, whatever is withdrawn."""
    a, b = Account(10, desk(takes=5)), Account(20, desk())

    async def move(instant, src, dst):
        await asyncio.sleep(instant)
        await transfer(src, dst, 1)

    moves = [move(instant, *way) for instant in (0, 2) for way in [(a, b), (b, a)]]
    ended = await ends(a.withdraw(1), b.withdraw(15), *moves)

    assert (ended, a.balance, b.balance) == (["done"] * 6, 9, 5), (
        "A held 10 and B 20. 1 was withdrawn from A, 15 from B, and at 0 s, and again "
        "at 2 s, 1 was moved from each to the other one. After 99 s, they ended with "
        f"{ended}, and hold {a.balance} and {b.balance}. What does a move wait for?"
    )


async def test_a_refused_withdrawal_changes_nothing():
    """What `approve` raises comes out, and the next one can go on."""
    account = Account(10, desk(minimum=4))

    ended = await ends(account.withdraw(9)) + await ends(account.withdraw(6))

    assert (ended, account.balance) == (["Refused", "done"], 4), (
        "9 of 10 were refused, then 6 would be allowed. They ended with "
        f"{ended}; the balance is {account.balance}. What does the first leave behind?"
    )


@pytest.mark.parametrize("who", [0, 1], ids=["first", "second"])
async def test_a_cancelled_withdrawal_changes_nothing(who):
    """Cancelled while it is approved, or when its turn comes: the others go on."""
    approved = asyncio.Event()
    account = Account(10, lambda left: approved.wait())
    tasks = [asyncio.create_task(account.withdraw(n)) for n in (1, 2, 4)]
    await asyncio.sleep(1)
    if who == 1:
        approved.set()
        await asyncio.sleep(0)

    tasks[who].cancel()
    approved.set()
    ended = await ends(*tasks)

    left = 10 - sum(2**n for n, end in enumerate(ended) if end == "done")
    assert (ended[1 - who], ended[2], account.balance) == ("done", "done", left), (
        "1, 2 and 4 were to be withdrawn from 10, and a task was cancelled: the "
        f"{('first, during its approval', 'second, when its turn came')[who]}. They "
        f"ended with {ended}, and the balance is {account.balance}. "
        "What does the cancelled one leave behind?"
    )


async def test_a_refused_transfer_moves_nothing():
    """What `approve` of the first account raises comes out; nobody had the money."""
    src, dst = Account(10, desk(minimum=4)), Account(2, desk())

    ended = await ends(transfer(src, dst, 8), dst.withdraw(3))

    said = ["Refused", "InsufficientFunds"]
    assert (ended, src.balance, dst.balance) == (said, 10, 2), (
        "From 10, of which 4 have to be left, 8 were to be moved to an account of 2, "
        f"and 3 to be withdrawn there. They ended with {ended}, and the accounts hold "
        f"{src.balance} and {dst.balance}. When does money come into an account?"
    )


async def test_a_transfer_to_itself():
    """It is approved like any other, and changes nothing."""
    approve = desk(minimum=3)
    account = Account(10, approve)

    ended = [e for n in (4, 8, 11) for e in await ends(transfer(account, account, n))]

    said = ["done", "Refused", "InsufficientFunds"]
    assert (ended, account.balance, approve.keys) == (said, 10, [6, 2]), (
        "From an account of 10, of which 3 have to be left, 4 were moved to itself, "
        f"then 8 and 11. They ended with {ended}. `approve` was asked about "
        f"{approve.keys}, and the account holds {account.balance}. What is different "
        "when both accounts are the same?"
    )


@pytest.mark.parametrize("instant", [0.5, 1, 1.5])
@pytest.mark.parametrize("late", [False, True])
async def test_a_cancelled_transfer_moves_nothing(instant, late):
    """Cancelled while another withdrawal is approved, it has not moved the money."""
    src, dst = Account(10, desk()), Account(10, desk(takes=2))
    other = asyncio.create_task(dst.withdraw(1))

    move = await cancelled_at(transfer(src, dst, 5), instant, late=late)
    await other
    await asyncio.sleep(9)

    moved = 0 if move.cancelled() else 5
    assert (src.balance, dst.balance) == (10 - moved, 9 + moved), (
        f"A transfer of 5 was cancelled at {instant:g} s, and it ended "
        f"{'as cancelled' if move.cancelled() else 'well'}. Two accounts of 10 and 9 "
        f"hold {src.balance} and {dst.balance}. Where were the 5 at that moment?"
    )


def one_after_another(moves, minimum):
    """Return every end that the moves can have, one after another."""
    found = set()
    for order in itertools.permutations(range(len(moves))):
        balances, said = [3, 3, 0], ["InsufficientFunds"] * len(moves)
        for i in order:
            src, dst, n = moves[i]
            left = balances[src] - n
            if left >= 0:
                said[i] = "Refused" if left < minimum else "done"
            if left >= minimum:
                balances[src] -= n
                balances[dst] += n
        found.add((*said, *balances[:2]))
    return found


# From, to (2: nowhere), amount.
moves_of_money = st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(1, 3))


@settings(max_examples=100)
@given(
    order=orders(),
    moves=st.lists(moves_of_money, min_size=3, max_size=3),
    minimum=st.integers(0, 1),
    steps=st.integers(0, 6),
    who=st.integers(0, 2),
)
async def test_it_ends_as_if_one_after_another(order, moves, minimum, steps, who):
    """Whatever runs first, and whenever one is cancelled: as if one after another."""
    a, b = both = [Account(3, desk(minimum, takes=0)) for _ in "ab"]
    tasks, script = [], ""

    with order:
        for name, (src, dst, n) in zip(("Ann", "Bob", "Cy"), moves, strict=True):
            one, to = both[src], "" if dst == 2 else f" to {'AB'[dst]}"
            call = transfer(one, both[dst], n) if to else one.withdraw(n)
            tasks.append(asyncio.create_task(call, name=name))
            script += f"{name} takes {n} from {'AB'[src]}{to}, "
        for _ in range(steps):
            await asyncio.sleep(0)
        tasks[who].cancel()
        said = await ends(*tasks)

    count = [n for n, end in enumerate(said) if end != "CancelledError"]
    end = *(said[n] for n in count), a.balance, b.balance
    assert end in one_after_another([moves[n] for n in count], minimum), (
        f"A and B hold 3 each, and at least {minimum} has to be left. At the same time "
        f"{script}and {('Ann', 'Bob', 'Cy')[who]} is cancelled. They ended with "
        f"{said}, and A holds {a.balance}, B {b.balance}. What did one of them see, or "
        "leave, while another one waited?"
    )
