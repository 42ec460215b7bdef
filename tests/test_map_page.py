"""The page in a real browser: what a reader clicks, types and sees, with the network cut off."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Opened, chromium, opened
from map_graphs import hostile, make

from vbgraph.map.render import render, write_map
from vbgraph.models import SOURCES, Edge, Evidence, Graph, Node

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Open = Callable[..., AbstractContextManager[Opened]]
PAYLOADS = (
    "<img src=x onerror=boom()>",
    "</script><script>boom()</script>",
    "<svg onload=boom()>",
    "<svg><script>boom()</script></svg>",
    '"><script>boom()</script>',
    "'><script>boom()</script>",
    '" onmouseover="boom()" x="',
    "' onfocus='boom()' autofocus='",
    "javascript:boom()",
    '<a href="javascript:boom()">href</a>',
    '<iframe srcdoc="<script>parent.boom()</script>"></iframe>',
    "<body onload=boom()>",
    "<style>@import 'http://example.org/x.css';</style>",
    "<link rel=stylesheet href=http://example.org/x.css>",
    "<meta http-equiv=refresh content='0;url=http://example.org'>",
    "<base href=http://example.org/>",
    "<form action=http://example.org><button>x</button></form>",
    "<object data=http://example.org></object>",
    "<embed src=http://example.org>",
    "<video><source onerror=boom()></video>",
    "<details open ontoggle=boom()>",
    "<input onfocus=boom() autofocus>",
    "<math><mtext></mtext><script>boom()</script></math>",
    "<!--<script>boom()//-->",
    "]]><script>boom()</script>",
    "{{ boom() }}{% raw %}",
    "${boom()}`${boom()}`",
    "\\u003cscript\\u003eboom()\\u003c/script\\u003e",
    "&lt;script&gt;boom()&lt;/script&gt;",
    "__proto__",
    "constructor",
    "toString",
    "\u202eboom\u202c",
    "\u2028boom()\u2029",
    "=cmd|' /C calc'!A0",
    "%3Cscript%3Eboom()%3C/script%3E",
    "x" * 4000,
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Open:
    """Return a function that draws a graph, opens its page, and gives it as a context."""

    def shown(graph: Graph, *, lang: str = "vi", **how: object) -> AbstractContextManager[Opened]:
        path = tmp_path / "map.html"
        write_map(path, render(graph, title="Bản đồ thử", lang="en" if lang == "en" else "vi"))
        return opened(browser, path, **how)  # type: ignore[arg-type]

    return shown


def reach(graph: Graph, start: str, *, up: bool, relations: frozenset[str] = SOURCES) -> set[str]:
    """Return what a walk along the edges finds, worked out apart from the page."""
    links: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.relation in relations:
            near, far = (edge.source, edge.target) if up else (edge.target, edge.source)
            links.setdefault(near, []).append(far)
    found, queue = {start}, deque([start])
    while queue:
        for other in links.get(queue.popleft(), ()):
            if other not in found:
                found.add(other)
                queue.append(other)
    return found - {start}


def counts(page: Page) -> tuple[int, int]:
    """Return the numbers of upstream and downstream documents that the panel shows."""
    return int(page.inner_text("#count-up")), int(page.inner_text("#count-down"))


def two_provinces() -> Graph:
    """Return two directives with one code in two provinces, their source, a plan, and a law known by name."""
    nodes = (
        Node("ct-42-tu.hai-duong", code="42-CT/TU", type="Chỉ thị", issuer="Tỉnh ủy Hải Dương", locality="Hải Dương", level="province", date="2024-05", held=True),
        Node("ct-42-tu.hung-yen", code="42-CT/TU", type="Chỉ thị", issuer="Tỉnh ủy Hưng Yên", locality="Hưng Yên", level="province", date="2024-03-09", held=True, files=("a/42.docx",)),
        Node("kh-05-hu", code="05-KH/HU", type="Kế hoạch", title="Kế hoạch triển khai Chỉ thị", issuer="Huyện ủy Phù Cừ", locality="Hưng Yên", level="district", held=True),
        Node("kl-21-tw", code="21-KL/TW", type="Kết luận", issuer="Bộ Chính trị", level="central", date="2021-10-25"),
        Node("luat", name="Luật Phòng, chống tham nhũng", type="Luật", title="chung một nguồn", level="central"),
    )  # fmt: skip
    proof = Evidence(
        "a/42.docx", "ct-42-tu.hung-yen", 5, 60, "Thực hiện Kết luận số 21-KL/TW của Bộ Chính trị", "cue"
    )
    edges = (
        Edge("ct-42-tu.hung-yen", "kl-21-tw", "implements", (), 1.0, 3, (proof,)),
        Edge("ct-42-tu.hung-yen", "luat", "cites"),
        Edge("kh-05-hu", "ct-42-tu.hung-yen", "implements"),
    )
    return Graph(nodes, edges)


def test_the_page_opens_from_disk_without_asking_for_anything_or_complaining(show: Open) -> None:
    with show(make(60)) as seen:
        seen.page.click("#views [data-view=time]")
        seen.page.click("#legend-toggle")

        assert seen.complaints == []
        assert [u for u in seen.requests if not u.startswith(("file:", "data:", "blob:"))] == []
        assert len(seen.requests) == 1


def test_the_picture_is_not_blank(show: Open) -> None:
    with show(make(40)) as seen:
        drawn = "() => { const c = document.querySelector('#map canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; return new Set(new Uint32Array(d.buffer)).size; }"

        assert seen.page.evaluate(drawn) > 20


def test_selecting_lights_what_a_walk_along_the_sources_finds(show: Open) -> None:
    graph = make(150)
    with show(graph) as seen:
        assert seen.page.evaluate("[vbgraph.nodes, vbgraph.edges]") == [len(graph.nodes), len(graph.edges)]
        for node in graph.nodes[::15]:
            seen.page.evaluate("id => vbgraph.select(id)", node.id)
            up, down = reach(graph, node.id, up=True), reach(graph, node.id, up=False)

            assert counts(seen.page) == (len(up), len(down))
            assert set(seen.page.evaluate("vbgraph.upstream()")) == up
            assert set(seen.page.evaluate("vbgraph.downstream()")) == down


def test_a_click_on_a_document_selects_it_and_one_beside_it_clears(show: Open) -> None:
    with show(Graph((Node("only", code="01-CT/TW", level="central", held=True),))) as seen:
        box = seen.page.locator("#map").bounding_box()
        assert box
        found = None
        for y in range(40, int(box["height"]), 12):
            seen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + y)
            seen.page.wait_for_timeout(20)
            found = seen.page.evaluate("vbgraph.selected")
            if found:
                break

        assert found == "only" and seen.page.is_visible("#panel")
        seen.page.wait_for_timeout(400)
        seen.page.mouse.click(box["x"] + 30, box["y"] + box["height"] - 90)
        seen.page.wait_for_function("vbgraph.selected === null")


def test_following_all_relations_changes_the_counts(show: Open) -> None:
    with show(two_provinces()) as seen:
        seen.page.evaluate("vbgraph.select('ct-42-tu.hung-yen')")
        before = counts(seen.page)
        seen.page.select_option("#follow", "all")

        assert (before, counts(seen.page)) == ((1, 1), (2, 1))


def test_the_panel_shows_the_card_and_the_sentence_with_its_citation_marked(show: Open) -> None:
    with show(two_provinces()) as seen:
        seen.page.evaluate("vbgraph.select('ct-42-tu.hung-yen')")
        panel = seen.page.inner_text("#panel")

        assert all(
            w in panel
            for w in ("Chỉ thị 42-CT/TU", "Tỉnh ủy Hưng Yên", "09/03/2024", "a/42.docx", "còn 2 chỗ khác")
        )
        assert seen.page.inner_text("#panel mark") == "21-KL/TW"


def test_a_link_in_the_panel_goes_to_the_neighbour_and_back_returns(show: Open) -> None:
    with show(two_provinces()) as seen:
        seen.page.evaluate("vbgraph.select('ct-42-tu.hung-yen')")
        seen.page.click("#panel .link >> text=21-KL/TW")
        there = seen.page.evaluate("vbgraph.selected")
        seen.page.click("#panel-back")

        assert (there, seen.page.evaluate("vbgraph.selected")) == ("kl-21-tw", "ct-42-tu.hung-yen")


def test_a_missing_document_says_that_it_is_missing(show: Open) -> None:
    with show(two_provinces()) as seen:
        seen.page.evaluate("vbgraph.select('kl-21-tw')")

        assert "Chưa có toàn văn" in seen.page.inner_text("#panel")


SEARCHES = [
    ("42-CT/TU", ["ct-42-tu.hung-yen", "ct-42-tu.hai-duong"]),
    ("42 ct tu", ["ct-42-tu.hung-yen", "ct-42-tu.hai-duong"]),
    ("ke hoach", ["kh-05-hu"]),
    ("5-KH/HU", ["kh-05-hu"]),
    ("chi thi hung yen", ["ct-42-tu.hung-yen", "kh-05-hu"]),
    ("ĐIỀU", []),
    ("hung", ["ct-42-tu.hung-yen", "kh-05-hu"]),
    ("luat phong chong", ["luat"]),
    ("", []),
    ("!!!", []),
]


@pytest.mark.parametrize(("words", "expected"), SEARCHES)
def test_search_needs_no_accents_and_matches_words_from_their_start(
    show: Open, words: str, expected: list[str]
) -> None:
    with show(two_provinces()) as seen:
        assert seen.page.evaluate("w => vbgraph.search(w)", words) == expected


def test_enter_in_the_search_box_flies_to_the_chosen_result(show: Open) -> None:
    with show(two_provinces()) as seen:
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("42-CT/TU")
        assert seen.page.locator("#hits li").count() == 2
        seen.page.keyboard.press("ArrowDown")
        assert seen.page.get_attribute("#q", "aria-activedescendant") == "hit-1"
        seen.page.keyboard.press("Enter")

        assert seen.page.evaluate("vbgraph.selected") == "ct-42-tu.hai-duong"
        assert seen.page.is_hidden("#hits")


def test_a_search_without_result_says_so(show: Open) -> None:
    with show(two_provinces()) as seen:
        seen.page.fill("#q", "khong co that")

        assert "Không tìm thấy" in seen.page.inner_text("#hits")
        assert "Không tìm thấy" in seen.page.inner_text("#live")


def test_the_legend_filters_and_its_counts_add_up(show: Open) -> None:
    graph = make(150)
    with show(graph) as seen:
        held = {n.id for n in graph.nodes if n.held or n.kind == "report"}
        seen.page.uncheck("#group-held label:has-text('Chưa có văn bản') input")
        assert set(seen.page.evaluate("vbgraph.visible()")) == held

        seen.page.uncheck("#group-level label:has-text('Cấp tỉnh') input")
        assert set(seen.page.evaluate("vbgraph.visible()")) == {
            n.id for n in graph.nodes if n.id in held and n.level != "province"
        }

        seen.page.click("#reset")
        assert len(seen.page.evaluate("vbgraph.visible()")) == len(graph.nodes)
        numbers = seen.page.locator("#group-level small").all_inner_texts()
        assert sum(map(int, numbers)) == len(graph.nodes)


def test_none_then_one_leaves_only_that_type(show: Open) -> None:
    graph = make(100)
    with show(graph) as seen:
        seen.page.click("#group-type legend button >> nth=1")
        assert seen.page.evaluate("vbgraph.visible()") == []
        assert seen.page.is_visible("#empty")
        seen.page.check("#group-type label:has-text('Chỉ thị') input")

        assert set(seen.page.evaluate("vbgraph.visible()")) == {
            n.id for n in graph.nodes if n.type == "Chỉ thị"
        }


def test_the_years_narrow_the_map(show: Open) -> None:
    graph = make(100)
    with show(graph) as seen:
        seen.page.evaluate(
            "() => { const r = document.getElementById('year-from'); r.value = 2020; r.dispatchEvent(new Event('input')); }"
        )
        seen.page.uncheck("#year-undated")

        assert set(seen.page.evaluate("vbgraph.visible()")) == {
            n.id for n in graph.nodes if (n.date or "")[:4] >= "2020"
        }


def test_filters_hide_related_documents_but_do_not_change_the_counts(show: Open) -> None:
    with show(two_provinces()) as seen:
        seen.page.evaluate("vbgraph.select('ct-42-tu.hung-yen')")
        seen.page.uncheck("#group-held label:has-text('Chưa có văn bản') input")

        assert counts(seen.page) == (1, 1)
        assert "đang bị bộ lọc ẩn" in seen.page.inner_text("#panel")


def test_the_state_comes_back_from_the_address(show: Open) -> None:
    graph = make(80)
    with show(graph) as seen:
        page = seen.page
        page.evaluate("id => vbgraph.select(id)", graph.nodes[30].id)
        page.click("#views [data-view=time]")
        page.uncheck("#group-relation label:has-text('Viện dẫn') input")
        page.uncheck("#group-level label:has-text('Cấp xã') input")
        page.select_option("#follow", "all")
        anchor = page.evaluate("location.hash")
        told = "[vbgraph.selected, vbgraph.visible(), vbgraph.upstream(), document.querySelector('[aria-pressed=true]').dataset.view]"
        before = page.evaluate(told)
    with show(graph, anchor=anchor) as again:
        assert again.page.evaluate(told) == before
        assert again.page.evaluate("location.hash") == anchor


def test_a_strange_address_opens_the_plain_map(show: Open) -> None:
    with show(
        make(30), anchor="#id=__proto__&view=constructor&follow=toString&no-level=x&years=a-b&%E0%A4%A"
    ) as seen:
        assert seen.page.evaluate(
            "[vbgraph.selected, vbgraph.visible().length, document.querySelector('[aria-pressed=true]').dataset.view]"
        ) == [None, 30, "level"]
        assert seen.complaints == []


def test_the_page_opens_with_the_root_selected(browser: Browser, tmp_path: Path) -> None:
    graph = make(30)
    write_map(tmp_path / "m.html", render(graph, title="x", selected=graph.nodes[12].id))
    with opened(browser, tmp_path / "m.html") as seen:
        assert seen.page.evaluate("vbgraph.selected") == graph.nodes[12].id


def test_the_view_around_a_document_shows_its_steps_only(show: Open) -> None:
    graph = make(120)
    root = graph.nodes[20].id
    with show(graph) as seen:
        seen.page.evaluate("id => vbgraph.select(id)", root)
        seen.page.click("#views [data-view=focus]")
        seen.page.select_option("#focus-depth", "0")
        both = {root} | reach(graph, root, up=True) | reach(graph, root, up=False)
        assert set(seen.page.evaluate("vbgraph.visible()")) == both

        seen.page.select_option("#focus-direction", "up")
        assert set(seen.page.evaluate("vbgraph.visible()")) == {root} | reach(graph, root, up=True)

        seen.page.click("#focus-leave")
        assert len(seen.page.evaluate("vbgraph.visible()")) == len(graph.nodes)


def test_the_table_lists_the_selection_with_its_edges(show: Open) -> None:
    with show(two_provinces()) as seen:
        seen.page.evaluate("vbgraph.select('ct-42-tu.hung-yen')")
        seen.page.click("#views [data-view=table]")
        tables = seen.page.locator("#table table")

        assert tables.nth(0).locator("tbody tr").count() == 3
        assert tables.nth(1).locator("tbody tr").count() == 2
        assert "21-KL/TW" in seen.page.inner_text("#table")


def test_everything_goes_by_keyboard(show: Open) -> None:
    with show(two_provinces()) as seen:
        page = seen.page
        page.keyboard.press("/")
        page.keyboard.type("05-kh")
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowUp")
        assert page.evaluate("vbgraph.selected") == "ct-42-tu.hung-yen"
        page.keyboard.press("ArrowUp")
        assert page.evaluate("vbgraph.selected") == "kl-21-tw"
        page.keyboard.press("ArrowDown")
        assert page.evaluate("vbgraph.selected") == "ct-42-tu.hung-yen"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "panel"
        page.keyboard.press("Escape")
        assert page.evaluate("vbgraph.selected") is None


def test_a_selection_is_announced(show: Open) -> None:
    with show(two_provinces(), lang="en") as seen:
        seen.page.evaluate("vbgraph.select('ct-42-tu.hung-yen')")

        assert seen.page.inner_text("#live") == "42-CT/TU: 1 upstream, 1 downstream"


def test_light_and_dark_follow_the_system_and_the_button(show: Open) -> None:
    with show(make(20), scheme="dark") as seen:
        theme = "document.documentElement.dataset.theme"
        assert seen.page.evaluate(theme) == "dark"
        seen.page.click("#theme")
        assert seen.page.evaluate(theme) == "light"


def test_every_control_has_a_name(show: Open) -> None:
    nameless = """() => [...document.querySelectorAll("button, input, select, [role]")].filter((e) =>
        !(e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.length || e.title || e.getAttribute("aria-live"))).map((e) => e.outerHTML)"""
    with show(make(60)) as seen:
        seen.page.evaluate("vbgraph.select(vbgraph.visible()[20])")

        assert seen.page.evaluate(nameless) == []


@pytest.mark.parametrize("size", [(360, 740), (390, 844), (720, 450)])
def test_a_small_screen_needs_no_sideways_scrolling_and_shows_panel_and_legend(
    show: Open, size: tuple[int, int]
) -> None:
    with show(make(60), size=size) as seen:
        page = seen.page
        assert page.is_hidden("#legend")
        page.click("#legend-toggle")
        assert page.is_visible("#group-level")
        page.click("#legend-toggle")
        page.evaluate("vbgraph.select(vbgraph.visible()[20])")

        assert page.is_visible("#panel-close")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_hostile_text_is_text_in_every_field(browser: Browser, tmp_path: Path) -> None:
    bad: list[str] = []
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.add_init_script("window.boom = () => { window.boomed = true; }")
    requests: list[str] = []
    page.on("request", lambda r: requests.append(r.url))
    for n, payload in enumerate(PAYLOADS):
        path = tmp_path / f"{n}.html"
        write_map(path, render(hostile(payload), title=payload, note=payload))
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-state=ready]", state="attached")
        page.evaluate("""() => {
            for (const id of vbgraph.visible()) vbgraph.select(id);
            const q = document.getElementById("q"); q.value = "boom"; q.dispatchEvent(new Event("input"));
            for (const view of ["focus", "time", "table"]) document.querySelector(`[data-view=${view}]`).click();
            document.querySelector("[data-view=level]").click();
            vbgraph.select(vbgraph.visible()[0]);
        }""")
        page.mouse.move(600, 400)
        added = "document.querySelectorAll('#panel :is(img,script,iframe,svg script,a,form,base,link,meta,style,object,embed,video,math), h1 *:not(bdi), #hits img').length"
        if page.evaluate("window.boomed === true") or page.evaluate(added):
            bad.append(payload)
    context.close()

    assert bad == []
    assert all(u.startswith("file:") for u in requests) and len(requests) == len(PAYLOADS)


def test_a_payload_is_shown_as_it_is_written(show: Open) -> None:
    with show(hostile("<img src=x onerror=boom()>")) as seen:
        seen.page.evaluate("vbgraph.select(vbgraph.visible()[0])")

        assert "<img src=x onerror=boom()>" in seen.page.inner_text("#panel")


def test_an_empty_map_says_that_it_is_empty(show: Open) -> None:
    with show(Graph()) as seen:
        assert seen.page.is_visible("#empty") and seen.complaints == []


def test_the_table_can_be_saved_as_csv_that_runs_no_formula(show: Open, tmp_path: Path) -> None:
    with show(Graph((Node("x", code="=1+1", level="central", held=True),))) as seen:
        seen.page.click("#more")
        with seen.page.expect_download() as waiting:
            seen.page.click("#csv")
        waiting.value.save_as(tmp_path / "t.csv")

    text = (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    assert '"\'=1+1"' in text


def test_the_picture_can_be_saved(show: Open, tmp_path: Path) -> None:
    with show(make(20)) as seen:
        seen.page.click("#more")
        with seen.page.expect_download() as waiting:
            seen.page.click("#png")
        waiting.value.save_as(tmp_path / "m.png")

    assert (tmp_path / "m.png").read_bytes().startswith(b"\x89PNG")


def test_two_thousand_documents_open_and_answer(show: Open) -> None:
    graph = make(2000)
    with show(graph) as seen:
        worst = seen.page.evaluate(
            "() => { const t = performance.now(); vbgraph.search('ke hoach hung yen'); return performance.now() - t; }"
        )
        seen.page.evaluate("id => vbgraph.select(id)", graph.nodes[5].id)

        assert counts(seen.page) == (
            len(reach(graph, graph.nodes[5].id, up=True)),
            len(reach(graph, graph.nodes[5].id, up=False)),
        )
        assert worst < 1000
        assert (
            json.loads(
                seen.page.inner_text("#data")
                or seen.page.evaluate("document.getElementById('data').textContent")
            )["v"]
            == 1
        )


def test_a_click_on_a_line_shows_the_sentence_behind_it(show: Open) -> None:
    nodes = (
        Node("a", code="01-CT/TU", level="province", held=True),
        Node("b", code="02-KL/TW", level="central"),
    )
    proof = Evidence("f.txt", "a", 0, 9, "Thực hiện Kết luận số 02-KL/TW", "cue")
    with show(Graph(nodes, (Edge("a", "b", "implements", (), 0.6, 1, (proof,)),))) as seen:
        page = seen.page
        box = page.locator("#map").bounding_box()
        assert box
        for y in range(int(box["height"]) - 80, 60, -8):
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + y)
            page.wait_for_timeout(20)
            if page.evaluate("vbgraph.selected === null && !document.getElementById('panel').hidden"):
                break

        panel = page.inner_text("#panel")
        assert all(w in panel for w in ("01-CT/TU", "Thực hiện", "02-KL/TW", "độ tin cậy 60 %", "f.txt"))


def test_a_doubt_is_said_in_words(show: Open) -> None:
    with show(make(60)) as seen:
        seen.page.evaluate("vbgraph.select(vbgraph.visible()[7])")

        assert "Các văn bản nêu khác nhau: ngày (2012 / 2022)" in seen.page.inner_text("#panel")
