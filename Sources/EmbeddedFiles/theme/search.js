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

  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const joint = /[._-]/;
  // The same rules as letters/make-folded.py has for the index: marks above and below letters and characters without a
  // shape are left out, and letters that no decomposition takes to what a keyboard without them has are replaced.
  const dropped = /[\u00AD\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u180B-\u180E\u200C-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFE00-\uFE0F\uFEFF\u{1F3FB}-\u{1F3FF}\u{E0100}-\u{E01EF}]/gu;
  const replaced = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", þ: "th", ð: "d", ħ: "h", ı: "i", ς: "σ", ى: "ي", ی: "ي", ک: "ك", ة: "ه" };
  const signs = { "™": " ", "℠": " ", "♯": "#" };
  const isASCII = (text) => /^[\0-\x7F]*$/.test(text);

  // Digits of every script come in rows of ten.
  function digitOf(digit) {
    let value = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0) - value - 1))) value += 1;
    return String(value % 10);
  }

  // As the index has it, but for capitals.
  function folded(text) {
    if (isASCII(text)) return text;
    return text.replace(/[™℠♯]/g, (sign) => signs[sign]).normalize("NFKD").replace(dropped, "")
      .replace(/(?![0-9])\p{Nd}/gu, digitOf)
      .replace(/[\u3041-\u30FF]+|[\u1100-\u11FF]+/g, (run) => run.normalize("NFC"));
  }

  const small = (text) => text.toLowerCase().replace(/[ßæœøđłþðħıςىیکة]/g, (letter) => replaced[letter]);

  // Scripts without spaces between words, or with compounds of any length, are found by any two letters; a pictogram is
  // a word of its own.
  const pairs = "\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3005-\\u3007\\u3040-\\u30FF\\u31F0-\\u31FF\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uAC00-\\uD7A3\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}";
  const pictograms = "\\u2600-\\u27BF\\u{1F000}-\\u{1FAFF}";
  const letter = `(?:(?![${pairs}${pictograms}])[\\p{L}\\p{N}\\p{M}])`;
  const tokens = new RegExp(`((?:(?=[\\p{L}\\p{N}\\p{M}])[${pairs}])+)|([${pictograms}])|${letter}+(?:[._-]${letter}+)*(?:\\+\\+|#(?!(?![0-9])${letter}))?`, "gu");
  const withoutSpaces = new RegExp(`[${pairs}${pictograms}]`, "u");
  // Of a longer word, so many bytes are what it is found by.
  const longestTerm = 64;
  // Each takes a file of its own to look up, and a search loads little: of more words, the longest tell most.
  const mostWords = 5;

  function shortened(word) {
    const bytes = encoder.encode(word);
    if (bytes.length <= longestTerm) return word;
    let end = longestTerm;
    while ((bytes[end] & 0xC0) === 0x80) end -= 1;
    return decoder.decode(bytes.slice(0, end));
  }

  // A name's parts: `Test`, `Example` and `Header`.
  const partsOf = (name) => name.split(/[._-]|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}{2})/u).map(small).filter((part) => part.length > 1);

  function tokensOf(query) {
    const words = [];
    for (const [token, run, pictogram] of folded(query).matchAll(tokens)) {
      if (pictogram) words.push({ text: token, isWhole: true });
      else if (run) {
        const letters = [...run];
        // Of much text every second pair is enough.
        const step = letters.length > mostWords + 1 ? 2 : 1;
        if (letters.length === 1) words.push({ text: run });
        for (let index = 0; index + 1 < letters.length; index += step) words.push({ text: letters[index] + letters[index + 1], isWhole: true });
        if (step === 2 && letters.length % 2 === 1) words.push({ text: letters.at(-2) + letters.at(-1), isWhole: true });
      } else words.push({ text: shortened(small(token)), parts: partsOf(token) });
    }
    return words;
  }

  // The words to look for, each with other ways to write it: `ue` for `ü` and the other way round, `1.10` for `v1.10`.
  function wordsOf(query) {
    const spelled = tokensOf(query.normalize("NFC").replace(/[äöüÄÖÜ]/g, (umlaut) => ({ ä: "ae", ö: "oe", ü: "ue" })[umlaut.toLowerCase()]));
    const words = tokensOf(query).map((word, number) => {
      const { text } = word;
      const ways = [spelled[number]?.text ?? text, text.replace(/([aou])e/g, "$1"), text.replace(/^v(?=\d)/, "")];
      return { ...word, ways: word.isWhole ? [] : [...new Set(ways)].filter((way) => way && way !== text) };
    });
    if (words.length <= mostWords) return words;
    const longest = [...words].sort((a, b) => b.text.length - a.text.length).slice(0, mostWords);
    return words.filter((word) => longest.includes(word));
  }

  // MARK: Stems

  const isVowel = (text) => /[aeiouy]/.test(text);

  // What the forms of an English word have in common: `approv` of approve, approved, approving and approval.
  function englishStem(word) {
    if (word.length < 4) return word;
    let stem = word.replace(/ies$|ied$/, "y").replace(/(ss|sh|ch|x)es$/, "$1").replace(/([^su])s$/, "$1");
    const ending = stem.match(/ed$|ing$/)?.[0];
    if (ending && isVowel(stem.slice(0, -ending.length))) {
      stem = stem.slice(0, -ending.length);
      if (stem.length < 3) stem += "e";
    }
    if (stem.length > 5) stem = stem.replace(/([st])ion$/, "$1").replace(/([vsw])al$/, "$1").replace(/(at)ors?$/, "$1");
    if (stem.length > 3) stem = stem.replace(/e$/, "").replace(/([^aeiou])y$/, "$1");
    if (stem.length > 5) stem = stem.replace(/ocat$/, "okat").replace(/at$/, "");
    return stem.length > 3 ? stem.replace(/([^aeiou])\1$/, "$1") : stem;
  }

  const germanEndings = ["ungen", "ung", "ern", "en", "er", "em", "es", "et", "te", "e", "s", "n", "t"];

  // `widerruf` of widerrufen and Widerruf; the index has no umlauts.
  function germanStem(word) {
    let stem = word;
    for (;;) {
      const ending = germanEndings.find((ending) => stem.endsWith(ending) && stem.length - ending.length >= 4);
      if (!ending) return stem;
      stem = stem.slice(0, -ending.length);
    }
  }

  const languages = {
    en: { stem: englishStem, endings: ["", "e", "ed", "es", "s", "ing", "y", "ies", "ied", "ion", "ions", "ation", "al"] },
    de: { stem: germanStem, endings: ["", "e", "en", "er", "ern", "es", "s", "n", "t", "te", "ten", "ung", "ungen"] },
  };
  const language = languages[document.documentElement.lang.slice(0, 2).toLowerCase()];

  // MARK: Lists of terms

  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const values = new Uint8Array(128);
  [...digits].forEach((digit, value) => { values[digit.charCodeAt(0)] = value; });
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
    return isASCII(start) ? start : decoder.decode(encoder.encode(term).slice(0, count));
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
    const letters = [...word];
    const half = letters.length >> 1;
    const middle = [...letters.slice(0, half - 1), letters[half], letters[half - 1], ...letters.slice(half + 1)].join("");
    const [begin, end, swapped] = await Promise.all([
      linesFrom("w", index.w, letters.slice(0, half).join(""), 4),
      linesFrom("e", index.e, reversed(letters.slice(half).join("")), 4),
      linesFrom("w", index.w, middle, 1),
    ]);
    const lines = [...begin.lines, ...end.lines.map(([term, digit]) => [reversed(term), digit]), ...swapped.lines];
    return common([...new Map(lines.filter(([term]) => isNear(term, word)))]).slice(0, 3).map(([term]) => term);
  }

  async function line(index, term) {
    const { lines } = await linesFrom("t", index.t, term, 1);
    return lines.find(([other]) => other === term);
  }

  // The lines of other forms of a word, which stand near it; files that nobody has asked for yet count.
  async function formsOf(index, word, room) {
    if (!language || !/^[a-z]{3,}$/.test(word)) return [];
    const stem = language.stem(word);
    const own = fileOf(index.t, word);
    const files = new Set([own]);
    for (const ending of language.endings) {
      const file = fileOf(index.t, stem + ending);
      if (files.has(file)) continue;
      if (!loaded.has("t" + file)) {
        if (room.files === 0) continue;
        room.files -= 1;
      }
      files.add(file);
    }
    const beginning = stem.slice(0, Math.max(2, stem.length - 1));
    const lines = (await Promise.all([...files].filter((file) => file < index.t.length).map((file) => linesOf("t" + file)))).flat();
    return lines.filter(([term]) => term.startsWith(beginning) && language.stem(term) === stem);
  }

  // Terms that are the word, begin with it, or differ from it by a slip: term, places, how much it counts.
  async function matches(index, { text: word, isWhole: isOnlyWhole, ways = [] }, room) {
    const found = new Map();
    const add = (term, places, factor) => { if (!(found.get(term)?.[1] >= factor)) found.set(term, [places, factor]); };
    const beginsTerms = !isOnlyWhole && (word.length > 1 || withoutSpaces.test(word));
    const nearness = (term, way) => 2 * way.length / term.length;
    const { lines, isWhole } = await linesFrom("t", index.t, word, /\d/.test(word) || withoutSpaces.test(word) ? 2 : 1);
    for (const [term, places] of lines) {
      if (term === word) add(term, places, 4);
      else if (beginsTerms) add(term, places, nearness(term, word));
    }
    const forms = await formsOf(index, word, room);
    for (const [term, places] of forms) add(term, places, 3);
    const isKnown = found.size > 0;
    for (const way of ways) {
      if (!loaded.has("t" + fileOf(index.t, way))) {
        if (room.files === 0) continue;
        room.files -= 1;
      }
      for (const [term, places] of (await linesFrom("t", index.t, way, 1)).lines) {
        if (term === way) add(term, places, 3.5);
        else if (!isKnown && way.length > 1) add(term, places, nearness(term, way));
      }
      if (!isKnown) for (const [term, places] of await formsOf(index, way, room)) add(term, places, 2.5);
    }
    // The beginning of very many words: the most common are likely to be meant.
    if (!isWhole && !found.has(word) && beginsTerms) {
      const { lines } = await linesFrom("w", index.w, word, 2);
      const wanted = common(lines).slice(0, 2).map(([term]) => term).filter((term) => !found.has(term));
      for (const [term, places] of (await Promise.all(wanted.map((term) => line(index, term)))).filter(Boolean)) add(term, places, nearness(term, word));
    }
    if (found.size === 0 && !isOnlyWhole && word.length >= 4) {
      const terms = await meant(index, word);
      for (const [term, places] of (await Promise.all(terms.map((term) => line(index, term)))).filter(Boolean)) add(term, places, 1);
    }
    return found;
  }

  // Nobody has written `graph.user.red`; then its parts may be found.
  async function matchesOfParts(index, word, room) {
    const whole = await matches(index, word, room);
    if (whole.size > 0 || !(word.parts?.length > 1)) return [whole];
    return Promise.all(word.parts.slice(0, mostWords).map((text) => matches(index, { text }, room)));
  }

  // MARK: Pages

  const weights = [1, 3, 6, 12];
  // Of a word that stands on more pages, the index has no more of them: that a page is not among them says nothing.
  const mostPlaces = 400;
  // Results that are shown at first.
  const first = 7;

  // The pages with any of the words, the best first, and the words that were found for each that was typed.
  async function search(query) {
    const index = await load("index");
    const asked = wordsOf(query);
    // Files that may be loaded for other forms of words, and other ways to write them.
    const room = { files: Math.max(0, 3 - asked.length) };
    const words = (await Promise.all(asked.map((word) => matchesOfParts(index, word, room)))).flat();
    const pages = new Map();
    const isTelling = words.map(() => true);
    for (const [number, terms] of words.entries()) {
      const best = new Map();
      for (const [text, factor] of terms.values()) {
        const places = placesOf(text);
        if (places.length >= mostPlaces) isTelling[number] = false;
        const rarity = Math.log(1 + index.pages / places.length);
        for (const [page, detail] of places) {
          const rank = detail & 3;
          const score = factor * weights[rank] * rarity;
          // Of a title, in place of a section, how many words it has.
          if (score > (best.get(page)?.score ?? 0)) best.set(page, { score, section: rank === 3 ? 0 : detail >> 2, titleWords: rank === 3 && factor >= 3 ? detail >> 2 : 0 });
        }
      }
      for (const [page, { score, section, titleWords }] of best) {
        const sum = pages.get(page) ?? { page, score: 0, words: new Set(), places: [], section: 0, top: 0, inTitle: 0, titleWords: 0 };
        sum.score += score;
        sum.words.add(number);
        sum.places.push([number, section]);
        if (titleWords > 0) [sum.inTitle, sum.titleWords] = [sum.inTitle + 1, titleWords];
        if (score > sum.top) [sum.section, sum.top] = [section, score];
        pages.set(page, sum);
      }
    }
    const counted = isTelling.includes(true) ? isTelling : words.map(() => true);
    for (const sum of pages.values()) {
      sum.count = [...sum.words].filter((number) => counted[number]).length;
      // The page that is called just what was looked for.
      sum.isCalled = sum.titleWords > 0 && sum.inTitle >= sum.titleWords;
    }
    // Of pages that are called alike, the last: those that are made from the catalog come after all others.
    const best = [...pages.values()].sort((a, b) => b.count - a.count || b.isCalled - a.isCalled || b.score - a.score || (a.isCalled ? b.page - a.page : a.page - b.page));
    return { index, best, words, marks: patternOf([...words.flatMap((terms) => [...terms.keys()]), ...asked.map(({ text }) => text)]) };
  }

  function resultsOf({ index, words }, pages) {
    return Promise.all(pages.map(async ({ page, section, places }) => {
      const group = await load("d" + Math.floor(page / index.group));
      const [title, path, description, sections] = group[page % index.group];
      const [heading, id, opening] = section > 0 ? sections.slice(3 * section - 3, 3 * section) : [];
      const hash = heading === undefined ? "" : "#" + encodeURIComponent(id || heading.toLowerCase().replaceAll(" ", "-"));
      const text = opening || description;
      // What was found in this very section.
      const terms = places.filter(([, place]) => place === section).map(([number]) => words[number]);
      return { title, heading, text, terms, url: window.scopebookAddress(path, site) + hash };
    }));
  }

  // Stands in a folded text where a part of a name begins.
  const seam = "\u0001";

  // Words where they begin in a folded text.
  function patternOf(words) {
    const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, 50);
    const patterns = longestFirst.map((word) => {
      const letters = [...word].map((letter) => letter.replace(/[.+]/, "\\$&")).join(seam + "?");
      return withoutSpaces.test(word) ? letters : "(?<![\\p{L}\\p{N}\\p{M}])" + letters;
    });
    return patterns.length === 0 ? null : new RegExp(patterns.join("|"), "gu");
  }

  const letterWithMarks = /[\u1100-\u11FF]+|\P{M}\p{M}*|\p{M}+|[^]/uy;

  function kindOf(letter) {
    if (letter >= "a" && letter <= "z") return "small";
    if (letter >= "0" && letter <= "9") return "digit";
    if (letter >= "A" && letter <= "Z") return "capital";
    if (letter < "\x80") return "";
    return /^\p{Lu}/u.test(letter) ? "capital" : /^\p{L}/u.test(letter) ? "small" : "";
  }

  // Where a pattern fits a text: beginnings and ends, as the text is written.
  function found(text, pattern) {
    if (!pattern) return [];
    let plain = "";
    let last = "";
    const [starts, ends] = [[], []];
    for (let place = 0; place < text.length;) {
      // A letter with its marks; most are ASCII without any.
      const isPlain = text.charCodeAt(place) < 0x80 && !(text.charCodeAt(place + 1) >= 0x300);
      if (!isPlain) letterWithMarks.lastIndex = place;
      const piece = isPlain ? text[place] : letterWithMarks.exec(text)[0];
      const kind = kindOf(piece);
      const isSeam = kind === "capital" ? last === "small" || last === "digit" || last === "capital" && /^\p{Ll}{2}/u.test(text.slice(place + piece.length, place + piece.length + 4)) : kind === "digit" && (last === "small" || last === "capital");
      const letters = (isSeam ? seam : "") + (isPlain ? piece.toLowerCase() : small(folded(piece)));
      for (let index = 0; index < letters.length; index += 1) {
        starts.push(place);
        ends.push(place + piece.length);
      }
      plain += letters;
      place += piece.length;
      last = kind;
    }
    const marks = [];
    for (const match of plain.matchAll(pattern)) {
      const [start, end] = [starts[match.index], ends[match.index + match[0].length - 1]];
      // Pairs of letters stand side by side.
      if (marks.at(-1)?.[1] >= start) marks.at(-1)[1] = end;
      else marks.push([start, end]);
    }
    return marks;
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
    const position = missing.map((pattern) => found(text, pattern)[0]?.[0]).find((position) => position !== undefined);
    return position === undefined ? "" : around(text, position);
  }

  async function showWordsAround(results, marks, mine) {
    for (const [number, { title, heading, text, terms, url }] of results.entries()) {
      const shown = `${title} ${heading ?? ""} ${text}`;
      const missing = terms.map((terms) => patternOf([...terms.keys()])).filter((pattern) => found(shown, pattern).length === 0);
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
  const more = element("button", { className: "search-all", type: "button", hidden: true });
  const dialog = element("dialog", { className: "search" }, input, status, list, more);
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
    let last = 0;
    for (const [start, end] of found(text, pattern)) {
      fragment.append(text.slice(last, start), element("mark", {}, text.slice(start, end)));
      last = end;
    }
    fragment.append(text.slice(last));
    return fragment;
  }

  function option({ title, heading, text, url }, number, marks) {
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
  }

  // So many more at a time; of very many, the next ones once the reader comes to the last.
  const portion = 20;
  const mostAtOnce = 100;

  async function showAll(found, mine) {
    more.hidden = true;
    input.focus();
    try {
      for (let start = first; start < found.best.length && mine === turn; start += portion) {
        const results = await resultsOf(found, found.best.slice(start, start + portion));
        if (mine !== turn) return;
        list.append(...results.map((result, number) => option(result, start + number, found.marks)));
        if (start + portion >= mostAtOnce) await comesToTheEnd();
      }
    } catch {
      // What is there stays.
      if (mine === turn) more.hidden = false;
    }
  }

  function comesToTheEnd() {
    return new Promise((resolve) => {
      function look() {
        if (dialog.scrollHeight - dialog.scrollTop - dialog.clientHeight > dialog.clientHeight) return;
        dialog.removeEventListener("scroll", look);
        resolve();
      }
      dialog.addEventListener("scroll", look);
      look();
    });
  }

  async function update() {
    const mine = (turn += 1);
    const query = input.value.trim();
    let results = [];
    let all = { best: [] };
    began = performance.now();
    clearTimeout(later);
    let failed = false;
    try {
      if (query) {
        all = await search(query);
        results = await resultsOf(all, all.best.slice(0, first));
      }
    } catch {
      failed = true;
    }
    // A later letter has been typed meanwhile.
    if (mine !== turn) return;
    const count = failed ? 0 : all.best.length;
    list.replaceChildren(...results.map((result, number) => option(result, number, all.marks)));
    more.hidden = count <= first;
    more.textContent = texts["all-results"].replace("{count}", count);
    more.onclick = () => showAll(all, mine);
    input.setAttribute("aria-expanded", String(results.length > 0));
    status.textContent = failed ? texts["index-failed"] : query && count === 0 ? texts["nothing-found"] : query ? count === 1 ? texts["one-result"] : texts.results.replace("{count}", count) : "";
    status.classList.toggle("hidden", results.length > 0);
    chosen = -1;
    choose(results.length > 0 ? 0 : -1);
    dialog.dataset.query = query;
    if (location.protocol !== "file:") later = setTimeout(showWordsAround, patience, results, all.marks, mine);
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
