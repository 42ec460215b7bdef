"""The map measured in Chromium: building, first drawn frame, moving, selecting, searching, size, requests.

Run: python bench/map.py [SIZE…] [--stock]. Prints one row for each size; --stock adds pyvis's own page with
precomputed positions. Needs Chromium (tests/browser.py says how to get it).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browser import chromium, opened  # type: ignore[import-not-found]
from map_graphs import make  # type: ignore[import-not-found]

from vbgraph.map.render import render, write_map
from vbgraph.models import Graph

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Drags the picture for two seconds and returns the 95th percentile of the time between frames.
_DRAG = """async () => {
  const canvas = document.querySelector("#map canvas, #mynetwork canvas"), box = canvas.getBoundingClientRect();
  const send = (kind, x, y) => canvas.dispatchEvent(new PointerEvent(kind, {pointerId: 1, pointerType: "mouse", isPrimary: true,
    button: 0, buttons: kind === "pointerup" ? 0 : 1, clientX: box.left + x, clientY: box.top + y, bubbles: true}));
  const frames = [];
  send("pointerdown", 500, 300);
  let last = performance.now();
  const end = last + 2000;
  for (let n = 0; performance.now() < end; n++) {
    send("pointermove", 500 + Math.sin(n / 9) * 200, 300 + Math.cos(n / 7) * 120);
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  const there = canvas.toDataURL();
  send("pointermove", 300, 300);
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  if (canvas.toDataURL() === there) throw new Error("the picture did not follow the pointer");
  send("pointerup", 300, 300);
  frames.sort((a, b) => a - b);
  return frames[Math.floor(frames.length * 0.95)];
}"""
_SELECT = """async () => {
  const ids = vbgraph.visible(), times = [];
  for (let n = 1; n <= 5; n++) {
    const began = performance.now();
    vbgraph.select(ids[Math.floor(ids.length * n / 40)]);
    await new Promise(requestAnimationFrame);
    document.querySelector("#map canvas").getContext("2d").getImageData(0, 0, 1, 1);
    times.push(performance.now() - began);
    await new Promise((done) => setTimeout(done, 500));
  }
  vbgraph.select("");
  return times.sort((a, b) => a - b)[2];
}"""
_SEARCH = """() => {
  vbgraph.search("x");
  const times = ["ke hoach", "42-CT/TU", "huyen uy hung yen phong chong", "2"].map((words) => {
    const began = performance.now();
    vbgraph.search(words);
    return performance.now() - began;
  });
  return Math.max(...times);
}"""
_FRAME = "performance.getEntriesByName('vbgraph-ready')[0]?.startTime ?? performance.now()"


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured at one size; times in milliseconds."""

    nodes: int
    edges: int
    build: float
    size: int
    frame: float
    move: float
    select: float
    search: float
    requests: int
    complaints: int


def measure(browser: Browser, folder: Path, size: int) -> Row:
    graph = make(size)
    began = time.perf_counter()
    html = render(graph, title="bench")
    build = (time.perf_counter() - began) * 1000
    path = folder / f"{size}.html"
    write_map(path, html)
    bare = len(render(graph, title="bench", with_text=False).encode("utf-8"))
    with opened(browser, path, wait=120000) as seen:
        page: Page = seen.page
        frame = float(page.evaluate(_FRAME))
        page.wait_for_timeout(500)
        complaints = len(seen.complaints)  # reading pixels back, below, makes Chromium give advice
        return Row(
            len(graph.nodes),
            len(graph.edges),
            build,
            bare,
            frame,
            float(page.evaluate(_DRAG)),
            float(page.evaluate(_SELECT)),
            float(page.evaluate(_SEARCH)),
            len(seen.requests) - 1,
            complaints,
        )


def stock(browser: Browser, folder: Path, graph: Graph) -> float:
    """Return the milliseconds until pyvis's own page shows its first frame, positions given and physics off."""
    from pyvis.network import Network  # type: ignore[import-untyped]

    net = Network(directed=True, cdn_resources="in_line")
    place = {node.id: i for i, node in enumerate(graph.nodes)}
    net.nodes = [
        {"id": i, "label": n.code or n.id, "shape": "box", "x": i % 40 * 200, "y": i // 40 * 60}
        for i, n in enumerate(graph.nodes)
    ]
    net.edges = [{"from": place[e.source], "to": place[e.target], "arrows": "to"} for e in graph.edges]
    net.toggle_physics(False)
    path = folder / "stock.html"
    path.write_text(net.generate_html("stock.html"), encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto(path.as_uri())
    page.wait_for_function("typeof network !== 'undefined'")
    ready = "new Promise((done) => { network.once('afterDrawing', () => requestAnimationFrame(() => done(performance.now()))); network.redraw(); })"
    shown = float(page.evaluate(ready))
    page.context.close()
    return shown


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[300, 1000, 2000, 5000, 20000])
    parser.add_argument("--stock", action="store_true")
    given = parser.parse_args(arguments)
    render(make(10), title="warm up")
    print("nodes  edges  build ms  KB no text  first frame  move p95  select  search  requests  complaints")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for size in given.sizes:
            row = measure(browser, Path(folder), size)
            print(
                f"{row.nodes:5} {row.edges:6} {row.build:9.0f} {row.size // 1024:11} {row.frame:12.0f}"
                f" {row.move:9.0f} {row.select:7.0f} {row.search:7.1f} {row.requests:9} {row.complaints:11}"
            )
            if given.stock:
                print(
                    f"      pyvis as it comes, positions given: {stock(browser, Path(folder), make(size)):.0f} ms"
                )


if __name__ == "__main__":
    main()
