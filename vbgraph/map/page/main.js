// Puts the rooms together: choosing, filtering, switching views, the search box, and the object other pages may use.
let hits = [], current = -1;

function report() {
  const parts = [t("stat", { n: N, e: E })];
  if (shownCount < N) parts.push(t("stat.shown", { n: shownCount, all: N }));
  if (picked >= 0) parts.push(t("selected", { label: code(picked), up: up.size, down: down.size }));
  $("status").textContent = parts.join(" · ");
  $("empty").hidden = shownCount > 0;
  $("empty").textContent = t(N ? "nothing" : "empty");
}

/** Selects a document (or none with -1): light, panel, table, address. */
function choose(i, { fly = false, back = false } = {}) {
  if (picked >= 0 && !back && i !== picked) trail.push(picked);
  if (i < 0) trail.length = 0;
  picked = i;
  light();
  if (view === "focus" && i >= 0) return setView("focus");
  if (view === "focus") return setView("level");
  refresh();
  announce(i < 0 ? t("cleared") : t("selected", { label: code(i), up: up.size, down: down.size }));
  if (fly && i >= 0 && view !== "table") flyTo(i);
  return undefined;
}

function refresh() {
  showPanel();
  showTable();
  report();
  writeState();
  redraw();
}

function follow(key) {
  followed = key;
  light();
  if (view === "focus") setView("focus");
  else refresh();
  $("follow")?.focus();
}

function refilter() {
  applyFilters(view === "focus" ? focus.members : null);
  refresh();
  announce(t("stat.shown", { n: shownCount, all: N }));
}

function bandsOf(name) {
  if (name === "focus") {
    return focus.bands.map(([step, top, bottom]) => [step > 0 ? ink().up : step < 0 ? ink().down : ink().mute,
      step === 0 ? code(focus.root) : `${t(step > 0 ? "upstream" : "downstream")} ${Math.abs(step)}`, top, bottom]);
  }
  return D.views[name === "time" ? 1 : 0].bands.map(([band, top, bottom]) => [levelColour(band), t("level." + D.bands[band]), top, bottom]);
}

/** Takes the places of a view into X and Y. */
function take(name) {
  const source = name === "focus" ? focus : D.views[name === "time" ? 1 : 0];
  for (let i = 0; i < N; i++) [X[i], Y[i]] = [source.x[i], source.y[i]];
  bandRows = bandsOf(name);
  bandGap = name === "focus" ? 58 : D.views[name === "time" ? 1 : 0].gap;
  yearTicks = name === "time" ? D.views[1].ticks : [];
  const rows = bandRows.length ? bandRows : [["", "", 0, 0]];
  const ids = shownIds(), box = bounds(ids.length ? ids : []);
  Object.assign(extent, { left: box.left, right: box.right, top: rows[0][2], bottom: rows.at(-1)[3] });
}

let laid = "";
function setView(name, animate = true) {
  if (name === "focus" && picked < 0) {
    announce(t("focus.need"));
    $("status").textContent = t("focus.need");
    return;
  }
  view = name;
  for (const button of $("views").children) button.setAttribute("aria-pressed", String(button.dataset.view === name));
  if (name === "focus") layFocus(picked, FOLLOW[followed]);
  if (name !== "table") {
    applyFilters(name === "focus" ? focus.members : null);
    if (name !== laid || name === "focus") move(name, animate);
    laid = name;
  } else if (laid === "focus") applyFilters(null);
  focusBar();
  refresh();
  if (name === "table") $("table").focus();
}

/** Lets every document walk to its new place so that the eye can follow; large maps jump. */
function move(name, animate) {
  const fromX = X.slice(), fromY = Y.slice();
  take(name);
  if (!animate || still.matches || N > 3000 || laid === "" || laid === "focus") {
    fitAll(false);
    place();
    return;
  }
  const toX = X.slice(), toY = Y.slice(), began = performance.now();
  const from = { position: net.getViewPosition(), scale: net.getScale() }, to = target(shownIds().length ? shownIds() : [0]);
  const step = (now) => {
    const part = Math.min(1, (now - began) / 420), ease = part * part * (3 - 2 * part);
    for (let i = 0; i < N; i++) {
      X[i] = fromX[i] + (toX[i] - fromX[i]) * ease;
      Y[i] = fromY[i] + (toY[i] - fromY[i]) * ease;
    }
    const mix = (a, b) => a + (b - a) * ease;
    net.moveTo({ position: { x: mix(from.position.x, to.position.x), y: mix(from.position.y, to.position.y) }, scale: mix(from.scale, to.scale), animation: false });
    place();
    if (part < 1 && laid === name) requestAnimationFrame(step);
  };
  laid = name;
  requestAnimationFrame(step);
}

function focusBar() {
  const bar = $("focus-bar");
  bar.hidden = view !== "focus";
  if (bar.hidden) return;
  const pick = (key, values, value, run) => el("label", {}, t("focus." + key) + " ", el("select", { id: "focus-" + key, on: { change: (event) => run(event.target.value) } },
    ...values.map(([id, text]) => el("option", { value: id, selected: String(id) === String(value) }, text))));
  const depths = [1, 2, 3, 4].map((n) => [n, String(n)]).concat([[0, t("focus.depth.all")]]);
  const again = (key) => (value) => { focus[key] = key === "depth" ? Number(value) : value; setView("focus"); $("focus-" + key).focus(); };
  bar.replaceChildren(pick("depth", depths, focus.depth, again("depth")),
    pick("direction", [["both", t("focus.both")], ["up", t("upstream")], ["down", t("downstream")]], focus.direction, again("direction")),
    action("focus.leave", () => setView("level"), "focus-leave"));
}

// --- the search box -------------------------------------------------------------------------------------------------
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

// --- the mouse ------------------------------------------------------------------------------------------------------
net.on("click", ({ pointer }) => {
  const i = documentAt(pointer.canvas.x, pointer.canvas.y);
  choose(i);
});
net.on("doubleClick", ({ pointer }) => {
  const i = documentAt(pointer.canvas.x, pointer.canvas.y);
  if (i >= 0) flyTo(i);
});
let hover = null;
$("map").addEventListener("mousemove", (event) => {
  cancelAnimationFrame(hover);
  hover = requestAnimationFrame(() => showTip(event.clientX, event.clientY));
});
for (const event of ["mouseleave", "mousedown", "wheel"]) $("map").addEventListener(event, () => { cancelAnimationFrame(hover); $("tip").hidden = true; }, { passive: true });

function showTip(clientX, clientY) {
  const box = $("map").getBoundingClientRect(), tip = $("tip");
  const place = net.DOMtoCanvas({ x: clientX - box.left, y: clientY - box.top });
  const i = documentAt(place.x, place.y), k = i < 0 && picked < 0 ? edgeAt(place.x, place.y) : -1;
  tip.hidden = i < 0 && k < 0;
  $("map").style.cursor = i >= 0 ? "pointer" : "";
  if (tip.hidden) return;
  if (i >= 0) tip.textContent = `${oneLine(i)} — ${t("hover.counts", { up: out[i].filter((e) => FOLLOW.sources.has(REL[e])).length, down: into[i].filter((e) => FOLLOW.sources.has(REL[e])).length })}`;
  else tip.textContent = `${code(S[k])} — ${relation(REL[k])} → ${code(T[k])}`;
  tip.style.left = Math.max(4, Math.min(clientX - box.left + 12, box.width - tip.offsetWidth - 8)) + "px";
  tip.style.top = Math.min(clientY - box.top + 16, box.height - tip.offsetHeight - 8) + "px";
}

// --- buttons --------------------------------------------------------------------------------------------------------
function toggleMenu(open = $("menu").hidden) {
  $("menu").hidden = !open;
  $("more").setAttribute("aria-expanded", String(open));
}

function toggleLegend(open = $("legend").hidden) {
  $("legend").hidden = !open;
  $("legend-toggle").setAttribute("aria-expanded", String(open));
}

function applyTheme(value) {
  setTheme(value);
  bandRows = bandsOf(laid || "level");
  showLegend();
  showPanel();
  redraw();
}

for (const button of $("views").children) button.addEventListener("click", () => setView(button.dataset.view));
$("fit").addEventListener("click", () => fitAll());
$("zoom-in").addEventListener("click", () => zoom(1.3));
$("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
$("theme").addEventListener("click", () => applyTheme(dark ? "light" : "dark"));
$("legend-toggle").addEventListener("click", () => toggleLegend());
$("more").addEventListener("click", () => toggleMenu());
document.addEventListener("click", (event) => { if (!event.target.closest(".tools")) toggleMenu(false); });
for (const [id, run] of Object.entries({ link: copyLink, png: savePicture, csv: saveTable, print: () => window.print(), help: () => $("about").showModal() })) {
  $(id).addEventListener("click", () => { toggleMenu(false); run(); });
}
$("about-close").addEventListener("click", () => $("about").close());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => applyTheme(event.matches ? "dark" : "light"));
let before = null;
addEventListener("beforeprint", () => { before = dark; if (dark) applyTheme("light"); });
addEventListener("afterprint", () => { if (before) applyTheme("dark"); });
addEventListener("hashchange", start);

function start() {
  readState();
  light();
  showLegend();
  const name = view;
  if (name === "table" && laid === "") setView("level", false);
  setView(name, false);
  if (picked >= 0 && name !== "table" && name !== "focus" && N > 60) flyTo(picked);
}

Object.defineProperty(window, "vbgraph", {
  value: Object.freeze({
    nodes: N,
    edges: E,
    get selected() { return picked < 0 ? null : D.nodes.id[picked]; },
    select(id) { choose(byId.has(id) ? byId.get(id) : -1, { fly: true }); return this.selected; },
    search: (words) => search(String(words)).map((i) => D.nodes.id[i]),
    visible: () => [...shown.keys()].filter((i) => shown[i]).map((i) => D.nodes.id[i]),
    upstream: () => [...up.keys()].map((i) => D.nodes.id[i]),
    downstream: () => [...down.keys()].map((i) => D.nodes.id[i]),
  }),
});

setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
toggleLegend(innerWidth > 1000);
net.once("afterDrawing", () => requestAnimationFrame(() => { document.documentElement.dataset.state = "ready"; }));
start();
