// The same selection as tables: for screen readers, for print, and for people who prefer tables.
const ROWS = 500;

/** The documents the table is about: the selection with all it reaches, else everything that is shown. */
function tableDocuments() {
  return picked >= 0 ? lit().filter((i) => passes[i]) : [...Array(N).keys()].filter((i) => shown[i]);
}

function tableEdges(ids) {
  const set = new Set(ids);
  return shownEdges.filter((k) => set.has(S[k]) && set.has(T[k]) && (picked < 0 || FOLLOW[followed].has(REL[k]))).sort((a, b) => a - b);
}

function role(i) {
  if (picked < 0) return "";
  if (i === picked) return t("side.self");
  if (up.has(i) && down.has(i)) return t("side.both");
  return up.has(i) ? t("upstream") : t("downstream");
}

function showTable() {
  const box = $("table");
  box.hidden = view !== "table";
  if (box.hidden) return box.replaceChildren();
  const ids = tableDocuments(), edges = tableEdges(ids);
  const documents = ids.slice(0, ROWS).map((i) => [goTo(i, code(i)), type(i), D.nodes.title[i], issuer(i) || locality(i), date(D.nodes.date[i]), heldWord(i), D.nodes.status[i] ? statusWord(i) : "", role(i)]);
  const relations = edges.slice(0, ROWS).map((k) => [goTo(S[k], code(S[k])), relation(REL[k]), goTo(T[k], code(T[k])), (D.edges.evidence[k][0] || [])[1] || ""]);
  const heads = ["field.code", "field.type", "field.title", "field.issuer", "field.date", "field.held", "field.status", "field.side"];
  box.replaceChildren(
    el("p", {}, picked >= 0 ? t("table.selection", { label: code(picked) }) : t("table.all")),
    grid("table.documents", ids.length, heads, documents),
    grid("table.edges", edges.length, ["field.from", "field.relation", "field.to", "field.evidence"], relations),
  );
  return undefined;
}

/** How a cell takes its room: short ones stay on one line, long ones get a width that reads well. */
function measureOf(cell) {
  if (typeof cell !== "string") return "";
  return cell.length <= 20 ? "short" : cell.length > 40 ? "long" : "";
}

function grid(title, size, heads, rows) {
  const table = el("table", {}, el("caption", {}, t(title, { n: size })),
    el("thead", {}, el("tr", {}, ...heads.map((key) => el("th", { scope: "col" }, t(key))))),
    el("tbody", {}, ...rows.map((cells) => el("tr", {}, ...cells.map((cell) => el("td", { className: measureOf(cell) }, cell))))));
  return el("div", {}, table, size > rows.length ? el("p", { className: "quiet" }, t("table.capped", { n: rows.length, all: size })) : null);
}
