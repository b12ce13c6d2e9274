// Makes pages more convenient. Everything on them works without it.
(() => {
  "use strict";

  // Only what the provider takes for a tenant may become part of the link: an ID or a domain.
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  const domain = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;

  for (const card of document.querySelectorAll(".consent[data-url-template]")) {
    const form = card.querySelector(".consent-tenant");
    const button = card.querySelector(".consent-button");
    if (!form || !button) continue;
    const input = form.querySelector("input");
    const cloud = form.querySelector("select");
    const hint = form.querySelector("[role=status]");
    const host = card.querySelector(".consent-host");
    const usual = hint.textContent;
    form.hidden = false;
    try { input.value = localStorage.getItem("tenant") || ""; } catch { /* no storage: nothing is remembered */ }

    const update = () => {
      const tenant = input.value.trim();
      const isValid = tenant === "" || guid.test(tenant) || domain.test(tenant);
      const template = cloud ? cloud.value : card.dataset.urlTemplate;
      const part = tenant !== "" && isValid ? encodeURIComponent(tenant) : "organizations";
      button.href = template.replace("{tenant}", part);
      if (cloud) host.textContent = cloud.selectedOptions[0].dataset.host;
      input.setAttribute("aria-invalid", String(!isValid));
      hint.textContent = isValid
        ? (tenant === "" ? usual : "The button opens the consent page of " + tenant + ".")
        : "This is neither a tenant ID nor a domain; the link stays as it is without one.";
      if (isValid) try { localStorage.setItem("tenant", tenant); } catch { /* see above */ }
    };
    input.addEventListener("input", update);
    if (cloud) cloud.addEventListener("change", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    update();

    const copy = tool("Copy link", () => button.href);
    button.parentElement.append(" ", copy);
  }

  for (const block of document.querySelectorAll(".code")) {
    const copy = tool("Copy", () => block.querySelector("code").textContent);
    copy.classList.add("copy");
    block.append(copy);
  }

  function tool(label, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ghost";
    button.textContent = label;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text());
        button.textContent = "Copied";
      } catch {
        button.textContent = "Copying failed";
      }
      setTimeout(() => { button.textContent = label; }, 2000);
    });
    return button;
  }

  for (const list of document.querySelectorAll(".checklist")) {
    const boxes = [...list.querySelectorAll("input[type=checkbox]")];
    const key = "checklist:" + location.pathname + "#" + list.id;
    const save = () => {
      try { localStorage.setItem(key, JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.id))); } catch { /* see above */ }
    };
    try {
      const done = JSON.parse(localStorage.getItem(key) || "null");
      if (Array.isArray(done)) for (const box of boxes) box.checked = done.includes(box.id);
    } catch { /* nothing saved, or not by us */ }
    list.addEventListener("change", save);
    const tools = document.createElement("div");
    tools.className = "checklist-tools";
    const reset = document.createElement("button");
    reset.type = "button";
    reset.className = "ghost";
    reset.textContent = "Reset";
    reset.addEventListener("click", () => { for (const box of boxes) box.checked = false; save(); });
    const title = list.querySelector(".checklist-title").textContent;
    tools.append(reset, tool("Copy as text", () => title + "\n" + boxes.map((box) =>
      "- [" + (box.checked ? "x" : " ") + "] " + box.nextElementSibling.textContent.trim()).join("\n") + "\n"));
    list.append(tools);
  }

  let tabCount = 0;
  for (const tabs of document.querySelectorAll(".tabs")) {
    const panels = [...tabs.querySelectorAll(":scope > .tab")];
    if (panels.length < 2) continue;
    const bar = document.createElement("div");
    bar.className = "tab-list";
    bar.setAttribute("role", "tablist");
    const buttons = panels.map((panel) => {
      const label = panel.querySelector(".tab-label");
      const button = document.createElement("button");
      tabCount += 1;
      button.type = "button";
      button.id = "tab-" + tabCount;
      button.setAttribute("role", "tab");
      button.textContent = label.textContent;
      label.hidden = true;
      panel.id = panel.id || "tab-panel-" + tabCount;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", button.id);
      panel.tabIndex = 0;
      button.setAttribute("aria-controls", panel.id);
      bar.append(button);
      return button;
    });
    const select = (chosen, focus) => {
      buttons.forEach((button, index) => {
        const isChosen = index === chosen;
        button.setAttribute("aria-selected", String(isChosen));
        button.tabIndex = isChosen ? 0 : -1;
        panels[index].hidden = !isChosen;
      });
      if (focus) buttons[chosen].focus();
    };
    buttons.forEach((button, index) => {
      button.addEventListener("click", () => select(index, false));
      button.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) select((index + step + buttons.length) % buttons.length, true);
        else if (event.key === "Home") select(0, true);
        else if (event.key === "End") select(buttons.length - 1, true);
        else return;
        event.preventDefault();
      });
    });
    tabs.prepend(bar);
    select(0, false);
  }

  // On a phone the navigation starts folded; on a wide screen it has no fold.
  const fold = document.querySelector(".side-fold");
  if (fold && !matchMedia("(min-width: 62rem)").matches) fold.open = false;
})();
