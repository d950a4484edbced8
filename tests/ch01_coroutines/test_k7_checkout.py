"""Each service is asked once, with the answers that it needs."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService
from katas.ch01_coroutines.k7_checkout import Cart, Receipt, User, checkout

ADA = User(7, "Ada")
CART = Cart(ADA, ("tea", "milk"))
RECEIPT = Receipt(ADA, "12 Main Street", CART, 450)
NAMES = ("user", "address", "cart", "price")
NEEDS = {"user": None, "address": "user", "cart": "user", "price": "cart"}


def answering(name, expected, answer):
    """Return a service that knows the answer to one question."""

    def answer_to(key):
        assert key == expected, (
            f"api.{name}() is to be called with {expected}. It was called with {key}. "
            "Where does its argument come from?"
        )
        return answer

    return answer_to


class Shop:
    """The services, each on record; `takes` has the seconds, `fails` the failures."""

    def __init__(self, takes=1, fails=None, error=None, receipt=RECEIPT):
        cart = receipt.cart
        answers = {"user": ADA, "address": receipt.address, "cart": cart}
        answers["price"] = receipt.total
        expected = {"user": 7, "address": ADA, "cart": ADA, "price": cart}
        for name in NAMES:
            answer = error if name == fails else answers[name]
            seconds = takes if isinstance(takes, int) else takes[name]
            answer_to = answering(name, expected[name], answer)
            setattr(self, name, FakeService(answer_to, seconds, f"api.{name}"))

    def calls(self):
        """Return the calls of each service."""
        return {name: getattr(self, name).calls for name in NAMES}

    def asked(self):
        """Return how often each service was asked."""
        return {name: len(calls) for name, calls in self.calls().items()}


async def test_it_returns_the_receipt():
    """The receipt holds the user, the address, the cart and the price."""
    receipt = await checkout(7, Shop())

    assert receipt == RECEIPT, (
        f"It is to return {RECEIPT}. It returned {receipt}. What does a Receipt hold?"
    )


async def test_each_service_gets_the_answer_it_needs():
    """The address and the cart belong to the user, the price to the cart."""
    shop = Shop()

    await checkout(7, shop)

    expected = {"user": 7, "address": ADA, "cart": ADA, "price": CART}
    for name, calls in shop.calls().items():
        keys = [call.key for call in calls]
        questions = ["What is its answer for?", "Where does its argument come from?"]
        question = (*questions, "Which answer do you have already?")[min(len(keys), 2)]
        assert keys == [expected[name]], (
            f"api.{name}() is to be called once, with {expected[name]}. It was called "
            f"with: {keys}. {question}"
        )


async def test_each_service_is_asked_once():
    """No service is asked twice, and none is left out."""
    shop = Shop()

    await checkout(7, shop)

    assert shop.asked() == dict.fromkeys(NAMES, 1), (
        f"The services were asked this often: {shop.asked()}. "
        "Which answer do you have already?"
    )


@pytest.mark.parametrize("name", NAMES)
async def test_an_exception_comes_through(name):
    """What a service raises reaches the caller unchanged, and nothing goes on."""
    error = LookupError(f"no {name}")
    shop = Shop(
        takes={"user": 1, "address": 9, "cart": 1, "price": 1}, fails=name, error=error
    )

    with pytest.raises(LookupError) as caught:
        await checkout(7, shop)

    assert caught.value is error, (
        f"api.{name}() failed with {error!r}, and the caller got {caught.value!r}. "
        "Which line of yours raised it?"
    )


async def test_nothing_is_asked_with_a_missing_answer():
    """Where the user is unknown, nothing else is asked for."""
    shop = Shop(fails="user", error=LookupError("no user"))

    with pytest.raises(LookupError):
        await checkout(7, shop)

    assert shop.asked() == {"user": 1, "address": 0, "cart": 0, "price": 0}, (
        "The user was not found. The services were asked this often: "
        f"{shop.asked()}. Which of them can do without the user?"
    )


async def test_a_cancellation_comes_through():
    """Cancelled while it waits for the cart, it stops there."""
    shop = Shop(takes={"user": 1, "address": 1, "cart": 60, "price": 1})
    task = asyncio.create_task(checkout(7, shop))

    await asyncio.sleep(30)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert shop.asked()["price"] == 0, (
        "It was cancelled while it waited for the cart, and asked for the price then. "
        "What did your code do with the CancelledError?"
    )


@given(
    takes=st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(0, 60))),
    items=st.sampled_from([(), ("tea", "milk")]),
)
async def test_any_latencies_keep_the_order_of_needs(takes, items):
    """However long each service takes, a call begins when what it needs has ended."""
    receipt = Receipt(ADA, "12 Main Street", Cart(ADA, items), 225 * len(items))
    shop = Shop(takes, receipt=receipt)

    assert await checkout(7, shop) == receipt

    assert shop.asked() == dict.fromkeys(NAMES, 1), (
        f"In the cart were {items}, and the services were asked this often: "
        f"{shop.asked()}. When does your code ask twice, or not at all?"
    )
    for name, needed in NEEDS.items():
        if needed is not None:
            before, after = shop.calls()[needed][0], shop.calls()[name][0]
            assert before.ended <= after.began, (
                f"{name}() was called at {after.began:g} s, and {needed}() answered at "
                f"{before.ended:g} s. Where did its argument come from?"
            )
