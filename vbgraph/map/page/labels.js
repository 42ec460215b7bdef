// Labels by level of detail: when boxes are too small to read, the weightiest documents get a label beside them.
const degree = Uint32Array.from({ length: N }, (_, i) => out[i].length + into[i].length);
const byWeight = Array.from({ length: N }, (_, i) => i).sort((a, b) => degree[b] - degree[a] || a - b);

/** Rectangles on the screen that are taken; `claim` takes one if it is free. */
class Room {
  constructor() {
    this.cells = new Map();
  }

  claim(left, top, right, bottom) {
    const taken = [];
    for (let cx = Math.floor(left / 80); cx <= Math.floor(right / 80); cx++) {
      for (let cy = Math.floor(top / 40); cy <= Math.floor(bottom / 40); cy++) {
        const cell = this.cells.get(cx * 4096 + cy) || [];
        if (cell.some((r) => left < r[2] && right > r[0] && top < r[3] && bottom > r[1])) return false;
        taken.push([cx * 4096 + cy, cell]);
      }
    }
    for (const [key, cell] of taken) {
      cell.push([left, top, right, bottom]);
      this.cells.set(key, cell);
    }
    return true;
  }
}

/** Draws labels of a constant size on the screen for `ids` in order, as many as fit without touching. */
function drawLabels(ctx, ids, area, scale, limit) {
  const room = new Room(), size = 11.5, air = N > 600 ? 7 : 2;
  ctx.font = `${size / scale}px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  let placed = 0, tried = 0;
  for (const i of ids) {
    if (placed >= limit || tried >= 2500) break;
    if (!shown[i] || X[i] < area.left || X[i] > area.right || Y[i] < area.top || Y[i] > area.bottom) continue;
    tried++;
    ctx.font = `${size / scale}px ${FONT}`;
    const w = Math.max(ctx.measureText(D.nodes.label[i]).width * scale + 10, D.nodes.width[i] * scale + 5), h = Math.max(17, BOX * scale + 5);
    const most = (area.right - area.left) * scale - w / 2 - 3;
    const x = Math.max(w / 2 + 3, Math.min(most, (X[i] - area.left) * scale)), y = (Y[i] - area.top) * scale;
    if (!room.claim(x - w / 2 - air, y - h / 2 - air / 2, x + w / 2 + air, y + h / 2 + air / 2)) continue;
    placed++;
    drawChip(ctx, i, area.left + x / scale, w / scale, h / scale, scale);
  }
}

function drawChip(ctx, i, x, w, h, scale) {
  const filled = D.nodes.held[i] === HELD, colour = levelColour(D.nodes.band[i]);
  ctx.beginPath();
  ctx.roundRect(x - w / 2, Y[i] - h / 2, w, h, (D.nodes.held[i] === REPORT ? 9 : 4) / scale);
  ctx.fillStyle = filled ? colour : ink().bg;
  ctx.fill();
  ctx.lineWidth = 1.2 / scale;
  ctx.strokeStyle = ringColour(i) || (filled ? ink().bg : colour);
  if (ringColour(i)) ctx.lineWidth = (i === picked ? 3 : 2) / scale;
  ctx.setLineDash(D.nodes.held[i] === MISSING ? [4 / scale, 3 / scale] : []);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = filled ? "#ffffff" : dark ? ink().fg : colour;
  ctx.fillText(D.nodes.label[i], x, Y[i]);
  if (gone(i)) ctx.fillRect(x - w / 2 + 4 / scale, Y[i], w - 8 / scale, 1.2 / scale);
  if (signOf(i)) drawSign(ctx, i, x + w / 2 - 2 / scale, Y[i] - h / 2 + 1 / scale, 6 / scale);
}
