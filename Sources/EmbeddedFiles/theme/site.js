// Makes pages more convenient; everything on them works without it. Runs in the head, so that a chosen colour scheme
// is there before anything is painted; the rest waits for the page.
(() => {
  "use strict";

  const root = document.documentElement;
  // Where the site really is, which this script knows from its own address, and where its links say that it is.
  const site = new URL("..", document.currentScript.src);
  const path = document.currentScript.dataset.root;
  // In the site's language; they stand in front of this script.
  const words = window.scopebookWords;
  const say = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const darkSystem = matchMedia("(prefers-color-scheme: dark)");

  // Storage may be forbidden; then nothing is remembered and everything else goes on.
  function recall(storage, key) {
    try { return window[storage].getItem(key); } catch { return null; }
  }
  function remember(storage, key, value) {
    try {
      if (value === null) window[storage].removeItem(key);
      else window[storage].setItem(key, value);
    } catch { /* nothing is remembered */ }
  }

  const chosenScheme = recall("localStorage", "scheme");
  if (chosenScheme === "light" || chosenScheme === "dark") root.dataset.theme = chosenScheme;
  // The stylesheet shows what needs scripts from the first paint, so that nothing moves later.
  root.dataset.scripts = "";

  // A page below that, or below another address. In a folder on disk, no server finds the file that is meant.
  window.scopebookAddress = (page, below = site) => {
    const url = new URL(page, below);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  };

  document.addEventListener("DOMContentLoaded", () => {
    setUpScheme();
    setUpSearch();
    setUpFolds();
    setUpContents();
    setUpText();
    reveal();
    // The preview puts changed text into an open page.
    document.addEventListener("scopebook:text", setUpText);
    addEventListener("hashchange", reveal);
  });

  // Links begin at the root of the server that the site was made for. On disk, or in another folder of another server,
  // they are put right here.
  function setUpAddresses() {
    if (!path || new URL(path, location.href).href === site.href) return;
    for (const name of ["href", "src"]) {
      for (const element of document.querySelectorAll(`body [${name}^="/"]:not([${name}^="//"])`)) {
        const address = element.getAttribute(name);
        if (address.startsWith(path)) element.setAttribute(name, window.scopebookAddress(address.slice(path.length)));
      }
    }
  }

  // Once for each element, however often it is called.
  function setUpText() {
    setUpAddresses();
    setUpHeadings();
    setUpCode();
    fresh(".checklist").forEach(setUpChecklist);
    setUpTabs();
    setUpConsent();
  }

  const known = new WeakSet();
  function fresh(selector) {
    const found = [...document.querySelectorAll(selector)].filter((item) => !known.has(item));
    found.forEach((item) => known.add(item));
    return found;
  }

  // Marked as made by a script: the preview leaves it where it is.
  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.dataset.made = "";
    made.append(...children);
    return made;
  }

  function button(label, action) {
    const made = element("button", { type: "button", className: "ghost" }, label);
    made.addEventListener("click", action);
    return made;
  }

  function copyButton(label, text) {
    const made = button(label, async () => {
      try {
        await navigator.clipboard.writeText(text());
        made.textContent = words.copied;
      } catch {
        made.textContent = words["copying-failed"];
      }
      setTimeout(() => { made.textContent = label; }, 2000);
    });
    made.setAttribute("aria-live", "polite");
    return made;
  }

  // One switch, two states: choosing what the system prefers anyway means to follow the system again.
  function setUpScheme() {
    const toggle = document.querySelector(".scheme");
    if (!toggle) return;
    const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : darkSystem.matches;
    const show = () => toggle.setAttribute("aria-pressed", String(isDark()));
    toggle.addEventListener("click", () => {
      const scheme = isDark() ? "light" : "dark";
      if ((scheme === "dark") === darkSystem.matches) delete root.dataset.theme;
      else root.dataset.theme = scheme;
      remember("localStorage", "scheme", root.dataset.theme || null);
      show();
    });
    darkSystem.addEventListener("change", show);
    show();
  }

  // The search itself is loaded when somebody wants it.
  function setUpSearch() {
    const opener = document.querySelector(".search-open");
    if (!opener) return;
    let isLoaded = false;
    const open = () => {
      if (isLoaded) return opener.dispatchEvent(new Event("scopebook:search"));
      isLoaded = true;
      document.head.append(element("script", { src: opener.dataset.script }));
    };
    opener.addEventListener("click", open);
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
      const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (isTyping || !isSlash && !isK) return;
      event.preventDefault();
      open();
    });
  }

  // The stylesheet shows folded lists on wide screens; that they are open tells assistive technology the same.
  function setUpFolds() {
    for (const [selector, query] of [[".side .fold", "(min-width: 62rem)"], [".toc .fold", "(min-width: 80rem)"]]) {
      const fold = document.querySelector(selector);
      if (!fold) continue;
      const wide = matchMedia(query);
      const follow = () => { fold.open = wide.matches; };
      wide.addEventListener("change", follow);
      follow();
      fold.addEventListener("click", (event) => {
        if (event.target.closest("a") && !wide.matches) fold.open = false;
      });
    }
    const current = document.querySelector(".side [aria-current]");
    const side = document.querySelector(".side");
    if (current && side.scrollHeight > side.clientHeight) {
      side.scrollTop = current.offsetTop - side.clientHeight / 2;
    }
  }

  // Marks the entry of the section that is being read.
  function setUpContents() {
    const links = new Map();
    for (const link of document.querySelectorAll(".toc a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    if (links.size === 0) return;
    let pending = false;
    let marked;
    const mark = () => {
      pending = false;
      const line = innerHeight / 4;
      let link;
      for (const [heading, candidate] of links) {
        if (heading.getBoundingClientRect().top > line) break;
        link = candidate;
      }
      if (innerHeight + scrollY >= root.scrollHeight - 2) link = [...links.values()].pop();
      if (link === marked) return;
      marked?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      marked = link;
    };
    addEventListener("scroll", () => {
      if (pending) return;
      pending = true;
      requestAnimationFrame(mark);
    }, { passive: true });
    mark();
  }

  function setUpHeadings() {
    for (const heading of document.querySelectorAll("article :is(h2, h3, h4, h5, h6)[id]")) {
      if (heading.querySelector(".anchor")) continue;
      const link = element("a", { className: "anchor", href: "#" + heading.id });
      link.setAttribute("aria-label", say("link-to-section", { heading: heading.textContent }));
      heading.append(link);
    }
  }

  function setUpCode() {
    for (const block of fresh(".code")) {
      block.append(copyButton(words.copy, () => block.querySelector("pre").textContent));
    }
  }

  function setUpChecklist(list) {
    const boxes = [...list.querySelectorAll("input[type=checkbox]")];
    // What a changed list asks for has not been done yet.
    const items = boxes.map((box) => box.labels[0].textContent.trim().replace(/\s+/g, " "));
    let version = 5381;
    for (const letter of items.join("\n")) version = (version * 33 ^ letter.codePointAt(0)) >>> 0;
    const key = "checklist:" + location.pathname + "#" + list.id + ":" + version.toString(36);
    const title = list.querySelector(".panel-title").textContent.trim();
    const markdown = () => ["## " + title, "", ...items.map((item, index) => `- [${boxes[index].checked ? "x" : " "}] ${item}`), "", location.href].join("\n");
    const plain = () => [title, "", ...items.map((item, index) => `${boxes[index].checked ? words.done : words.open}  ${item}`), "", location.href].join("\n");
    const initial = boxes.filter((box) => box.checked).map((box) => box.id);
    const count = element("p", { className: "checklist-count" });
    count.setAttribute("role", "status");
    const show = () => {
      count.textContent = say("progress", { done: boxes.filter((box) => box.checked).length, total: boxes.length });
    };
    const check = (ids) => {
      for (const box of boxes) box.checked = ids.includes(box.id);
      show();
    };
    let saved = null;
    try { saved = JSON.parse(recall("localStorage", key)); } catch { /* not written by us */ }
    check(Array.isArray(saved) ? saved : initial);
    list.addEventListener("change", () => {
      remember("localStorage", key, JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.id)));
      show();
    });
    list.append(element("div", { className: "checklist-tools" },
      count,
      copyButton(words["copy-markdown"], markdown),
      copyButton(words["copy-text"], plain),
      button(words.print, () => print()),
      button(words.reset, () => {
        remember("localStorage", key, null);
        check(initial);
      })));
  }

  const tabSelectors = new WeakMap();

  // Labels that readers chose, the latest first: who works in a terminal here does so on the next page too.
  const longestMemory = 20;
  function chosenTabs() {
    try {
      const labels = JSON.parse(recall("localStorage", "tabs"));
      return Array.isArray(labels) ? labels.filter((label) => typeof label === "string").slice(0, longestMemory) : [];
    } catch { return []; /* not written by us */ }
  }

  let tabCount = 0;

  function setUpTabs() {
    let chosen = chosenTabs();
    const sets = [];
    const choose = (label, bar) => {
      chosen = [label, ...chosen.filter((other) => other !== label)].slice(0, longestMemory);
      remember("localStorage", "tabs", JSON.stringify(chosen));
      // What changes further up must not move what the reader is looking at.
      const before = bar.getBoundingClientRect().top;
      for (const follow of sets) follow(label);
      scrollBy({ top: bar.getBoundingClientRect().top - before, behavior: "instant" });
    };
    for (const tabs of fresh(".tabs")) {
      const panels = [...tabs.querySelectorAll(":scope > .tab")];
      if (panels.length < 2) continue;
      const bar = element("div", { className: "tab-list" });
      bar.setAttribute("role", "tablist");
      const buttons = panels.map((panel) => {
        const label = panel.querySelector(".tab-label");
        const tab = element("button", { type: "button", id: "tab-" + ++tabCount }, label.textContent);
        label.hidden = true;
        panel.id ||= tab.id + "-panel";
        panel.tabIndex = 0;
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-labelledby", tab.id);
        tab.setAttribute("role", "tab");
        tab.setAttribute("aria-controls", panel.id);
        bar.append(tab);
        return tab;
      });
      const labels = buttons.map((tab) => tab.textContent.trim());
      const select = (selected) => {
        buttons.forEach((tab, index) => {
          const isChosen = index === selected;
          tab.setAttribute("aria-selected", String(isChosen));
          tab.tabIndex = isChosen ? 0 : -1;
          // Hidden like this, the browser's search in the page still finds what is in the panel.
          if (isChosen) panels[index].removeAttribute("hidden");
          else panels[index].setAttribute("hidden", "until-found");
        });
      };
      bar.addEventListener("click", (event) => {
        const clicked = buttons.indexOf(event.target);
        if (clicked < 0) return;
        select(clicked);
        choose(labels[clicked], bar);
      });
      bar.addEventListener("keydown", (event) => {
        const from = buttons.indexOf(event.target);
        const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
        const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
        const to = {
          [forward]: (from + 1) % buttons.length,
          [backward]: (from + buttons.length - 1) % buttons.length,
          Home: 0,
          End: buttons.length - 1,
        }[event.key];
        if (from < 0 || to === undefined) return;
        event.preventDefault();
        select(to);
        buttons[to].focus();
        choose(labels[to], bar);
      });
      panels.forEach((panel, index) => {
        tabSelectors.set(panel, () => select(index));
        panel.addEventListener("beforematch", () => select(index));
      });
      sets.push((label) => {
        if (labels.includes(label)) select(labels.indexOf(label));
      });
      tabs.prepend(bar);
      select(Math.max(0, labels.indexOf(chosen.find((label) => labels.includes(label)))));
    }
  }

  // An address may point into a tab or a fold that is closed.
  function reveal() {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* taken as it is */ }
    const target = id && document.getElementById(id);
    if (!target) return;
    let isHidden = false;
    for (let place = target; place; place = place.parentElement) {
      if (place.matches(".tab[hidden]")) {
        tabSelectors.get(place)?.();
        isHidden = true;
      }
      if (place.matches("details:not([open])")) {
        place.open = true;
        isHidden = true;
      }
    }
    if (isHidden) target.scrollIntoView();
  }

  // Only what Microsoft takes for a tenant may become part of the link: an ID or a domain. Hosts and everything else
  // come from the page alone.
  const tenantID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  const tenantDomain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/i;
  const isTenant = (text) => text === "" || tenantID.test(text) || tenantDomain.test(text);

  function setUpConsent() {
    const cards = fresh(".consent[data-url-template]").map(consentCard).filter(Boolean);
    const show = (tenant, isFinal, origin) => cards.forEach((card) => card.show(tenant, isFinal, card === origin));
    for (const card of cards) {
      card.input.addEventListener("input", () => show(card.input.value, false, card));
      card.input.addEventListener("change", () => {
        const tenant = card.input.value.trim();
        if (isTenant(tenant)) remember("sessionStorage", "tenant", tenant || null);
        show(tenant, true, card);
      });
    }
    const tenant = recall("sessionStorage", "tenant");
    if (tenant && isTenant(tenant)) show(tenant, true, null);
  }

  function consentCard(section) {
    const form = section.querySelector(".consent-form");
    const link = section.querySelector(".consent-button");
    if (!form || !link) return null;
    const input = form.querySelector("input");
    const cloud = form.querySelector("select");
    const status = form.querySelector("[role=status]");
    const host = section.querySelector(".consent-host");
    const address = section.querySelector(".consent-url");
    let last = "";

    // A mail of the reader's own; nothing is sent from here.
    const mail = element("a", { className: "ghost" }, words.send);
    const app = section.querySelector(".consent-app strong").textContent.trim();
    const title = section.querySelector(".consent-title").textContent.trim();
    const write = () => {
      const subject = say("mail-subject", { app });
      const body = [`${title} (${app})`, "", words["mail-what"], location.href.replace(/#.*/, "") + "#" + section.id, "", words["mail-link"], link.href].join("\r\n");
      mail.href = "mailto:?subject=" + encodeURIComponent(subject) + "&body=" + encodeURIComponent(body);
    };

    const update = (isFinal) => {
      const source = cloud ? cloud.selectedOptions[0].dataset : section.dataset;
      const isValid = isTenant(last);
      const part = isValid && last ? encodeURIComponent(last) : section.dataset.asTenant;
      link.href = source.urlTemplate.replace("{tenant}", () => part);
      address.textContent = link.href;
      write();
      if (cloud) host.textContent = source.host;
      if (isValid) {
        input.removeAttribute("aria-invalid");
        status.textContent = last ? say("tenant-used", { tenant: last }) : "";
      } else if (isFinal) {
        input.setAttribute("aria-invalid", "true");
        status.textContent = words["tenant-wrong"];
      }
    };
    cloud?.addEventListener("change", () => update(true));
    form.addEventListener("submit", (event) => event.preventDefault());
    link.parentElement.append(copyButton(words["copy-link"], () => link.href), mail);
    write();
    return {
      input,
      show(tenant, isFinal, isOrigin) {
        last = tenant.trim();
        if (!isOrigin) input.value = last;
        update(isFinal || !isOrigin);
      },
    };
  }
})();
