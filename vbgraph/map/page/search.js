// Search without accents: words match from their start; the code counts most, then title, names, issuer.
function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
}

/** The words of a text, folded; leading zeros of numbers go, so 5-CT/TW finds 05-CT/TW. */
function wordsOf(text) {
  return (fold(text).match(/[a-z0-9]+/g) || []).map((word) => word.replace(/^0+(?=\d)/, ""));
}

let haystacks = null;
/** For each document two strings of words, each word with a space before it: code with type, and everything. */
function index() {
  if (haystacks === null) {
    const cache = new Map();
    const joined = (text) => {
      if (!cache.has(text)) cache.set(text, " " + wordsOf(text).join(" ") + " ");
      return cache.get(text);
    };
    haystacks = { code: [], title: [], all: [] };
    for (let i = 0; i < N; i++) {
      const codes = joined(code(i)), title = " " + wordsOf(D.nodes.title[i]).join(" ") + " ";
      const names = (more(i).names || []).map((name) => joined(name)).join("");
      haystacks.code.push(codes);
      haystacks.title.push(title);
      haystacks.all.push(codes + joined(type(i)) + title + names + joined(issuer(i)) + joined(locality(i)) + joined(date(D.nodes.date[i])) + joined(D.nodes.id[i]));
    }
  }
  return haystacks;
}

/** Ranks: the whole code, the start of the code, words of the code, the title's words in order, anything. */
function rankOf(i, phrase, words) {
  const { code: codes, title, all } = haystacks;
  for (const word of words) if (!all[i].includes(" " + word)) return 0;
  if (codes[i] === " " + phrase + " ") return 6;
  if (codes[i].startsWith(" " + phrase)) return 5;
  if (words.every((word) => codes[i].includes(" " + word))) return 4;
  if (title[i].includes(" " + phrase)) return 3;
  return words.every((word) => all[i].includes(" " + word + " ")) ? 2 : 1;
}

/** The documents that hold every word, best first; among equals the most cited. */
function search(text) {
  const words = wordsOf(text);
  if (!words.length) return [];
  index();
  const phrase = words.join(" "), found = [];
  for (let i = 0; i < N; i++) {
    const rank = rankOf(i, phrase, words);
    if (rank) found.push([rank, into[i].length, i]);
  }
  found.sort((a, b) => b[0] - a[0] || b[1] - a[1] || a[2] - b[2]);
  return found.map((hit) => hit[2]);
}
