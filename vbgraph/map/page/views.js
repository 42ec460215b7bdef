// The views: bands by level, time by level, the surroundings of one document, the table; and the way between them.
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
