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

function drawOverlay(ctx, area, scale) {
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.fillStyle = ink().wash;
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.restore();
  const lines = up.size + down.size;
  drawLit(ctx, area, scale, up, out, ink().up, lines);
  drawLit(ctx, area, scale, down, into, ink().down, lines);
  const ids = lit().filter((i) => shown[i]);
  for (const i of ids.toReversed()) {
    if (X[i] + 100 < area.left || X[i] - 100 > area.right || Y[i] + 40 < area.top || Y[i] - 40 > area.bottom) continue;
    drawBox(ctx, i, X[i], Y[i], scale);
    ring(ctx, i, scale);
  }
  if (13 * scale < READABLE) drawLabels(ctx, ids, area, scale, 120);
}

function ring(ctx, i, scale) {
  const margin = i === picked ? 3 : 1.5;
  ctx.strokeStyle = i === picked ? ink().pick : up.has(i) ? ink().up : ink().down;
  ctx.lineWidth = i === picked ? Math.max(4, 3 / scale) : Math.max(2, 1.5 / scale);
  boxPath(ctx, i, X[i], Y[i], D.nodes.width[i] + margin * 2, BOX + margin * 2);
  ctx.stroke();
}

/** Draws the followed edges of one side; each hangs between documents that are both lit. */
function drawLit(ctx, area, scale, steps, links, colour, lines) {
  const edges = [];
  for (const i of [picked, ...steps.keys()]) {
    for (const k of links[i]) if (FOLLOW[followed].has(REL[k]) && shown[S[k]] && shown[T[k]] && !outside(k, area)) edges.push(k);
  }
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.globalAlpha = lines > 400 ? 0.35 : 0.9;
  ctx.lineWidth = (lines > 400 ? 1 : 1.8) / scale;
  for (let from = 0; from < edges.length; from += 300) {
    ctx.beginPath();
    for (const k of edges.slice(from, from + 300)) trace(ctx, k);
    ctx.stroke();
  }
  if (edges.length <= 400) for (const k of edges) drawArrow(ctx, k, Math.max(10, 8 / scale));
  ctx.globalAlpha = 1;
}
