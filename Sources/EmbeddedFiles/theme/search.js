// Search in the reader's browser. Loaded when somebody searches for the first time; the index comes in small scripts,
// of which a search needs a few.
(() => {
  "use strict";

  const texts = window.scopebookWords;
  const opener = document.querySelector(".search-open");
  const base = new URL(opener.dataset.index, location.href);
  // Where the pages lie that are found.
  const site = new URL("..", base);
  const loaded = new Map();
  const waiting = new Map();

  window.scopebookSearch = (name, value) => waiting.get(name)?.(value);

  function load(name) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = new URL(name + ".js", base);
        script.addEventListener("error", () => {
          loaded.delete(name);
          reject(new Error(name));
        });
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  }

  // MARK: Words

  const joint = /[._-]/;
  const withoutSpaces = /[\u0E00-\u0E7F\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]/;

  // The same words as the index has: runs with dots, dashes and underscores whole; some scripts by twos.
  function wordsOf(query) {
    const words = [];
    for (const run of query.toLowerCase().match(/[\p{L}\p{N}\p{M}]+(?:[._-][\p{L}\p{N}\p{M}]+)*/gu) || []) {
      if (!withoutSpaces.test(run)) {
        words.push(run);
        continue;
      }
      for (const part of run.split(/([\u0E00-\u0E7F\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]+)/)) {
        if (!withoutSpaces.test(part)) words.push(...part.split(joint).filter(Boolean));
        else if (part.length === 1) words.push(part);
        else for (let index = 0; index + 1 < part.length; index += 1) words.push(part.slice(index, index + 2));
      }
    }
    return words;
  }

  // MARK: Lists of terms

  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const values = new Uint8Array(128);
  [...digits].forEach((digit, value) => { values[digit.charCodeAt(0)] = value; });
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  function compare(a, b) {
    // By bytes, as the index is sorted.
    const [left, right] = [encoder.encode(a), encoder.encode(b)];
    for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
      if (left[index] !== right[index]) return left[index] - right[index];
    }
    return left.length - right.length;
  }

  // So many bytes of a term.
  function beginning(term, count) {
    const start = term.slice(0, count);
    return /^[\0-\x7F]*$/.test(start) ? start : decoder.decode(encoder.encode(term).slice(0, count));
  }

  const parsed = new Map();

  // A file's lines as terms with what stands after each.
  async function linesOf(name) {
    if (!parsed.has(name)) {
      let previous = "";
      const lines = [];
      for (const line of (await load(name)).split("\n")) {
        if (!line) continue;
        const space = line.indexOf(" ");
        previous = beginning(previous, values[line.charCodeAt(0)]) + line.slice(1, space);
        lines.push([previous, line.slice(space + 1)]);
      }
      parsed.set(name, lines);
    }
    return parsed.get(name);
  }

  // The file of a list in which a term is, or would be.
  function fileOf(firsts, term) {
    let [low, high] = [0, firsts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (compare(firsts[middle], term) <= 0) low = middle;
      else high = middle;
    }
    return low;
  }

  // The lines of a list whose terms begin with some letters, from so many files at most; whether that is all.
  async function linesFrom(list, firsts, beginning, most) {
    const from = fileOf(firsts, beginning);
    let end = Math.min(from + 1, firsts.length);
    while (end < firsts.length && end < from + most && firsts[end].startsWith(beginning)) end += 1;
    const names = firsts.slice(from, end).map((_, number) => list + (from + number));
    const lines = (await Promise.all(names.map(linesOf))).flat().filter(([term]) => term.startsWith(beginning));
    return { lines, isWhole: !firsts[end]?.startsWith(beginning) };
  }

  // Of each place the page, and section and rank in one number.
  function placesOf(text) {
    const places = [];
    let [page, number, shift] = [0, 0, 1];
    let isPage = true;
    for (let index = 0; index < text.length; index += 1) {
      const value = values[text.charCodeAt(index)];
      number += (value & 31) * shift;
      shift *= 32;
      if (value >= 32) continue;
      if (isPage) page += number;
      else places.push([page, number]);
      isPage = !isPage;
      [number, shift] = [0, 1];
    }
    return places;
  }

  // MARK: Words that match

  // One letter more, less or another, or two that changed places. Another digit is another number.
  function isNear(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
    let end = 0;
    while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
    const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
    if (/\d/.test(left + right)) return false;
    return left.length <= 1 && right.length <= 1 || left.length === 2 && left[0] === right[1] && left[1] === right[0];
  }

  const reversed = (word) => [...word].reverse().join("");
  // The most common first, of equals the shorter.
  const common = (lines) => lines
    .map(([term, digit]) => [term, values[digit.charCodeAt(0)]])
    .sort((a, b) => b[1] - a[1] || a[0].length - b[0].length || compare(a[0], b[0]));

  // A slip leaves one half of a word as it was: the words that begin or end as this one does are all that can be meant.
  // Two letters that changed places in the very middle are tried out.
  async function meant(index, word) {
    const half = word.length >> 1;
    const middle = word.slice(0, half - 1) + word[half] + word[half - 1] + word.slice(half + 1);
    const [begin, end, swapped] = await Promise.all([
      linesFrom("w", index.w, word.slice(0, half), 4),
      linesFrom("e", index.e, reversed(word.slice(half)), 4),
      linesFrom("w", index.w, middle, 1),
    ]);
    const lines = [...begin.lines, ...end.lines.map(([term, digit]) => [reversed(term), digit]), ...swapped.lines];
    return common([...new Map(lines.filter(([term]) => isNear(term, word)))]).slice(0, 3).map(([term]) => term);
  }

  async function line(index, term) {
    const { lines } = await linesFrom("t", index.t, term, 1);
    return lines.find(([other]) => other === term);
  }

  // Terms that are the word, begin with it, or differ from it by a slip: term, places, how much it counts.
  async function matches(index, word) {
    const { lines, isWhole } = await linesFrom("t", index.t, word, /\d/.test(word) ? 2 : 1);
    const found = new Map();
    for (const [term, places] of lines) {
      if (term === word) found.set(term, [places, 4]);
      else if (word.length > 1) found.set(term, [places, 2 * word.length / term.length]);
    }
    // The beginning of very many words: the most common are likely to be meant.
    if (!isWhole && !found.has(word) && word.length > 1) {
      const { lines } = await linesFrom("w", index.w, word, 2);
      const wanted = common(lines).slice(0, 2).map(([term]) => term).filter((term) => !found.has(term));
      for (const [term, places] of (await Promise.all(wanted.map((term) => line(index, term)))).filter(Boolean)) {
        found.set(term, [places, 2 * word.length / term.length]);
      }
    }
    if (found.size === 0 && word.length >= 4) {
      const terms = await meant(index, word);
      for (const [term, places] of (await Promise.all(terms.map((term) => line(index, term)))).filter(Boolean)) found.set(term, [places, 1]);
    }
    return found;
  }

  // Nobody has written `graph.user.red`; then its parts may be found.
  async function matchesOfParts(index, word) {
    const whole = await matches(index, word);
    const parts = word.split(joint).filter((part) => part.length > 1);
    if (whole.size > 0 || parts.length < 2) return [whole];
    return Promise.all(parts.map((part) => matches(index, part)));
  }

  // MARK: Pages

  const weights = [1, 3, 6, 12];

  // Results, and the words in them to mark.
  async function search(query) {
    const index = await load("index");
    const words = (await Promise.all(wordsOf(query).map((word) => matchesOfParts(index, word)))).flat();
    const pages = new Map();
    for (const [number, terms] of words.entries()) {
      const best = new Map();
      for (const [text, factor] of terms.values()) {
        const places = placesOf(text);
        const rarity = Math.log(1 + index.pages / places.length);
        for (const [page, detail] of places) {
          const score = factor * weights[detail & 3] * rarity;
          if (score > (best.get(page)?.score ?? 0)) best.set(page, { score, section: detail >> 2, rank: detail & 3 });
        }
      }
      for (const [page, { score, section, rank }] of best) {
        const sum = pages.get(page) ?? { page, score: 0, words: new Set(), places: [], section: 0, top: 0 };
        sum.score += score;
        sum.words.add(number);
        sum.places.push([number, section]);
        if (score > sum.top) [sum.section, sum.top] = [rank === 3 ? 0 : section, score];
        pages.set(page, sum);
      }
    }
    const best = [...pages.values()].sort((a, b) => b.words.size - a.words.size || b.score - a.score || a.page - b.page).slice(0, 7);
    const results = await Promise.all(best.map(async ({ page, section, places }) => {
      const group = await load("d" + Math.floor(page / index.group));
      const [title, path, description, sections] = group[page % index.group];
      const [heading, id, opening] = section > 0 ? sections.slice(3 * section - 3, 3 * section) : [];
      const hash = heading === undefined ? "" : "#" + encodeURIComponent(id || heading.toLowerCase().replaceAll(" ", "-"));
      const text = opening || description;
      // What was found in this very section.
      const terms = places.filter(([, place]) => place === section).map(([number]) => words[number]);
      return { title, heading, text, terms, url: window.scopebookAddress(path, site) + hash };
    }));
    return { results, marks: patternOf([...words.flatMap((terms) => [...terms.keys()]), ...wordsOf(query)]) };
  }

  // Words where they begin in a text.
  function patternOf(words) {
    const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, 50);
    // Dots are the only signs in words that mean something in a pattern.
    const patterns = longestFirst.map((word) => (withoutSpaces.test(word) ? "" : "(?<![\\p{L}\\p{N}])") + word.replaceAll(".", "\\."));
    return patterns.length === 0 ? null : new RegExp(patterns.join("|"), "giu");
  }

  // MARK: Words around

  // The index knows what a section begins with; the words around what was found stand in the page alone. Once nobody
  // types any more, the pages of results that do not show what was looked for are asked, as far as the limit for one
  // search allows. The one that is opened then has been loaded already. In a folder on disk pages cannot be read.
  const limit = 40_000;
  const patience = 300;
  const longest = 96;
  const read = new Map();
  // Pages of a site are about as large as each other; the largest seen, or a guess.
  let largest = 0;
  let began = 0;
  performance.setResourceTimingBufferSize(5_000);

  // Undefined where there is no room for it; null where it turns out to be too large.
  async function articleAt(url) {
    const index = new URL("index.js", base).href;
    const loaded = performance.getEntriesByType("resource").filter((entry) => entry.startTime >= began || entry.name === index)
      .reduce((sum, entry) => sum + entry.encodedBodySize, 0);
    if (loaded + (largest || 20_000) > limit) return undefined;
    const response = await fetch(url);
    const size = Number(response.headers.get("content-length"));
    if (!response.ok || loaded + size > limit) {
      response.body?.cancel();
      return null;
    }
    const html = await response.text();
    largest = Math.max(largest, size || html.length);
    return new DOMParser().parseFromString(html, "text/html").querySelector("article");
  }

  // From a heading to the next one; all of the page where there is none. A tabulator between paragraphs and cells.
  function textOf(article, heading) {
    let text = "";
    let last = null;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    if (heading) walker.currentNode = heading;
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (heading?.contains(parentElement)) continue;
      if (heading && parentElement.closest("h2, h3, h4, h5, h6")) break;
      if (parentElement.closest("h1, .lead, svg, script")) continue;
      const block = parentElement.closest("p, li, td, th, dt, dd, pre, label, summary");
      if (block !== last && data.trim()) {
        text += "\t";
        last = block;
      }
      text += data.replace(/\s+/g, " ");
    }
    return text;
  }

  // As many words as fit around a position, from the beginning of the sentence if that is near.
  function around(text, position) {
    let start = text.slice(0, position).match(/^.*(?:[.!?:] |[\t。！？])/)?.[0].length ?? 0;
    const isSentence = position - start <= longest / 2;
    if (!isSentence) {
      start = text.indexOf(" ", position - longest / 3) + 1;
      if (start === 0 || start > position) start = position - longest / 3;
    }
    let end = start + longest;
    if (end >= text.length) end = text.length;
    else if (text.lastIndexOf(" ", end) > position) end = text.lastIndexOf(" ", end);
    return (isSentence ? "" : "… ") + text.slice(start, end).replace(/\s+/g, " ").trim() + (end < text.length ? " …" : "");
  }

  // Undefined where the page cannot be asked any more.
  async function wordsAround(url, missing) {
    const [address, id] = url.split("#");
    const article = read.has(address) ? read.get(address) : await articleAt(address).catch(() => undefined);
    if (article === undefined) return undefined;
    read.set(address, article);
    const text = article ? textOf(article, id && article.querySelector("#" + CSS.escape(decodeURIComponent(id)))) : "";
    const position = missing.map((pattern) => text.search(pattern)).find((position) => position >= 0);
    return position === undefined ? "" : around(text, position);
  }

  async function showWordsAround(results, marks, mine) {
    for (const [number, { title, heading, text, terms, url }] of results.entries()) {
      const shown = `${title} ${heading ?? ""} ${text}`;
      const missing = terms.map((found) => patternOf([...found.keys()])).filter((pattern) => shown.search(pattern) < 0);
      if (missing.length === 0) continue;
      const words = await wordsAround(url, missing);
      if (mine !== turn) return;
      if (words === undefined) break;
      if (words) list.querySelector(`#search-result-${number} .search-text`).replaceChildren(marked(words, marks));
    }
    dialog.dataset.complete = input.value.trim();
  }

  // MARK: Dialog

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  const input = element("input", { type: "search", id: "search-input", placeholder: opener.textContent.replace("/", "").trim(), autocomplete: "off", spellcheck: false, maxLength: 100 });
  const list = element("ul", { id: "search-results" });
  const status = element("p", { className: "search-status" });
  const dialog = element("dialog", { className: "search" }, input, status, list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "search-results", "aria-autocomplete": "list", "aria-label": input.placeholder })) input.setAttribute(name, value);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.placeholder);
  status.setAttribute("role", "status");
  dialog.setAttribute("aria-label", input.placeholder);
  document.body.append(dialog);

  let chosen = -1;
  let turn = 0;
  let later;

  function choose(number) {
    const options = [...list.querySelectorAll("a")];
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = options.length === 0 ? -1 : (number + options.length) % options.length;
    const option = options[chosen];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function marked(text, pattern) {
    const fragment = document.createDocumentFragment();
    let end = 0;
    for (const match of pattern ? text.matchAll(pattern) : []) {
      fragment.append(text.slice(end, match.index), element("mark", {}, match[0]));
      end = match.index + match[0].length;
    }
    fragment.append(text.slice(end));
    return fragment;
  }

  async function update() {
    const mine = (turn += 1);
    const query = input.value.trim();
    let [results, marks] = [[], null];
    began = performance.now();
    clearTimeout(later);
    let failed = false;
    try {
      if (query) ({ results, marks } = await search(query));
    } catch {
      failed = true;
    }
    // A later letter has been typed meanwhile.
    if (mine !== turn) return;
    list.replaceChildren(...results.map(({ title, heading, text, url }, number) => {
      const link = element("a", { href: url, tabIndex: -1 }, element("span", { className: "search-title" }, marked(title, marks)));
      if (heading) link.append(element("span", { className: "search-heading" }, marked(heading, marks)));
      link.append(element("span", { className: "search-text" }, marked(text, marks)));
      // The link itself is the option: one that held a link could be entered twice.
      link.id = "search-result-" + number;
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      const item = element("li", {}, link);
      item.setAttribute("role", "none");
      return item;
    }));
    input.setAttribute("aria-expanded", String(results.length > 0));
    status.textContent = failed ? texts["index-failed"] : query && results.length === 0 ? texts["nothing-found"] : query ? results.length === 1 ? texts["one-result"] : texts.results.replace("{count}", results.length) : "";
    status.classList.toggle("hidden", results.length > 0);
    chosen = -1;
    choose(results.length > 0 ? 0 : -1);
    dialog.dataset.query = query;
    if (location.protocol !== "file:") later = setTimeout(showWordsAround, patience, results, marks, mine);
  }

  input.addEventListener("input", update);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      list.querySelectorAll("a")[chosen]?.click();
    }
  });
  list.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  opener.addEventListener("scopebook:search", () => {
    if (!dialog.open) dialog.showModal();
    input.select();
  });
  load("index").catch(() => {});
  opener.dispatchEvent(new Event("scopebook:search"));
})();
