"""Downloads with urllib, in ordinary code.

Caught by: test_it_prints_a_line_for_each_url
"""

from urllib.request import urlopen


def report_pages(urls):
    lines = [f"{url} is {len(urlopen(url).read())} bytes long" for url in urls]
    for line in lines:
        print(line)
