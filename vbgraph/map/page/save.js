// Taking something away: a picture, a table, a link.
function save(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function savePicture() {
  const canvas = $("map").querySelector("canvas"), sheet = el("canvas", { width: canvas.width, height: canvas.height });
  const ctx = sheet.getContext("2d");
  ctx.fillStyle = ink().bg;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(canvas, 0, 0);
  sheet.toBlob((blob) => save(blob, "vbgraph.png"));
}

/** One cell of a CSV file; what a spreadsheet would take for a formula becomes text. */
function cell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
  return '"' + text.replaceAll('"', '""') + '"';
}

function tableText() {
  const ids = tableDocuments(), edges = tableEdges(ids);
  const heads = ["field.code", "field.type", "field.title", "field.issuer", "field.date", "field.held", "field.status", "field.side", "field.id"];
  const rows = [heads.map((key) => t(key))];
  for (const i of ids) rows.push([code(i), type(i), D.nodes.title[i], issuer(i) || locality(i), date(D.nodes.date[i]), heldWord(i), D.nodes.status[i] ? statusWord(i) : "", role(i), D.nodes.id[i]]);
  rows.push([], ["field.from", "field.relation", "field.to", "field.evidence"].map((key) => t(key)));
  for (const k of edges) rows.push([code(S[k]), relation(REL[k]), code(T[k]), (D.edges.evidence[k][0] || [])[1] || ""]);
  return "\ufeff" + rows.map((row) => row.map((value) => cell(value)).join(",")).join("\r\n") + "\r\n";
}

function saveTable() {
  save(new Blob([tableText()], { type: "text/csv;charset=utf-8" }), "vbgraph.csv");
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    announce(t("link.done"));
    $("status").textContent = t("link.done");
  } catch {
    announce(t("link.failed"));
    $("status").textContent = t("link.failed");
  }
}
