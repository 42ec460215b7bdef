// The search box with its list of results, as a combobox: arrows choose, Enter flies there, Esc clears.
let hits = [], current = -1;

function showHits() {
  hits = search($("q").value);
  current = hits.length ? 0 : -1;
  const list = $("hits"), top = hits.slice(0, 50), asked = $("q").value.trim() !== "";
  list.replaceChildren(...top.map((i, k) => {
    const row = el("li", { role: "option", id: "hit-" + k, "aria-selected": String(k === 0) }, [type(i), code(i)].filter(Boolean).join(" "),
      el("small", {}, [issuer(i) || locality(i), date(D.nodes.date[i]), D.nodes.title[i]].filter(Boolean).join(" · ")));
    row.addEventListener("mousedown", (event) => { event.preventDefault(); takeHit(k); });
    return row;
  }));
  if (asked && !hits.length) list.append(el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("search.none")));
  if (hits.length > top.length) list.append(el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("search.more", { n: hits.length - top.length })));
  openHits(asked);
  if (asked) announce(hits.length ? t("search.found", { n: hits.length }) : t("search.none"));
}

function openHits(open) {
  $("hits").hidden = !open;
  $("q").setAttribute("aria-expanded", String(open));
  $("q").setAttribute("aria-activedescendant", open && current >= 0 ? "hit-" + current : "");
}

function takeHit(k) {
  openHits(false);
  $("map").focus({ preventScroll: true });
  const i = hits[k];
  if (!passes[i]) { clearFilters(); applyFilters(view === "focus" ? focus.members : null); showLegend(); }
  choose(i, { fly: true });
}

function stepHit(step) {
  const last = Math.min(hits.length, 50) - 1;
  if (last < 0) return;
  $("hit-" + current)?.setAttribute("aria-selected", "false");
  current = Math.max(0, Math.min(last, current + step));
  $("hit-" + current).setAttribute("aria-selected", "true");
  $("hit-" + current).scrollIntoView({ block: "nearest" });
  openHits(true);
}

$("q").addEventListener("input", showHits);
$("q").addEventListener("focus", () => { if ($("q").value) showHits(); });
$("q").addEventListener("blur", () => openHits(false));
$("q").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") stepHit(event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "Enter" && current >= 0) takeHit(current);
  else if (event.key === "Escape") { $("q").value = ""; openHits(false); $("map").focus(); }
  else return;
  event.preventDefault();
});
