"""Takes every status but 200 for a failure.

Caught by: test_other_good_statuses_are_good
"""


async def download_page(session, url):
    async with session.get(url) as response:
        if response.status != 200:
            raise aiohttp.ClientResponseError(
                response.request_info, (), status=response.status
            )
        return await response.text()
