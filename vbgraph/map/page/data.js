// The data block as typed columns, adjacency lists, and three small tools: text, elements, numbers.
const D = JSON.parse(document.getElementById("data").textContent);
const N = D.nodes.id.length;
const E = D.edges.s.length;
const S = Int32Array.from(D.edges.s);
const T = Int32Array.from(D.edges.t);
const REL = Uint8Array.from(D.edges.r);
const byId = new Map(D.nodes.id.map((id, i) => [id, i]));
const HELD = 0, MISSING = 1, REPORT = 2;

/** For each document, the edges that leave it (`out`) and those that reach it (`into`). */
const out = Array.from({ length: N }, () => []);
const into = Array.from({ length: N }, () => []);
for (let k = 0; k < E; k++) { out[S[k]].push(k); into[T[k]].push(k); }

const $ = (id) => document.getElementById(id);
const number = new Intl.NumberFormat(D.lang === "vi" ? "vi-VN" : "en-GB");
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** The string for `key` in the page's language, with {names} filled in. */
function t(key, values = {}) {
  const text = Object.hasOwn(D.words, key) ? D.words[key] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number.format(value) : value;
  });
}

/** A new element: properties or attributes from `props`, then children; strings become text, never markup. */
function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") for (const [event, run] of Object.entries(value)) made.addEventListener(event, run);
    else if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const code = (i) => D.nodes.code[i] === 0 ? D.nodes.label[i] : D.nodes.code[i] || D.nodes.label[i];
const type = (i) => D.nodes.types[D.nodes.type[i]];
const issuer = (i) => D.nodes.issuers[D.nodes.issuer[i]];
const locality = (i) => D.nodes.localities[D.nodes.locality[i]];
const level = (i) => t("level." + D.bands[D.nodes.band[i]]);
const heldWord = (i) => t("held." + D.held[D.nodes.held[i]]);
const statusWord = (i) => t("status." + D.statuses[D.nodes.status[i]]);
const relation = (r) => t("relation." + D.relations[r]);
const incoming = (r) => t("incoming." + D.relations[r]);
const more = (i) => D.nodes.more[i] || {};

/** An ISO date, perhaps partial, as people here write it. */
function date(iso) {
  return iso ? iso.split("-").reverse().join("/") : "";
}

/** One line that says who and what. */
function oneLine(i) {
  const said = [type(i), code(i)].filter(Boolean).join(" ");
  return [said, issuer(i) || locality(i), date(D.nodes.date[i]), D.nodes.held[i] === HELD ? "" : heldWord(i)].filter(Boolean).join(" · ");
}

function announce(text) {
  $("live").textContent = text;
}
