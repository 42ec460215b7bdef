// What passes the filters. Each group keeps the values that are switched off, so that nothing off means everything.
const GROUPS = {
  level: { values: D.bands.map((band) => t("level." + band)), names: D.bands, of: D.nodes.band },
  held: { values: D.held.map((word) => t("held." + word)), names: D.held, of: D.nodes.held },
  status: { values: D.statuses.map((word) => t("status." + word)), names: D.statuses, of: D.nodes.status },
  type: { values: D.nodes.types, names: D.nodes.types, of: D.nodes.type },
  locality: { values: D.nodes.localities, names: D.nodes.localities, of: D.nodes.locality },
  issuer: { values: D.nodes.issuers, names: D.nodes.issuers, of: D.nodes.issuer },
};
for (const group of Object.values(GROUPS)) {
  group.off = new Set();
  group.counts = new Uint32Array(group.values.length);
  for (const value of group.of) group.counts[value]++;
}
const RELATIONS = { values: D.relations.map((_, r) => relation(r)), names: D.relations, off: new Set(), counts: new Uint32Array(D.relations.length) };
for (const r of REL) RELATIONS.counts[r]++;

const years = D.nodes.year.filter((year) => year !== null);
const FIRST_YEAR = years.length ? years.reduce((a, b) => Math.min(a, b)) : 0;
const LAST_YEAR = years.length ? years.reduce((a, b) => Math.max(a, b)) : 0;
const span = { from: FIRST_YEAR, to: LAST_YEAR, undated: true };

/** 1 for each document that passes the filters, and for each that is drawn in the present view. */
const passes = new Uint8Array(N).fill(1);
const shown = new Uint8Array(N).fill(1);
let shownCount = N;
let shownEdges = [];

function inYears(year) {
  return year === null ? span.undated : year >= span.from && year <= span.to;
}

/** Works out anew what passes; `subset`, if given, is the set of documents the view is about. */
function applyFilters(subset) {
  const active = Object.values(GROUPS).filter((group) => group.off.size);
  shownCount = 0;
  for (let i = 0; i < N; i++) {
    passes[i] = inYears(D.nodes.year[i]) && active.every((group) => !group.off.has(group.of[i])) ? 1 : 0;
    shown[i] = passes[i] && (subset === null || subset.has(i)) ? 1 : 0;
    shownCount += shown[i];
  }
  shownEdges = [];
  for (let k = 0; k < E; k++) if (shown[S[k]] && shown[T[k]] && !RELATIONS.off.has(REL[k])) shownEdges.push(k);
  shownEdges.sort((a, b) => REL[b] - REL[a] || a - b);
}

function filtered() {
  const groups = [...Object.values(GROUPS), RELATIONS];
  return groups.some((group) => group.off.size) || span.from !== FIRST_YEAR || span.to !== LAST_YEAR || !span.undated;
}

function clearFilters() {
  for (const group of [...Object.values(GROUPS), RELATIONS]) group.off.clear();
  Object.assign(span, { from: FIRST_YEAR, to: LAST_YEAR, undated: true });
}
