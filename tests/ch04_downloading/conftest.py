"""What the suites of this chapter share."""

import aiohttp
import pytest


@pytest.fixture
async def session(web):
    """Open a session on the web of the test, and close it at the end."""
    async with aiohttp.ClientSession() as session:
        yield session
