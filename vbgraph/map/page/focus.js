// The view around one document: its sources in rows above, what rests on it in rows below, one band for each step.
const focus = { root: -1, depth: 2, direction: "both", bands: [], x: new Float32Array(N), y: new Float32Array(N), members: new Set() };

/** Documents of one side by number of steps: [[i, …], …] from the nearest. */
function rings(steps) {
  const found = [];
  for (const [i, step] of steps) (found[step - 1] ||= []).push(i);
  return found;
}

/** Orders a ring by the mean place of the documents it hangs on, so that lines cross little. */
function arrange(ring, place) {
  const pull = new Map(ring.map((i) => {
    const near = [...out[i].map((k) => T[k]), ...into[i].map((k) => S[k])].filter((j) => place.has(j));
    return [i, near.length ? near.reduce((sum, j) => sum + place.get(j), 0) / near.length : 0.5];
  }));
  ring.sort((a, b) => pull.get(a) - pull.get(b) || a - b);
  ring.forEach((i, k) => place.set(i, (k + 0.5) / ring.length));
}

/** Places one ring as rows of at most `columns` boxes; returns the height it took. */
function placeRing(ring, top, columns, cell) {
  const rows = Math.ceil(ring.length / columns), used = Math.ceil(ring.length / rows);
  ring.forEach((i, k) => {
    const row = k % rows, column = Math.floor(k / rows);
    focus.x[i] = (column + 0.5 - used / 2) * cell + (rows > 1 ? (row % 2 - 0.5) * cell * 0.5 : 0);
    focus.y[i] = top + row * 54 + 27;
  });
  return rows * 54;
}

function layFocus(root, follow) {
  const most = focus.depth || Infinity;
  const up = focus.direction === "down" ? new Map() : reach(root, true, follow, most);
  const down = focus.direction === "up" ? new Map() : reach(root, false, follow, most);
  for (const i of up.keys()) down.delete(i);
  const above = rings(up), below = rings(down), place = new Map([[root, 0.5]]);
  for (const ring of [...above, ...below]) arrange(ring, place);
  const widest = Math.max(1, ...[...above, ...below].map((ring) => ring.length));
  const total = 1 + up.size + down.size;
  const columns = Math.max(1, Math.min(widest, Math.max(6, Math.ceil(Math.sqrt(total * 1.4)))));
  const cell = D.nodes.width.reduce((a, b) => Math.max(a, b), 80) + 18;
  focus.bands = [];
  let top = 0;
  const rows = [...above.map((ring, k) => [k + 1, ring]).reverse(), [0, [root]], ...below.map((ring, k) => [-k - 1, ring])];
  for (const [step, ring] of rows) {
    const height = placeRing(ring, top + 58, columns, cell);
    focus.bands.push([step, top + 8, top + 58 + height + 8]);
    top += 58 + height + 16;
  }
  focus.root = root;
  focus.members = new Set(place.keys());
}
