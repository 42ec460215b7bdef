// Colours of the canvas in light and dark. Levels differ in lightness as well as hue, and stand in bands of their own.
const LEVEL_COLOURS = {
  light: ["#9f1239", "#9a4a06", "#1d4ed8", "#0b7261", "#6d28d9", "#86198f", "#475569", "#57534e"],
  dark: ["#e11d48", "#b45309", "#2f62e6", "#0d8773", "#7c3aed", "#a21caf", "#5b6b82", "#6b6560"],
};
const INK = {
  light: { bg: "#ffffff", fg: "#0f172a", mute: "#526077", line: "#d5dce6", up: "#b45309", down: "#1d4ed8", pick: "#f59e0b", warn: "#b91c1c", wash: "rgba(255,255,255,.84)" },
  dark: { bg: "#0b1220", fg: "#e6ebf3", mute: "#9fb0c7", line: "#2a3850", up: "#fbbf24", down: "#7cb0ff", pick: "#fcd34d", warn: "#fca5a5", wash: "rgba(11,18,32,.84)" },
};
const SOLID = [], DASHED = [9, 5], DOTTED = [2, 4];
/** Colour in light, colour in dark, dash: in the order of D.relations. */
const RELATION_LINES = {
  based_on: ["#475569", "#a9b8cc", SOLID], implements: ["#2563eb", "#6aa3ff", SOLID], continues: ["#0e7490", "#38c6e0", DASHED],
  guides: ["#047857", "#3fd0a0", DOTTED], amends: ["#b45309", "#f5a742", SOLID], replaces: ["#dc2626", "#ff7b7b", SOLID],
  repeals: ["#b91c1c", "#ff7b7b", DASHED], suspends: ["#be123c", "#ff7ba0", DOTTED], corrects: ["#a16207", "#e8c54b", DASHED],
  consolidates: ["#a16207", "#e8c54b", DOTTED], promulgates: ["#7c3aed", "#b794ff", SOLID], reviews: ["#86198f", "#e07bea", DASHED],
  reports: ["#64748b", "#93a3b8", DASHED], cites: ["#7b8794", "#7f8ea3", DOTTED],
};
let dark = false;
const ink = () => (dark ? INK.dark : INK.light);
const levelColour = (band) => (dark ? LEVEL_COLOURS.dark : LEVEL_COLOURS.light)[band];
const lineOf = (r) => RELATION_LINES[D.relations[r]];
const lineColour = (r) => lineOf(r)[dark ? 1 : 0];

function setTheme(value) {
  dark = value === "dark";
  document.documentElement.dataset.theme = value;
}

const SVG = "http://www.w3.org/2000/svg";
/** A small picture for the legend: attributes only, so no style needs to be allowed. */
function swatch(shapes, width = 26) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("width", width);
  svg.setAttribute("height", 14);
  svg.setAttribute("aria-hidden", "true");
  for (const [tag, attributes, text] of shapes) {
    const part = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
    if (text) part.textContent = text;
    svg.append(part);
  }
  return svg;
}

function lineSwatch(r) {
  const line = { x1: 1, y1: 7, x2: 25, y2: 7, stroke: lineColour(r), "stroke-width": 2.5, "stroke-dasharray": lineOf(r)[2].join(" ") };
  return swatch([["line", line]]);
}
