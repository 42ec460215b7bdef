// vis-network holds the documents, moves the picture and calls our drawing; positions never come from physics.
let moving = false, settle = 0, unlined = false;

const net = new vis.Network(
  $("map"),
  { nodes: Array.from({ length: N }, (_, i) => ({ id: i, x: D.views[0].x[i], y: D.views[0].y[i] })), edges: [] },
  {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { shape: "custom", ctxRenderer: renderer },
    interaction: { dragNodes: false, selectable: false, hover: false, keyboard: false, tooltipDelay: 1e9, zoomSpeed: 0.7 },
  },
);

function renderer({ ctx, id, x, y }) {
  return {
    drawNode() {
      if (shown[id]) drawBox(ctx, id, x, y, net.getScale());
    },
    nodeDimensions: { width: D.nodes.width[id], height: BOX },
  };
}

/** The part of the map that is in the picture, in map units. */
function viewArea() {
  const scale = net.getScale(), centre = net.getViewPosition();
  const w = $("map").clientWidth / scale / 2, h = $("map").clientHeight / scale / 2;
  return { left: centre.x - w, right: centre.x + w, top: centre.y - h, bottom: centre.y + h };
}

net.on("beforeDrawing", (ctx) => {
  const area = viewArea(), scale = net.getScale();
  drawBands(ctx, area, scale);
  drawBandNames(ctx, area, scale);
  drawYears(ctx, area, scale);
  if (!unlined && !(shownEdges.length > 1500 && (moving || picked >= 0))) drawEdges(ctx, area, scale);
});
net.on("afterDrawing", (ctx) => {
  const area = viewArea(), scale = net.getScale();
  if (picked >= 0) drawOverlay(ctx, area, scale);
  else if (13 * scale < READABLE) drawLabels(ctx, byWeight, area, scale, moving && N > 600 ? 50 : 150);
  drawYearNames(ctx, area, scale);
});

/** While the picture moves, the lines of a large map are left out; they come back when it rests. */
function stir() {
  moving = true;
  clearTimeout(settle);
  settle = setTimeout(() => {
    moving = false;
    redraw();
  }, 160);
}
for (const event of ["dragStart", "dragging", "zoom"]) net.on(event, stir);

let asked = 0;
/** Asks for one drawing with the next frame, however many things have changed. */
function redraw() {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(() => net.redraw());
}

/** Gives vis-network the places in X and Y; it looks at the old outlines first, so a drawing without lines precedes. */
function place() {
  for (let i = 0; i < N; i++) {
    net.body.nodes[i].x = X[i];
    net.body.nodes[i].y = Y[i];
  }
  unlined = true;
  net.redraw();
  unlined = false;
  redraw();
}

function bounds(ids) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const i of ids) {
    box.left = Math.min(box.left, X[i] - D.nodes.width[i] / 2);
    box.right = Math.max(box.right, X[i] + D.nodes.width[i] / 2);
    box.top = Math.min(box.top, Y[i] - bandGap - 22);
    box.bottom = Math.max(box.bottom, Y[i] + 30);
  }
  return box;
}

/** Pixels at the lower edge and at the sides that a sheet covers (small screens). */
function covered() {
  const panel = $("panel"), map = $("map").getBoundingClientRect();
  if (panel.hidden || getComputedStyle(panel).position !== "absolute") return { right: 0, bottom: 0 };
  const sheet = panel.getBoundingClientRect();
  return sheet.width >= map.width - 2 ? { right: 0, bottom: sheet.height } : { right: sheet.width, bottom: 0 };
}

function target(ids) {
  const box = bounds(ids), cover = covered(), strip = yearTicks.length ? 26 : 0;
  const width = Math.max(80, $("map").clientWidth - cover.right - 24), height = Math.max(80, $("map").clientHeight - cover.bottom - strip - 60);
  const scale = Math.min(width / (box.right - box.left), height / (box.bottom - box.top), 1.25);
  const x = (box.left + box.right + cover.right / scale) / 2, y = (box.top + box.bottom + (cover.bottom + 40 - strip) / scale) / 2;
  return { position: { x, y }, scale };
}

/** Brings documents into the picture, smoothly unless the reader wants no motion. */
function fit(ids, animate = true) {
  if (ids.length) net.moveTo({ ...target(ids), animation: animate && !still.matches ? { duration: 280, easingFunction: "easeInOutQuad" } : false });
}

const shownIds = () => byWeight.filter((i) => shown[i]);
const fitAll = (animate) => fit(shownIds(), animate);

/** Flies to one document, near enough to read it. */
function flyTo(i) {
  const scale = Math.max(net.getScale(), 0.85), cover = covered();
  const position = { x: X[i] + cover.right / scale / 2, y: Y[i] + cover.bottom / scale / 2 };
  net.moveTo({ position, scale, animation: still.matches ? false : { duration: 280, easingFunction: "easeInOutQuad" } });
}

function zoom(factor) {
  stir();
  net.moveTo({ scale: Math.min(4, Math.max(0.01, net.getScale() * factor)) });
}

/** The document under a place on the map, the nearest if boxes are tiny; -1 if there is none. */
function documentAt(x, y) {
  const slack = Math.max(2, 6 / net.getScale());
  let best = -1, least = Infinity;
  for (let i = 0; i < N; i++) {
    if (!shown[i]) continue;
    const dx = Math.max(0, Math.abs(X[i] - x) - D.nodes.width[i] / 2), dy = Math.max(0, Math.abs(Y[i] - y) - BOX / 2);
    const far = Math.max(dx, dy);
    if (far <= slack && far < least) [best, least] = [i, far];
  }
  return best;
}

/** The edge under a place on the map, or -1. */
function edgeAt(x, y) {
  let best = -1, least = 5 / net.getScale();
  for (const k of shownEdges) {
    const mid = bend(k), ax = X[S[k]], ay = Y[S[k]], bx = X[T[k]], by = Y[T[k]];
    const via = mid ? [(ax + bx) / 4 + mid[0] / 2, (ay + by) / 4 + mid[1] / 2] : null;
    const far = via ? Math.min(apart(x, y, ax, ay, ...via), apart(x, y, ...via, bx, by)) : apart(x, y, ax, ay, bx, by);
    if (far < least) [best, least] = [k, far];
  }
  return best;
}

function apart(x, y, ax, ay, bx, by) {
  const dx = bx - ax, dy = by - ay, size = dx * dx + dy * dy;
  const at = size ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / size)) : 0;
  return Math.hypot(ax + at * dx - x, ay + at * dy - y);
}
