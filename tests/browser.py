"""Chromium for the tests of the map: the system's own, driven through Playwright, with no network at all.

Needs `apt install chromium` (or set VBGRAPH_CHROMIUM). Without it the tests are skipped, except when
VBGRAPH_REQUIRE_TOOLS=1 says that they must run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOW = "Chromium is needed: apt install chromium, or set VBGRAPH_CHROMIUM to its path"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass
class Opened:
    """A page that was opened, with everything it complained of and every address it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


def chromium_path() -> str:
    """Return Chromium's path; skips the test, or fails it when the tools are required."""
    found = os.environ.get("VBGRAPH_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return found
    if os.environ.get("VBGRAPH_REQUIRE_TOOLS") == "1":
        pytest.fail(HOW)
    pytest.skip(HOW)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a running browser."""
    path = chromium_path()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(
    browser: Browser,
    path: Path,
    *,
    size: tuple[int, int] = (1440, 900),
    scheme: str = "light",
    anchor: str = "",
    motion: str = "reduce",
    wait: float = 30000,
) -> Iterator[Opened]:
    """Yield a page opened from disk and drawn once, with the network cut off."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce" if motion == "reduce" else "no-preference",
        offline=True,
    )
    page = context.new_page()
    seen = Opened(page)
    page.on("console", lambda m: seen.complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: seen.complaints.append(str(e)))
    page.on("request", lambda r: seen.requests.append(r.url))
    page.on("dialog", lambda d: (seen.complaints.append("dialog " + d.message), d.dismiss()))
    try:
        page.goto(path.resolve().as_uri() + anchor)
        try:
            page.wait_for_selector("html[data-state=ready]", state="attached", timeout=wait)
        except Exception as error:
            raise AssertionError(f"the page never became ready: {seen.complaints}") from error
        yield seen
    finally:
        context.close()
