// Everything by keyboard: / searches, arrows follow relations, Enter opens, Esc goes back step by step.
function neighbourOf(i, links, ends) {
  const near = links[i].filter((k) => shown[ends[k]] && FOLLOW[followed].has(REL[k])).map((k) => ends[k]);
  const any = near.length ? near : links[i].map((k) => ends[k]).filter((j) => shown[j]);
  return any.sort((a, b) => Math.abs(X[a] - X[i]) - Math.abs(X[b] - X[i]) || a - b)[0] ?? -1;
}

/** The next document on the same level to the right (`step` 1) or left (-1). */
function beside(i, step) {
  const row = shownIds().filter((j) => D.nodes.band[j] === D.nodes.band[i]).sort((a, b) => X[a] - X[b] || Y[a] - Y[b] || a - b);
  return row[row.indexOf(i) + step] ?? -1;
}

function arrow(key) {
  if (picked < 0) return choose(shownIds()[0] ?? -1, { fly: true });
  const next = {
    ArrowUp: () => neighbourOf(picked, out, T),
    ArrowDown: () => neighbourOf(picked, into, S),
    ArrowLeft: () => beside(picked, -1),
    ArrowRight: () => beside(picked, 1),
  }[key]();
  if (next >= 0) choose(next, { fly: true });
  return undefined;
}

function escape() {
  if (!$("menu").hidden) return toggleMenu(false);
  if (view === "table" || view === "focus") return setView("level");
  if (picked >= 0) choose(-1);
  return undefined;
}

const KEYS = {
  "/": () => $("q").focus(),
  Escape: escape,
  "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fitAll(),
  1: () => setView("level"), 2: () => setView("time"), 3: () => setView("focus"), 4: () => setView("table"),
  "?": () => $("about").showModal(),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("about").open) return;
  const field = event.target.closest("input, select, textarea");
  if (field && event.key === "Escape" && field.id !== "q") field.blur();
  if (field) return;
  if (event.target === $("map") && event.key.startsWith("Arrow")) arrow(event.key);
  else if (event.target === $("map") && event.key === "Enter" && picked >= 0) $("panel").focus();
  else if (Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
  else return;
  event.preventDefault();
});
