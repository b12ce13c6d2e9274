// Search in the reader's browser. Loaded when somebody searches for the first time; the index comes in small scripts,
// of which a search needs a few.
(() => {
  "use strict";

  const texts = window.scopebookWords;
  const opener = document.querySelector(".search-open");
  const base = opener.dataset.index;
  const loaded = new Map();
  const waiting = new Map();

  window.scopebookSearch = (name, value) => waiting.get(name)?.(value);

  function load(name) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = base + name + ".js";
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

  // MARK: Terms

  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const values = new Map([...digits].map((digit, value) => [digit, value]));
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

  const parsed = new Map();

  // A shard's lines as terms with what stands after each.
  async function termsOf(shard) {
    const name = "t" + shard;
    if (!parsed.has(name)) {
      const text = await load(name);
      let previous = new Uint8Array();
      const terms = [];
      for (const line of text.split("\n")) {
        if (!line) continue;
        const space = line.indexOf(" ");
        const rest = encoder.encode(line.slice(1, space));
        const shared = values.get(line[0]);
        const bytes = new Uint8Array(shared + rest.length);
        bytes.set(previous.slice(0, shared));
        bytes.set(rest, shared);
        terms.push([decoder.decode(bytes), line.slice(space + 1)]);
        previous = bytes;
      }
      parsed.set(name, terms);
    }
    return parsed.get(name);
  }

  function* numbers(text) {
    let [number, shift] = [0, 1];
    for (const digit of text) {
      const value = values.get(digit);
      number += (value & 31) * shift;
      shift *= 32;
      if (value < 32) {
        yield number;
        [number, shift] = [0, 1];
      }
    }
  }

  // Page, section and rank of each place.
  function placesOf(text) {
    const places = [];
    const stream = numbers(text);
    let page = 0;
    for (;;) {
      const step = stream.next();
      if (step.done) return places;
      page += step.value;
      const detail = stream.next().value;
      places.push({ page, section: detail >> 2, rank: detail & 3 });
    }
  }

  function isNear(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
    let end = 0;
    while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
    const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
    return left.length <= 1 && right.length <= 1 || left.length === 2 && left[0] === right[1] && left[1] === right[0];
  }

  // The shard in which a term is, or would be.
  function shardOf(first, term) {
    let [low, high] = [0, first.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (compare(first[middle], term) <= 0) low = middle;
      else high = middle;
    }
    return low;
  }

  // Terms that are the word, begin with it, or differ from it by a slip: with how much each counts.
  async function matches(index, word) {
    if (index.first.length === 0) return [];
    const found = [];
    const from = shardOf(index.first, word);
    for (let shard = from; shard < Math.min(from + 2, index.first.length); shard += 1) {
      if (shard > from && !index.first[shard].startsWith(word)) break;
      for (const [term, places] of await termsOf(shard)) {
        if (term === word) found.push([places, 4]);
        else if (word.length > 1 && term.startsWith(word)) found.push([places, 2 * word.length / term.length]);
      }
    }
    if (found.length > 0 || word.length < 4) return found;
    // A slip in the second half of the word is near in the list; one before it may be.
    for (const length of [Math.ceil(word.length / 2), 2]) {
      const near = shardOf(index.first, word.slice(0, length));
      for (let shard = near; shard < Math.min(near + 2, index.first.length); shard += 1) {
        for (const [term, places] of await termsOf(shard)) if (isNear(term, word)) found.push([places, 1]);
      }
      if (found.length > 0) break;
    }
    return found;
  }

  const weights = [1, 3, 6, 12];

  async function search(query) {
    const index = await load("index");
    const words = wordsOf(query);
    const pages = new Map();
    for (const [number, word] of words.entries()) {
      const best = new Map();
      for (const [text, factor] of await matches(index, word)) {
        const places = placesOf(text);
        const rarity = Math.log(1 + index.pages / places.length);
        for (const { page, section, rank } of places) {
          const score = factor * weights[rank] * rarity;
          if (score > (best.get(page)?.score ?? 0)) best.set(page, { score, section, rank });
        }
      }
      for (const [page, { score, section, rank }] of best) {
        const sum = pages.get(page) ?? { page, score: 0, words: new Set(), section: 0, top: 0 };
        sum.score += score;
        sum.words.add(number);
        if (rank < 3 && score > sum.top) [sum.section, sum.top] = [section, score];
        if (rank === 3 && score > sum.top) [sum.section, sum.top] = [0, score];
        pages.set(page, sum);
      }
    }
    const results = [...pages.values()].sort((a, b) => b.words.size - a.words.size || b.score - a.score || a.page - b.page).slice(0, 7);
    return Promise.all(results.map(async ({ page, section }) => {
      const group = await load("d" + Math.floor(page / index.group));
      const [title, url, description, sections] = group[page % index.group];
      const [heading, id] = section > 0 ? sections.slice(2 * section - 2, 2 * section) : [];
      return { title, heading, description, url: id ? url + "#" + encodeURIComponent(id) : url };
    }));
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

  // The words in a text, marked.
  function marked(text, words) {
    const fragment = document.createDocumentFragment();
    let rest = text;
    while (rest) {
      const lower = rest.toLowerCase();
      const [at, length] = words.map((word) => [lower.indexOf(word), word.length]).filter(([place]) => place >= 0).sort((a, b) => a[0] - b[0] || b[1] - a[1])[0] ?? [-1, 0];
      if (at < 0 || lower.length !== rest.length) break;
      fragment.append(rest.slice(0, at), element("mark", {}, rest.slice(at, at + length)));
      rest = rest.slice(at + length);
    }
    fragment.append(rest);
    return fragment;
  }

  async function update() {
    const mine = (turn += 1);
    const query = input.value.trim();
    let results = [];
    let failed = false;
    try {
      if (query) results = await search(query);
    } catch {
      failed = true;
    }
    // A later letter has been typed meanwhile.
    if (mine !== turn) return;
    const words = wordsOf(query);
    list.replaceChildren(...results.map(({ title, heading, description, url }, number) => {
      const link = element("a", { href: url, tabIndex: -1 }, element("span", { className: "search-title" }, marked(title, words)));
      if (heading) link.append(element("span", { className: "search-heading" }, marked(heading, words)));
      if (description) link.append(element("span", { className: "search-text" }, marked(description, words)));
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
