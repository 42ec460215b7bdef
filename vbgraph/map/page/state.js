// What is being looked at stands in the address after the #, so that a link brings it back.
let view = "level";
const VIEWS = ["level", "time", "focus", "table"];

function writeState() {
  const state = new URLSearchParams();
  if (picked >= 0) state.set("id", D.nodes.id[picked]);
  if (view !== "level") state.set("view", view);
  if (view === "focus") state.set("around", `${focus.depth}.${focus.direction}`);
  if (followed !== "sources") state.set("follow", followed);
  for (const [key, group] of [...Object.entries(GROUPS), ["relation", RELATIONS]]) {
    if (group.off.size) state.set("no-" + key, [...group.off].map((v) => group.names[v]).join("|"));
  }
  if (span.from !== FIRST_YEAR || span.to !== LAST_YEAR) state.set("years", `${span.from}-${span.to}`);
  if (!span.undated) state.set("undated", "no");
  const text = state.toString();
  if (location.hash.slice(1) !== text) history.replaceState(null, "", "#" + text);
}

/** Takes the state out of the address; words it does not know are passed over. */
function readState() {
  const state = new URLSearchParams(location.hash.slice(1));
  clearFilters();
  for (const [key, group] of [...Object.entries(GROUPS), ["relation", RELATIONS]]) {
    const names = new Set((state.get("no-" + key) ?? "\u0000").split("|"));
    group.names.forEach((name, v) => { if (names.has(name)) group.off.add(v); });
  }
  const range = /^(\d{4})-(\d{4})$/.exec(state.get("years") || "");
  if (range) Object.assign(span, { from: Number(range[1]), to: Number(range[2]) });
  span.undated = state.get("undated") !== "no";
  followed = Object.hasOwn(FOLLOW, state.get("follow") || "") ? state.get("follow") : "sources";
  const around = /^(\d)\.(both|up|down)$/.exec(state.get("around") || "");
  if (around) Object.assign(focus, { depth: Number(around[1]), direction: around[2] });
  const id = state.get("id") ?? (location.hash.length > 1 ? "" : D.selected);
  picked = byId.has(id) ? byId.get(id) : -1;
  view = VIEWS.includes(state.get("view")) ? state.get("view") : "level";
  if (view === "focus" && picked < 0) view = "level";
}
