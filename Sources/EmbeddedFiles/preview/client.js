// Keeps an open page like the files it is made from.
(() => {
  "use strict";
  const panel = document.createElement("aside");
  panel.id = "scopebook-preview";
  panel.setAttribute("aria-label", "Findings on this page");

  // Elements that the theme's script builds something into: a changed one is built anew as a whole.
  const built = ".tabs, .checklist, .consent, .code";
  const isOurs = (node) => node === panel || node.dataset?.made !== undefined || node.nodeName === "DIALOG";

  // Changes of an element what is another in the page that is served now than in the one that was served before. All else
  // stays, with what readers have opened, typed and chosen, and what scripts have added.
  const morph = (live, before, now) => {
    if (before.isEqualNode(now)) return;
    const isSame = live.nodeType === now.nodeType && live.nodeName === now.nodeName;
    if (!isSame || live.nodeType === 1 && live.matches(built)) return live.replaceWith(now.cloneNode(true));
    if (live.nodeType !== 1) {
      live.nodeValue = now.nodeValue;
      return;
    }
    for (const { name } of before.attributes) if (!now.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of now.attributes) if (before.getAttribute(name) !== value) live.setAttribute(name, value);
    const [old, fresh] = [[...before.childNodes], [...now.childNodes]];
    const shown = [...live.childNodes].filter((node) => !isOurs(node));
    if (shown.length !== old.length) {
      // A script has changed more than it says.
      shown.forEach((node) => node.remove());
      live.append(...fresh.map((node) => node.cloneNode(true)));
      return;
    }
    let [start, oldEnd, end] = [0, old.length, fresh.length];
    while (start < oldEnd && start < end && old[start].isEqualNode(fresh[start])) start += 1;
    while (oldEnd > start && end > start && old[oldEnd - 1].isEqualNode(fresh[end - 1])) { oldEnd -= 1; end -= 1; }
    const next = shown[oldEnd] || (panel.parentNode === live ? panel : null);
    for (let index = start; index < Math.max(oldEnd, end); index += 1) {
      if (index >= end) shown[index].remove();
      else if (index >= oldEnd) live.insertBefore(fresh[index].cloneNode(true), next);
      else morph(shown[index], old[index], fresh[index]);
    }
  };

  const styles = (doc) => [...doc.querySelectorAll('link[rel="stylesheet"]')];
  const load = async () => {
    const response = await fetch(location.pathname, { headers: { accept: "text/html" } });
    const doc = new DOMParser().parseFromString(await response.text(), "text/html");
    doc.body.querySelectorAll("script").forEach((script) => script.remove());
    return doc;
  };
  document.body.querySelectorAll("script").forEach((script) => script.remove());
  // As it was served, before scripts did anything to it.
  let served = load();
  // Buttons of the theme whose script runs once a page.
  const controls = [...document.querySelectorAll(".scheme, .search-open")];

  // Of several changes at once the last one counts, in whatever order the answers come.
  let round = 0;
  const refresh = async () => {
    const mine = ++round;
    const [before, doc] = await Promise.all([served, load()]);
    if (mine !== round) return;
    served = doc;
    document.title = doc.title;
    styles(doc).forEach((link, index) => {
      const ours = styles(document)[index];
      if (ours && ours.getAttribute("href") !== link.getAttribute("href")) ours.href = link.getAttribute("href");
    });
    morph(document.body, before.body, doc.body);
    if (controls.some((control) => !control.isConnected)) return location.reload();
    if (!panel.isConnected) document.body.append(panel);
    document.dispatchEvent(new Event("scopebook:text"));
    await report();
  };

  const mark = (findings) => {
    document.querySelectorAll("[data-scopebook-finding]").forEach((element) => element.removeAttribute("data-scopebook-finding"));
    for (const finding of findings) {
      if (!finding.target) continue;
      for (const element of document.querySelectorAll("main a[href], main img, main code")) {
        const shown = element.getAttribute("href") || element.getAttribute("src") || element.textContent;
        if (shown === finding.target || element.textContent === finding.target) element.dataset.scopebookFinding = finding.severity;
      }
    }
  };

  let reports = 0;
  let isFolded = false;
  const report = async () => {
    const mine = ++reports;
    const state = await (await fetch("/_scopebook/state.json?path=" + encodeURIComponent(location.pathname))).json();
    if (mine !== reports) return;
    mark(state.page);
    panel.hidden = state.page.length === 0 && state.errors === 0 && !state.isDraft;
    panel.replaceChildren();
    if (state.isDraft) {
      const note = document.createElement("p");
      note.className = "draft-note";
      note.textContent = "This page is a draft: it is not published.";
      panel.append(note);
    }
    for (const finding of state.page) {
      const item = document.createElement("p");
      item.className = finding.severity;
      const link = document.createElement("a");
      link.href = "/_scopebook/explain/" + finding.id;
      link.textContent = finding.id;
      const place = document.createElement("small");
      const open = document.createElement("a");
      if (finding.editor) open.href = finding.editor;
      open.textContent = finding.line ? finding.path + ":" + finding.line : finding.path;
      place.append(open);
      item.append(finding.message + " ", link, place);
      if (finding.help) {
        const help = document.createElement("small");
        help.textContent = finding.help;
        item.append(help);
      }
      if (finding.excerpt) {
        const code = document.createElement("code");
        code.textContent = finding.excerpt;
        item.append(code);
      }
      panel.append(item);
    }
    const total = document.createElement("p");
    const fold = document.createElement("button");
    fold.type = "button";
    const follow = () => {
      panel.classList.toggle("folded", isFolded);
      fold.textContent = isFolded ? "Show" : "Hide";
      fold.setAttribute("aria-expanded", String(!isFolded));
    };
    fold.addEventListener("click", () => { isFolded = !isFolded; follow(); });
    follow();
    const dashboard = document.createElement("a");
    dashboard.href = "/_scopebook/";
    const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
    dashboard.textContent = `Site: ${counted(state.errors, "error")}, ${counted(state.warnings, "warning")}, ${counted(state.hints, "hint")}`;
    total.className = "total";
    total.append(dashboard, state.page.length > 0 ? fold : "");
    panel.append(total);
  };

  // Alt and a click open the block's source in the editor.
  document.addEventListener("click", async (event) => {
    if (!event.altKey || event.button !== 0) return;
    const block = event.target.closest?.("p, li, h1, h2, h3, h4, h5, h6, td, th, pre, dt, dd, summary, main");
    if (!block || panel.contains(block)) return;
    event.preventDefault();
    const copy = block.cloneNode(true);
    copy.querySelectorAll(".anchor, button, ul, ol").forEach((element) => element.remove());
    const text = block.matches("main") ? "" : copy.textContent.trim().slice(0, 300);
    const answer = await fetch("/_scopebook/source.json?path=" + encodeURIComponent(location.pathname) + "&text=" + encodeURIComponent(text));
    if (!answer.ok) return;
    const source = await answer.json();
    const isWanted = document.dispatchEvent(new CustomEvent("scopebook:open", { detail: source, cancelable: true }));
    if (isWanted && source.url) location.href = source.url;
  }, true);

  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "/_scopebook/client.css";
  sheet.dataset.preview = "";
  document.documentElement.append(sheet);
  document.body.append(panel);

  let version;
  const events = new EventSource("/_scopebook/events");
  // After a pause, or a server that was started anew, something may have been missed.
  events.addEventListener("hello", (event) => {
    if (version !== undefined && version !== event.data) refresh();
    version = event.data;
    report();
  });
  events.addEventListener("change", (event) => { version = event.data; refresh(); });
  events.addEventListener("checked", (event) => { version = event.data; report(); });
})();
