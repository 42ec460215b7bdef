// The legend: it explains colours, lines and outlines, counts, and is the filter.
const MANY = 12;

function showLegend() {
  const legend = $("legend"), scroll = legend.scrollTop;
  legend.replaceChildren(
    el("div", { className: "legend-tools" }, action("reset", () => { clearFilters(); refilter(); showLegend(); }, "reset")),
    groupBox("level", GROUPS.level, levelSwatch),
    groupBox("held", GROUPS.held, heldSwatch),
    groupBox("relation", RELATIONS, lineSwatch),
  );
  if (years.length && FIRST_YEAR < LAST_YEAR) legend.append(yearBox());
  legend.append(groupBox("status", GROUPS.status, statusSwatch), groupBox("type", GROUPS.type));
  if (GROUPS.locality.values.length > 1) legend.append(groupBox("locality", GROUPS.locality));
  legend.append(groupBox("issuer", GROUPS.issuer));
  legend.scrollTop = scroll;
}

/** One group of check boxes; long groups show the most frequent values and a field that narrows the list. */
function groupBox(key, group, picture = null) {
  const list = el("div");
  const present = [...group.values.keys()].filter((v) => group.counts[v]);
  if (!picture) present.sort((a, b) => group.counts[b] - group.counts[a] || a - b);
  const set = (off) => () => {
    group.off = new Set(off ? present : []);
    for (const box of list.querySelectorAll("input[type=checkbox]")) box.checked = !off;
    refilter();
  };
  const heading = el("legend", {}, el("span", {}, t("group." + key)));
  if (present.length > 1) {
    heading.append(el("button", { type: "button", className: "link", on: { click: set(false) }, "aria-label": `${t("all")}: ${t("group." + key)}` }, t("all")),
      el("button", { type: "button", className: "link", on: { click: set(true) }, "aria-label": `${t("none")}: ${t("group." + key)}` }, t("none")));
  }
  const fill = (values) => list.replaceChildren(...values.map((v) => choice(group, v, picture)));
  fill(picture ? present : present.slice(0, MANY));
  const box = el("fieldset", { id: "group-" + key }, heading, list);
  if (!picture && present.length > MANY) longList(box, list, group, present, fill, key);
  return box;
}

function longList(box, list, group, present, fill, key) {
  const narrow = el("input", { type: "search", className: "narrow", placeholder: t("narrow"), "aria-label": `${t("narrow")}: ${t("group." + key)}` });
  narrow.addEventListener("input", () => {
    const words = wordsOf(narrow.value);
    const kept = present.filter((v) => words.every((word) => (" " + wordsOf(group.values[v]).join(" ")).includes(" " + word)));
    fill(kept.slice(0, words.length ? 60 : MANY));
  });
  list.before(narrow);
  const button = action("show.all", () => { fill(present.slice(0, 400)); button.remove(); });
  button.className = "link";
  button.textContent = t("show.all", { n: present.length });
  box.append(button);
}

function choice(group, v, picture) {
  const box = el("input", { type: "checkbox", checked: !group.off.has(v) });
  box.addEventListener("change", () => {
    if (box.checked) group.off.delete(v);
    else group.off.add(v);
    refilter();
  });
  return el("label", { className: "choice" }, box, picture ? picture(v) : null, el("span", {}, group.values[v] || t("unknown")), el("small", {}, number.format(group.counts[v])));
}

function yearBox() {
  const box = el("fieldset", { id: "group-year" }, el("legend", {}, el("span", {}, t("group.year"))));
  const grid = el("div", { className: "years" });
  for (const end of ["from", "to"]) {
    const shownYear = el("output", {}, String(span[end]));
    const range = el("input", { type: "range", id: "year-" + end, min: FIRST_YEAR, max: LAST_YEAR, step: 1, value: span[end] });
    range.addEventListener("input", () => {
      span[end] = Number(range.value);
      shownYear.textContent = range.value;
      refilter();
    });
    grid.append(el("label", { htmlFor: "year-" + end }, t("year." + end)), range, shownYear);
  }
  const undated = el("input", { type: "checkbox", checked: span.undated, id: "year-undated" });
  undated.addEventListener("change", () => { span.undated = undated.checked; refilter(); });
  box.append(grid, el("label", { className: "choice" }, undated, el("span", {}, t("year.undated"))));
  return box;
}
