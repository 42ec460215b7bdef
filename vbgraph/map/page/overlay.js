// The selection: everything else dims under a wash, and upstream and downstream are drawn again on top of it.
let picked = -1;
let followed = "sources";
let up = new Map(), down = new Map();

/** Works out upstream and downstream of the selected document: on the whole graph, whatever the filters hide. */
function light() {
  up = picked < 0 ? new Map() : reach(picked, true, FOLLOW[followed]);
  down = picked < 0 ? new Map() : reach(picked, false, FOLLOW[followed]);
}

/** The selected document and all it reaches, nearest first. */
function lit() {
  return picked < 0 ? [] : [...new Set([picked, ...nearest(up), ...nearest(down)])];
}

function nearest(steps) {
  return [...steps.keys()].sort((a, b) => steps.get(a) - steps.get(b) || degree[b] - degree[a] || a - b);
}

/** Dims the whole picture; only the names of the bands stay. */
function wash(ctx, area, scale) {
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.fillStyle = ink().wash;
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.restore();
  drawBandNames(ctx, area, scale);
}

function drawOverlay(ctx, area, scale) {
  if (view !== "focus") wash(ctx, area, scale);
  drawLit(ctx, area, scale, up, out, ink().up);
  drawLit(ctx, area, scale, down, into, ink().down);
  const ids = lit().filter((i) => shown[i]);
  for (const i of ids.toReversed()) {
    if (X[i] + 100 < area.left || X[i] - 100 > area.right || Y[i] + 40 < area.top || Y[i] - 40 > area.bottom) continue;
    drawBox(ctx, i, X[i], Y[i], scale);
    ring(ctx, i, scale);
  }
  if (13 * scale < READABLE) drawLabels(ctx, ids, area, scale, 120);
}

/** The colour of the ring around a lit document; empty for one that is not lit. */
function ringColour(i) {
  if (picked < 0) return "";
  return i === picked ? ink().pick : up.has(i) ? ink().up : down.has(i) ? ink().down : "";
}

function ring(ctx, i, scale) {
  const margin = i === picked ? 3 : 1.5;
  ctx.strokeStyle = ringColour(i);
  ctx.lineWidth = i === picked ? Math.max(4, 3 / scale) : Math.max(2, 1.5 / scale);
  boxPath(ctx, i, X[i], Y[i], D.nodes.width[i] + margin * 2, BOX + margin * 2);
  ctx.stroke();
}

/** Draws the followed edges of one side; each hangs between documents that are both lit. */
function drawLit(ctx, area, scale, steps, links, colour) {
  const edges = [];
  for (const i of [picked, ...steps.keys()]) {
    for (const k of links[i]) if (FOLLOW[followed].has(REL[k]) && shown[S[k]] && shown[T[k]] && !outside(k, area)) edges.push(k);
  }
  edges.sort((a, b) => REL[a] - REL[b]);
  ctx.strokeStyle = ctx.fillStyle = colour;
  const many = edges.length > MANY_LINES;
  ctx.globalAlpha = edges.length > 400 ? 0.35 : edges.length > 120 ? 0.6 : 0.9;
  ctx.lineWidth = (many ? 0.9 / devicePixelRatio : edges.length > 120 ? 1.2 : 1.8) / scale;
  for (let from = 0; from < edges.length;) {
    const r = REL[edges[from]];
    let to = from;
    ctx.setLineDash(many ? [] : lineOf(r)[2].map((length) => length / scale));
    ctx.beginPath();
    for (; to < edges.length && to < from + 300 && REL[edges[to]] === r; to++) trace(ctx, edges[to], many);
    ctx.stroke();
    from = to;
  }
  ctx.setLineDash([]);
  if (edges.length <= 400) for (const k of edges) drawArrow(ctx, k, Math.max(10, 8 / scale));
  ctx.globalAlpha = 1;
}
