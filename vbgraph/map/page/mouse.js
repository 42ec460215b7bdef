// The mouse and the finger: a click selects a document or opens the reasons of a line, hovering says who and what.
net.on("click", ({ pointer }) => {
  const i = documentAt(pointer.canvas.x, pointer.canvas.y);
  const k = i < 0 && picked < 0 ? edgeAt(pointer.canvas.x, pointer.canvas.y) : -1;
  choose(i);
  if (k >= 0) showEdge(k);
});
net.on("doubleClick", ({ pointer }) => {
  const i = documentAt(pointer.canvas.x, pointer.canvas.y);
  if (i >= 0) flyTo(i);
});
let hover = null;
$("map").addEventListener("mousemove", (event) => {
  cancelAnimationFrame(hover);
  hover = requestAnimationFrame(() => showTip(event.clientX, event.clientY));
});
for (const event of ["mouseleave", "mousedown", "wheel"]) $("map").addEventListener(event, () => { cancelAnimationFrame(hover); $("tip").hidden = true; }, { passive: true });

function showTip(clientX, clientY) {
  const box = $("map").getBoundingClientRect(), tip = $("tip");
  const place = net.DOMtoCanvas({ x: clientX - box.left, y: clientY - box.top });
  const i = documentAt(place.x, place.y), k = i < 0 && picked < 0 ? edgeAt(place.x, place.y) : -1;
  tip.hidden = i < 0 && k < 0;
  $("map").style.cursor = i >= 0 ? "pointer" : "";
  if (tip.hidden) return;
  if (i >= 0) tip.textContent = `${oneLine(i)} — ${t("hover.counts", { up: out[i].filter((e) => FOLLOW.sources.has(REL[e])).length, down: into[i].filter((e) => FOLLOW.sources.has(REL[e])).length })}`;
  else tip.textContent = `${code(S[k])} — ${relation(REL[k])} → ${code(T[k])}`;
  tip.style.left = Math.max(4, Math.min(clientX - box.left + 12, box.width - tip.offsetWidth - 8)) + "px";
  tip.style.top = Math.min(clientY - box.top + 16, box.height - tip.offsetHeight - 8) + "px";
}
