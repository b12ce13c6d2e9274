// Keeps an open page like the files it is made from.
(() => {
  "use strict";
  const panel = document.createElement("aside");
  panel.id = "scopebook-preview";
  panel.setAttribute("aria-label", "Findings on this page");

  const morph = (from, to) => {
    if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) return from.replaceWith(to.cloneNode(true));
    if (from.nodeType !== 1) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    // What the reader has opened or typed stays.
    const kept = from.matches("details, input, textarea, select, [role=tab], [role=tabpanel]") ? ["open", "value", "checked", "hidden", "aria-selected", "tabindex"] : [];
    for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && !kept.includes(name)) from.removeAttribute(name);
    for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value && !kept.includes(name)) from.setAttribute(name, value);
    const before = [...from.childNodes].filter((node) => node !== panel);
    const after = [...to.childNodes];
    after.forEach((node, index) => (index < before.length ? morph(before[index], node) : from.insertBefore(node.cloneNode(true), panel.parentNode === from ? panel : null)));
    before.slice(after.length).forEach((node) => node.remove());
  };

  const styles = (doc) => [...doc.querySelectorAll('link[rel="stylesheet"]')];

  const refresh = async () => {
    const response = await fetch(location.pathname, { headers: { accept: "text/html" } });
    const doc = new DOMParser().parseFromString(await response.text(), "text/html");
    document.title = doc.title;
    styles(doc).forEach((link, index) => {
      const ours = styles(document)[index];
      if (ours && ours.getAttribute("href") !== link.getAttribute("href")) ours.href = link.getAttribute("href");
    });
    doc.body.querySelectorAll("script").forEach((script) => script.remove());
    document.body.querySelectorAll("script").forEach((script) => script.remove());
    morph(document.body, doc.body);
    if (!panel.isConnected) document.body.append(panel);
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

  const report = async () => {
    const state = await (await fetch("/_scopebook/state.json?path=" + encodeURIComponent(location.pathname))).json();
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
    const dashboard = document.createElement("a");
    dashboard.href = "/_scopebook/";
    const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
    dashboard.textContent = `Site: ${counted(state.errors, "error")}, ${counted(state.warnings, "warning")}, ${counted(state.hints, "hint")}`;
    total.append(dashboard);
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
    document.dispatchEvent(new CustomEvent("scopebook:open", { detail: source }));
    if (source.url) location.href = source.url;
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
