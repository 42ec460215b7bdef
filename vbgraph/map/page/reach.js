// Upstream and downstream, by the same rules as the command line: along the sources unless told otherwise.
const FOLLOW = {
  sources: new Set(D.sources),
  effects: new Set(D.effects),
  all: new Set(D.relations.keys()),
};

/**
 * Every document reached from `start`, with its number of steps; `start` itself is not among them.
 * Upstream follows edges from the acting document, downstream follows them backwards.
 */
function reach(start, upstream, follow, most = Infinity) {
  const links = upstream ? out : into, ends = upstream ? T : S;
  const steps = new Map([[start, 0]]);
  const queue = [start];
  for (let head = 0; head < queue.length; head++) {
    const at = queue[head], next = steps.get(at) + 1;
    if (next > most) break;
    for (const k of links[at]) {
      if (!follow.has(REL[k]) || steps.has(ends[k])) continue;
      steps.set(ends[k], next);
      queue.push(ends[k]);
    }
  }
  steps.delete(start);
  return steps;
}
