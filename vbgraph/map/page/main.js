// Puts the rooms together: choosing, filtering, switching views, the search box, and the object other pages may use.
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
/** Says that the map stands: after the first frame that shows it, with the moment for those who measure. */
function ready() {
  performance.mark("vbgraph-ready");
  document.documentElement.dataset.state = "ready";
}
net.once("afterDrawing", () => requestAnimationFrame(ready));
start();
