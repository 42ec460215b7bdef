// One document as a box: colour says level, outline says held or missing, shape says report, a mark says validity.
const BOX = 30;
const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';
/** A sign for each status, in characters every font has. */
const SIGNS = { repealed: "×", replaced: "»", suspended: "‖", partly: "½", amended: "±", draft: "~" };
const signOf = (i) => SIGNS[D.statuses[D.nodes.status[i]]];
const gone = (i) => ["repealed", "replaced"].includes(D.statuses[D.nodes.status[i]]);
/** Below READABLE pixels labels of a constant size take over where they have room; below FAINT a box holds no text. */
const READABLE = 9, FAINT = 6.2;

function boxPath(ctx, i, x, y, w, h) {
  ctx.beginPath();
  ctx.roundRect(x - w / 2, y - h / 2, w, h, D.nodes.held[i] === REPORT ? h / 2 : 5);
}

/** Draws the box of document `i` at a place; `scale` is screen pixels per map unit. */
function drawBox(ctx, i, x, y, scale) {
  const colour = levelColour(D.nodes.band[i]), w = D.nodes.width[i], h = Math.max(BOX, 3.5 / scale);
  const filled = D.nodes.held[i] === HELD;
  if (BOX * scale < 9) {
    ctx.fillStyle = filled ? colour : ink().bg;
    ctx.fillRect(x - w / 2, y - h / 2, w, h);
    if (!filled) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = 1 / scale;
      ctx.strokeRect(x - w / 2, y - h / 2, w, h);
    }
    return;
  }
  boxPath(ctx, i, x, y, w, h);
  ctx.fillStyle = filled ? colour : ink().bg;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = colour;
  ctx.setLineDash(D.nodes.held[i] === MISSING ? [5, 3.5] : []);
  ctx.stroke();
  ctx.setLineDash([]);
  if (13 * scale >= FAINT) drawCode(ctx, i, x, y, w, filled ? "#ffffff" : dark ? ink().fg : colour);
  if (signOf(i) && scale > 0.3) drawSign(ctx, i, x + w / 2 - 4, y - h / 2 + 2, 8);
}

function drawCode(ctx, i, x, y, w, colour) {
  const label = D.nodes.label[i];
  ctx.font = "13px " + FONT;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colour;
  ctx.fillText(label, x, y + 0.5, w - 12);
  if (gone(i)) {
    const half = Math.min(ctx.measureText(label).width, w - 12) / 2 + 2;
    ctx.fillRect(x - half, y, half * 2, 1.3);
  }
}

/** The mark of validity in a small circle of the given radius. */
function drawSign(ctx, i, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 7);
  ctx.fillStyle = ink().bg;
  ctx.fill();
  ctx.lineWidth = radius / 6;
  ctx.strokeStyle = gone(i) ? ink().warn : ink().mute;
  ctx.stroke();
  ctx.fillStyle = ctx.strokeStyle;
  ctx.font = `bold ${radius * 1.6}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(signOf(i), x, y + 0.5);
}

/** The same shapes for the legend. */
function heldSwatch(held) {
  const box = { x: 1.5, y: 1.5, width: 23, height: 11, rx: held === REPORT ? 5.5 : 2.5, stroke: ink().mute, "stroke-width": 1.5 };
  box.fill = held === HELD ? ink().mute : ink().bg;
  if (held === MISSING) box["stroke-dasharray"] = "4 2.5";
  return swatch([["rect", box]]);
}

function levelSwatch(band) {
  return swatch([["rect", { x: 1, y: 1, width: 24, height: 12, rx: 3, fill: levelColour(band) }]]);
}

function statusSwatch(status) {
  const sign = SIGNS[D.statuses[status]];
  if (!sign) return swatch([]);
  const text = { x: 13, y: 11, "text-anchor": "middle", "font-size": 12, "font-weight": "bold", fill: ink().fg };
  return swatch([["circle", { cx: 13, cy: 7, r: 6.3, fill: "none", stroke: ink().mute, "stroke-width": 1.2 }], ["text", text, sign]]);
}
