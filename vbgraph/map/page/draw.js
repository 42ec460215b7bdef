// What lies under the boxes: bands, years, and the lines between documents, drawn in batches.
const X = new Float32Array(N), Y = new Float32Array(N);
let bandRows = []; // [colour, text, top, bottom]
let bandGap = 58;
let yearTicks = [];
const extent = { left: 0, right: 100, top: 0, bottom: 100 };

/** Several edges between one pair of documents get lanes, so that none hides another. */
const lane = new Uint8Array(E);
{
  const seen = new Map();
  for (let k = 0; k < E; k++) {
    const pair = Math.min(S[k], T[k]) * N + Math.max(S[k], T[k]);
    const taken = seen.get(pair) || 0;
    lane[k] = Math.min(taken, 6);
    seen.set(pair, taken + 1);
  }
}

function drawBands(ctx, area, scale) {
  const left = Math.min(extent.left - 40, area.left), width = Math.max(extent.right + 40, area.right) - left;
  for (const [colour, text, top, bottom] of bandRows) {
    if (bottom < area.top || top > area.bottom) continue;
    ctx.fillStyle = colour;
    ctx.globalAlpha = dark ? 0.15 : 0.07;
    ctx.fillRect(left, top, width, bottom - top);
  }
  ctx.globalAlpha = 1;
}

/** The name of a band stays at the left edge of the picture, in the room above its first row. */
function drawBandNames(ctx, area, scale) {
  const left = Math.max(Math.min(extent.left - 40, area.left), area.left) + 10 / scale, size = Math.min(12.5 / scale, bandGap * 0.62);
  ctx.font = `600 ${size}px ${FONT}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "top";
  for (const [colour, text, top, bottom] of bandRows) {
    if (bottom < area.top || top > area.bottom) continue;
    ctx.fillStyle = dark ? ink().fg : colour;
    ctx.fillText(text, left, top + Math.min(5 / scale, bandGap * 0.15));
  }
}

function drawYears(ctx, area, scale) {
  ctx.lineWidth = 1 / scale;
  for (const [, left] of yearTicks) {
    ctx.strokeStyle = ink().line;
    ctx.beginPath();
    ctx.moveTo(left, area.top);
    ctx.lineTo(left, extent.bottom);
    ctx.stroke();
  }
}

/** The years stay at the upper edge of the picture, over everything else; a year without room keeps quiet. */
function drawYearNames(ctx, area, scale) {
  if (!yearTicks.length) return;
  const height = 22 / scale;
  ctx.fillStyle = ink().bg;
  ctx.globalAlpha = 0.92;
  ctx.fillRect(area.left, area.top, area.right - area.left, height);
  ctx.globalAlpha = 1;
  ctx.fillStyle = ink().fg;
  ctx.font = `600 ${12.5 / scale}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  let free = -Infinity;
  for (const [year, left, right] of yearTicks) {
    const text = year === null ? "?" : String(year), middle = (left + right) / 2, half = 18 / scale;
    if (middle - half < free || right < area.left || left > area.right) continue;
    ctx.fillText(text, middle, area.top + height / 2);
    free = middle + half;
  }
}

/** Traces an edge: straight, or bent when it runs along a row or shares its pair with another. */
function trace(ctx, k, plainly = false) {
  const bent = plainly ? null : bend(k);
  ctx.moveTo(X[S[k]], Y[S[k]]);
  if (bent) ctx.quadraticCurveTo(bent[0], bent[1], X[T[k]], Y[T[k]]);
  else ctx.lineTo(X[T[k]], Y[T[k]]);
}

function bend(k) {
  const dx = X[T[k]] - X[S[k]], dy = Y[T[k]] - Y[S[k]], length = Math.hypot(dx, dy) || 1;
  const along = Math.abs(dy) < 20 ? Math.min(60, 22 + length * 0.06) : 0;
  const offset = along + lane[k] * 26;
  if (!offset) return null;
  const side = dx < 0 || (dx === 0 && dy < 0) ? -1 : 1;
  return [(X[S[k]] + X[T[k]]) / 2 + (dy / length) * offset * side, (Y[S[k]] + Y[T[k]]) / 2 - (dx / length) * offset * side];
}

/** Where an edge meets the border of the box it points to, and the direction it comes from. */
function arrowAt(k) {
  const from = bend(k) || [X[S[k]], Y[S[k]]], x = X[T[k]], y = Y[T[k]];
  const dx = from[0] - x, dy = from[1] - y, half = D.nodes.width[T[k]] / 2 + 2;
  const part = Math.min(dx ? half / Math.abs(dx) : Infinity, dy ? (BOX / 2 + 2) / Math.abs(dy) : Infinity, 1);
  return [x + dx * part, y + dy * part, Math.atan2(dy, dx)];
}

function drawArrow(ctx, k, size) {
  const [x, y, angle] = arrowAt(k);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + Math.cos(angle - 0.4) * size, y + Math.sin(angle - 0.4) * size);
  ctx.lineTo(x + Math.cos(angle + 0.4) * size, y + Math.sin(angle + 0.4) * size);
  ctx.closePath();
  ctx.fill();
}

function outside(k, area) {
  const a = S[k], b = T[k];
  return (X[a] < area.left && X[b] < area.left) || (X[a] > area.right && X[b] > area.right) ||
    (Y[a] < area.top && Y[b] < area.top) || (Y[a] > area.bottom && Y[b] > area.bottom);
}

const alphaFor = (count) => (count <= 60 ? 0.8 : count <= 300 ? 0.5 : count <= 1500 ? 0.25 : count <= 8000 ? 0.16 : 0.09);

/** From here on lines are straight, without dashes, under one pixel wide: all else takes a browser without GPU seconds. */
const MANY_LINES = 1200;

/** Draws the edges in view by relation, a few hundred to a path: one path of thousands of lines is slow to fill. */
function drawEdges(ctx, area, scale) {
  const inView = shownEdges.filter((k) => !outside(k, area)), many = inView.length > (moving ? 150 : MANY_LINES);
  ctx.globalAlpha = alphaFor(inView.length);
  ctx.lineWidth = (many ? 0.9 / devicePixelRatio : 1.3) / scale;
  for (let from = 0; from < inView.length;) {
    const r = REL[inView[from]];
    let to = from;
    ctx.strokeStyle = ctx.fillStyle = lineColour(r);
    ctx.setLineDash(many ? [] : lineOf(r)[2].map((length) => length / scale));
    ctx.beginPath();
    for (; to < inView.length && to < from + 300 && REL[inView[to]] === r; to++) trace(ctx, inView[to], many);
    ctx.stroke();
    if (inView.length <= 500 && scale > 0.25 && !(many && moving)) for (let at = from; at < to; at++) drawArrow(ctx, inView[at], Math.max(9, 7 / scale));
    from = to;
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}
