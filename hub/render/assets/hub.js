/* What every page has: search in the header and on the front page, the age of runs, and names for the theme's frames. */
(() => {
  "use strict";

  const QUERY = "find";
  const KEYS = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ K" : "Ctrl K";
  const DAY = 86_400_000;
  const STALE = 8; // days; recipes are checked every week
  const here = document.querySelector('script[src*="assets/hub.js"]');
  const root = here ? here.getAttribute("src").replace(/assets\/hub\.js.*$/, "") : "";

  const search = (words) => {
    const asked = words.trim();
    location.href = `${root || "./"}catalogue/${asked ? `?${new URLSearchParams({ [QUERY]: asked })}` : ""}`;
  };
  const searching = (input) => {
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") search(input.value);
    });
    return input;
  };

  /* The header's own box; the front page and the catalogue have one already. */
  const header = document.querySelector(".md-header__inner");
  if (header && !document.querySelector('article [role="search"]')) {
    const box = document.createElement("div");
    box.className = "hub-top";
    box.setAttribute("role", "search");
    const input = document.createElement("input");
    input.type = "search";
    input.setAttribute("aria-label", "Search the hub");
    input.placeholder = `Search (${KEYS})`;
    input.autocomplete = "off";
    box.append(searching(input));
    const link = document.createElement("a");
    link.className = "hub-top__link";
    link.href = `${root || "./"}catalogue/`;
    link.textContent = "Search";
    box.append(link);
    header.append(box);
  }

  const home = document.querySelector('[data-hub="home-search"]');
  if (home) {
    const input = searching(home.querySelector("input"));
    home.hidden = false;
    home.querySelector("button").addEventListener("click", () => search(input.value));
  }

  /* Ctrl+K leads to the search of any page. No single key does anything: whoever speaks to the
     computer, or slips, would set it off (WCAG 2.1.4). */
  const boxes = [...document.querySelectorAll('[role="search"] input')];
  for (const box of boxes) box.setAttribute("aria-keyshortcuts", "Control+K Meta+K");
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    const box = boxes.find((one) => one.checkVisibility());
    if (box) box.select();
    else search("");
  });

  /* A citation or a command is copied with one press, and what happened is said. */
  for (const source of navigator.clipboard ? document.querySelectorAll('[data-hub="copy"]') : []) {
    const line = document.createElement("p");
    line.className = "hub-copied";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hub-button hub-button--quiet";
    button.textContent = `Copy ${source.dataset.what}`;
    const said = document.createElement("span");
    said.className = "hub-small";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      const words = source.textContent.trim();
      said.textContent = await navigator.clipboard.writeText(words).then(
        () => "Copied.",
        () => "Not copied: your browser does not allow it.",
      );
    });
    line.append(button, " ", said);
    source.after(line);
  }

  /* A run that is long ago is not a sign of health: say so when the page is read, not when made. */
  for (const time of document.querySelectorAll('time[data-hub="age"]')) {
    const days = Math.floor((Date.now() - Date.parse(time.dateTime)) / DAY);
    if (days < STALE) continue;
    const note = document.createElement("span");
    note.className = "hub-chip hub-chip--warning";
    note.textContent = `not checked for ${days} days`;
    time.after(" ", note);
  }

  /* The theme wraps tables and code of written pages; a keyboard and a screen reader need more. */
  const named = () => {
    document.querySelectorAll("article nav.md-code__nav").forEach((nav, at) => {
      if (!nav.hasAttribute("aria-label")) nav.setAttribute("aria-label", `Code ${at + 1}`);
    });
    let part = "";
    let count = 0;
    for (const one of document.querySelectorAll("article :is(h1, h2, h3, .md-typeset__scrollwrap)")) {
      if (!one.matches(".md-typeset__scrollwrap")) {
        part = one.textContent.trim();
        continue;
      }
      count += 1;
      if (one.hasAttribute("tabindex")) continue;
      one.tabIndex = 0;
      one.setAttribute("role", "region");
      one.setAttribute("aria-label", `Table ${count}: ${part}`);
    }
  };
  const article = document.querySelector("article");
  if (article) {
    named();
    new MutationObserver(named).observe(article, { childList: true, subtree: true });
  }
})();
