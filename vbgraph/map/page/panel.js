// The panel: the card of the selected document, its neighbours by relation, and the sentences that prove them.
const trail = [];
const PAGE = 40;

function showPanel() {
  const panel = $("panel");
  panel.hidden = picked < 0;
  panel.replaceChildren();
  if (picked < 0) return;
  const i = picked;
  panel.append(
    panelTools(),
    el("h2", { id: "panel-title" }, [type(i), code(i)].filter(Boolean).join(" ")),
    D.nodes.title[i] && D.nodes.title[i] !== code(i) ? el("p", { className: "title" }, D.nodes.title[i]) : null,
    counts(),
    followChoice(),
    card(i),
  );
  if (D.nodes.held[i] === MISSING) panel.append(el("p", { className: "warn" }, t("missing.note")));
  panel.append(el("div", { className: "panel-tools" }, action("focus", () => setView("focus"))));
  side(panel, out[i], T, relation, "neighbours.out");
  side(panel, into[i], S, incoming, "neighbours.in");
  if (!out[i].length && !into[i].length) panel.append(el("p", { className: "quiet" }, t("neighbours.none")));
  panel.scrollTop = 0;
}

function action(key, run, id) {
  return el("button", { type: "button", ...(id ? { id } : {}), on: { click: run } }, t(key));
}

function panelTools() {
  const back = action("back", goBack, "panel-back");
  back.disabled = !trail.length;
  return el("div", { className: "panel-tools" }, back, action("fit.selection", () => fit(lit().filter((i) => shown[i]))), el("span"), action("close", () => choose(-1), "panel-close"));
}

function goBack() {
  if (trail.length) choose(trail.pop(), { fly: true, back: true });
}

function counts() {
  const box = (side, size) => el("div", { className: side, title: t(side === "up" ? "upstream.help" : "downstream.help") },
    el("b", { id: "count-" + side }, number.format(size)), el("small", {}, t(side === "up" ? "upstream" : "downstream")));
  const hidden = lit().filter((i) => !passes[i]).length;
  return el("div", {}, el("div", { className: "counts" }, box("up", up.size), box("down", down.size)),
    hidden ? el("p", { className: "quiet" }, t("hidden", { n: hidden })) : null);
}

function followChoice() {
  const select = el("select", { id: "follow", on: { change: (event) => follow(event.target.value) } },
    ...Object.keys(FOLLOW).map((key) => el("option", { value: key, selected: key === followed }, t("follow." + key))));
  return el("label", { className: "choice" }, t("follow"), select);
}

function card(i) {
  const extra = more(i), rows = [
    ["field.issuer", issuer(i)], ["field.locality", locality(i)], ["field.date", date(D.nodes.date[i])], ["field.level", level(i)],
    ["field.held", heldWord(i)], ["field.status", D.nodes.status[i] ? statusWord(i) : ""], ["field.term", extra.term],
    ["field.secrecy", extra.secrecy], ["field.names", (extra.names || []).join("; ")],
    ["field.files", (extra.files || []).map((f) => D.files[f]).join("\n")], ["field.flags", (extra.flags || []).map(doubt).join("\n")], ["field.id", D.nodes.id[i]],
  ];
  const list = el("dl", { className: "card" });
  for (const [key, value] of rows) {
    if (value) list.append(el("dt", {}, t(key)), el("dd", { className: key === "field.flags" ? "warn" : "" }, ...lines(value)));
  }
  return list;
}

/** A doubt in words: what kind, about which field, and the values that compete. */
function doubt([kind, field = "", ...values]) {
  const known = (key, word) => (Object.hasOwn(D.words, key + word) ? t(key + word) : word);
  const about = [known("doubt.", kind), field ? known("field.", field).toLowerCase() : ""].filter(Boolean).join(": ");
  const shownValues = values.map((value) => (field === "date" ? date(value) : value)).join(" / ");
  return shownValues ? `${about} (${shownValues})` : about;
}

function lines(text) {
  return text.split("\n").flatMap((line, k) => (k ? [el("br"), line] : [line]));
}

/** One side of the neighbours, grouped by relation in the order of the legend. */
function side(panel, links, ends, wording, heading) {
  if (!links.length) return;
  panel.append(el("h3", {}, `${t(heading)} (${number.format(links.length)})`));
  for (const r of D.relations.keys()) {
    const edges = links.filter((k) => REL[k] === r);
    if (!edges.length) continue;
    panel.append(el("h4", {}, lineSwatch(r), `${wording(r)} (${number.format(edges.length)})`));
    edges.sort((a, b) => degree[ends[b]] - degree[ends[a]] || a - b);
    appendSome(panel, edges.map((k) => () => neighbour(k, ends[k])));
  }
}

/** Appends the first rows now and the others when asked for. */
function appendSome(parent, makers) {
  parent.append(...makers.slice(0, PAGE).map((make) => make()));
  if (makers.length <= PAGE) return;
  const button = action("show.all", () => button.replaceWith(...makers.slice(PAGE).map((make) => make())));
  button.textContent = t("show.all", { n: makers.length });
  parent.append(button);
}

/** One edge on its own: who acts on whom, how, and every sentence that says so. */
function showEdge(k) {
  const panel = $("panel");
  const name = (i) => [type(i), code(i)].filter(Boolean).join(" ");
  panel.hidden = false;
  panel.replaceChildren(
    el("div", { className: "panel-tools" }, el("span"), action("close", () => choose(-1), "panel-close")),
    el("h2", { id: "panel-title" }, t("edge")),
    el("p", {}, goTo(S[k], name(S[k])), el("br"), lineSwatch(REL[k]), ` ${relation(REL[k])} `, el("br"), goTo(T[k], name(T[k]))),
    el("p", { className: "quiet" }, edgeDoubts(k).join(" · ")),
    ...evidence(k),
  );
  announce(`${name(S[k])} — ${relation(REL[k])} → ${name(T[k])}`);
}

/** What limits an edge: the provisions it is about, and how sure it is when that is worth saying. */
function edgeDoubts(k) {
  const doubts = [];
  if (D.edges.partly[k]) doubts.push(t("partly", { text: D.edges.partly[k] }));
  if (D.edges.c[k] < 0.8) doubts.push(t("confidence", { n: Math.round(D.edges.c[k] * 100) }));
  return doubts;
}

function goTo(i, text) {
  return el("button", { type: "button", className: "link", title: oneLine(i), on: { click: () => choose(i, { fly: true }) } }, text);
}

function neighbour(k, i) {
  const said = [issuer(i) || locality(i), date(D.nodes.date[i]), D.nodes.held[i] === MISSING ? heldWord(i) : ""].filter(Boolean).join(" · ");
  const doubts = edgeDoubts(k);
  return el("div", { className: "neighbour" },
    el("p", {}, goTo(i, [type(i), code(i)].filter(Boolean).join(" ")), " ", el("small", { className: "quiet" }, said)),
    doubts.length ? el("p", { className: "quiet" }, doubts.join(" · ")) : null,
    ...evidence(k));
}

/** The sentences that prove an edge, the citation marked in each. */
function evidence(k) {
  const proofs = D.edges.evidence[k];
  const quotes = proofs.map(([file, quote = "", start = 0, end = 0, by = -1]) => {
    const where = [t("evidence.in", { file: D.files[file] }), by >= 0 ? t("evidence.by", { doc: code(by) }) : ""].filter(Boolean).join(", ");
    if (!quote) return el("p", { className: "quiet" }, where);
    const marked = end > start ? [quote.slice(0, start), el("mark", {}, quote.slice(start, end)), quote.slice(end)] : [quote];
    return el("blockquote", {}, ...marked, el("footer", {}, where));
  });
  const rest = D.edges.n[k] - proofs.length;
  if (rest > 0 && proofs.length) quotes.push(el("p", { className: "quiet" }, t("evidence.more", { n: rest })));
  return quotes;
}
