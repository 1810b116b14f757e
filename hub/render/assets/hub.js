/* Search and filters of the catalogue, and the search box of the home page.
   Words are put into the page as text only; the state of a search stands in the address. */
(() => {
  "use strict";

  const FACETS = [
    ["topic", "Topic"],
    ["method", "Method"],
    ["data", "Data needed"],
    ["locality", "Locality"],
    ["nation", "Nation"],
    ["audience", "For whom"],
    ["status", "Status"],
  ];
  const PAGE = 40;
  const QUERY = "find"; // the theme takes ?q= for a search of its own

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const tokens = (text) => plain(text).match(/[a-z0-9½]+/g) || [];

  /* Whether two words differ by at most `most` letters added, lost, changed or swapped. */
  const near = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return false;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const cost = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return false;
      before = last;
      last = row;
    }
    return last[b.length] <= most;
  };

  const mistakes = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

  /* How well a word of the query meets a word of a recipe: 3 whole, 2 beginning, 1 with a slip. */
  const meets = (asked, word) => {
    if (word === asked) return 3;
    if (word.startsWith(asked)) return 2;
    const most = mistakes(asked);
    if (most && (near(asked, word, most) || near(asked, word.slice(0, asked.length), most))) return 1;
    return 0;
  };

  class Catalogue {
    constructor(root, index) {
      this.root = root;
      this.site = root.dataset.root;
      this.titles = index.facets;
      this.recipes = index.recipes.map((recipe) => this.prepared(recipe));
      this.rows = root.querySelector('[data-hub="rows"]');
      this.said = root.querySelector('[data-hub="said"]');
      this.more = root.querySelector('[data-hub="more"]');
      this.input = root.querySelector("#hub-q");
      this.shown = PAGE;
    }

    prepared(recipe) {
      const words = new Map();
      const add = (text, weight) => {
        for (const word of tokens(text || "")) words.set(word, Math.max(words.get(word) || 0, weight));
      };
      const facet = (name) => [].concat(recipe[name] || []);
      add(recipe.q, 4);
      add(recipe.k, 3);
      add(recipe.s, 2);
      for (const name of ["topic", "method"]) {
        for (const slug of facet(name)) add(this.titles[name][slug] || slug, 2);
      }
      for (const table of facet("data")) add(table.replace(/_/g, " "), 1);
      add(this.titles.locality[recipe.l] || recipe.l, 2);
      return { ...recipe, locality: [recipe.l], status: [recipe.v], words };
    }

    start() {
      this.root.classList.add("hub-catalogue--live");
      this.root.querySelector(".hub-catalogue__tools").hidden = false;
      this.makeFacets();
      this.read();
      this.input.addEventListener("input", () => this.changed(true));
      this.root.querySelector('[data-hub="clear"]').addEventListener("click", () => {
        this.query = "";
        this.chosen = new Map(FACETS.map(([name]) => [name, new Set()]));
        this.show(false);
        this.input.focus();
      });
      this.more.addEventListener("click", () => {
        const first = this.shown;
        this.shown += PAGE;
        this.draw();
        this.rows.children[first]?.querySelector("a")?.focus();
      });
      window.addEventListener("popstate", () => this.read());
    }

    makeFacets() {
      const place = this.root.querySelector(".hub-facets");
      this.boxes = new Map();
      const wide = window.matchMedia("(min-width: 60em)").matches;
      this.root.querySelector(".hub-filters").open = wide;
      for (const [name, title] of FACETS) {
        const used = new Set(this.recipes.flatMap((recipe) => recipe[name] || []));
        if (used.size === 0) continue;
        const list = make("div", { role: "group", "aria-label": title });
        for (const slug of Object.keys(this.titles[name])) {
          if (used.has(slug)) list.append(this.makeBox(name, slug));
        }
        const details = make("details", { class: "hub-facet" }, make("summary", {}, title), list);
        details.open = wide && ["topic", "data", "status"].includes(name);
        place.append(details);
      }
    }

    makeBox(name, slug) {
      const box = make("input", { type: "checkbox", name, value: slug });
      const count = make("span", { class: "hub-facet__count" });
      box.addEventListener("change", () => this.changed(false));
      this.boxes.set(`${name}=${slug}`, { box, count, name, slug });
      return make("label", {}, box, make("span", {}, this.titles[name][slug]), count);
    }

    /* From the address. */
    read() {
      const state = new URLSearchParams(location.search);
      this.query = (state.get(QUERY) || "").slice(0, 200);
      this.chosen = new Map(FACETS.map(([name]) => [name, new Set(state.getAll(name))]));
      this.shown = PAGE;
      this.fill();
      this.draw();
    }

    /* From the controls. */
    changed(typing) {
      this.query = this.input.value;
      this.chosen = new Map(FACETS.map(([name]) => [name, new Set()]));
      for (const { box, name, slug } of this.boxes.values()) {
        if (box.checked) this.chosen.get(name).add(slug);
      }
      this.show(typing);
    }

    show(replace) {
      const state = new URLSearchParams();
      if (this.query.trim()) state.set(QUERY, this.query.trim());
      for (const [name] of FACETS) for (const slug of this.chosen.get(name)) state.append(name, slug);
      const address = `${location.pathname}${state.size ? `?${state}` : ""}`;
      history[replace ? "replaceState" : "pushState"](null, "", address);
      this.shown = PAGE;
      if (!replace) this.fill();
      this.draw();
    }

    fill() {
      if (this.input.value.trim() !== this.query.trim()) this.input.value = this.query;
      for (const { box, name, slug } of this.boxes.values()) {
        box.checked = this.chosen.get(name).has(slug);
        if (box.checked) {
          box.closest(".hub-facet").open = true;
          box.closest(".hub-filters").open = true;
        }
      }
    }

    /* The recipes that meet the query, the best first, each with its score. */
    searched() {
      const asked = tokens(this.query);
      const found = [];
      for (const recipe of this.recipes) {
        let score = 0;
        const all = asked.every((token) => {
          let best = 0;
          for (const [word, weight] of recipe.words) {
            const met = meets(token, word);
            if (met) best = Math.max(best, met * 10 + weight);
          }
          score += best;
          return best > 0;
        });
        if (all) found.push([score, recipe]);
      }
      return found.sort((a, b) => b[0] - a[0] || (a[1].q < b[1].q ? -1 : 1)).map(([, recipe]) => recipe);
    }

    /* Data needed is met by every box ticked; within other facets any of them will do. */
    passes(recipe, except) {
      return FACETS.every(([name]) => {
        const wanted = [...this.chosen.get(name)];
        if (name === except || wanted.length === 0) return true;
        const has = recipe[name] || [];
        return name === "data" ? wanted.every((w) => has.includes(w)) : wanted.some((w) => has.includes(w));
      });
    }

    draw() {
      const searched = this.searched();
      const found = searched.filter((recipe) => this.passes(recipe));
      this.count(searched);
      this.rows.replaceChildren(...found.slice(0, this.shown).map((recipe) => this.row(recipe)));
      this.more.hidden = found.length <= this.shown;
      const all = this.recipes.length;
      this.said.textContent =
        found.length === 0
          ? "No recipe fits. Take a filter away, or try another word."
          : found.length === all
            ? `All ${all} recipes`
            : `${found.length} of ${all} recipes`;
    }

    count(searched) {
      for (const { count, name, slug } of this.boxes.values()) {
        const except = name === "data" ? undefined : name;
        const number = searched.filter(
          (recipe) => (recipe[name] || []).includes(slug) && this.passes(recipe, except),
        ).length;
        count.textContent = String(number);
      }
    }

    row(recipe) {
      const link = make("a", { href: `${this.site}${recipe.p}/` }, ...this.marked(recipe.q));
      const chip = make("span", { class: `hub-chip hub-chip--${recipe.v}` }, this.titles.status[recipe.v]);
      const topics = (recipe.topic || []).map((slug) => this.titles.topic[slug] || slug).join(", ");
      const place = this.titles.locality[recipe.l] || recipe.l;
      return make(
        "li",
        { class: "hub-row" },
        make("p", { class: "hub-row__title" }, link),
        make("p", { class: "hub-row__text" }, ...this.marked(recipe.s || "")),
        make("p", { class: "hub-small" }, chip, ` ${place}${topics ? ` · ${topics}` : ""}`),
      );
    }

    /* The text with the words that were asked for marked. */
    marked(text) {
      const asked = tokens(this.query);
      if (asked.length === 0) return [text];
      return text.split(/([^\s,.;:?!()“”]+)/).map((piece) => {
        const hit = tokens(piece).some((word) => asked.some((token) => meets(token, word)));
        return hit ? make("mark", {}, piece) : piece;
      });
    }
  }

  const catalogue = document.querySelector('[data-hub="catalogue"]');
  if (catalogue) {
    fetch(new URL(catalogue.dataset.index, location.href))
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((index) => new Catalogue(catalogue, index).start())
      .catch(() => {
        /* Without the index the full list stands as it is. */
      });
  }

  const home = document.querySelector('[data-hub="home-search"]');
  if (home) {
    const input = home.querySelector("input");
    const go = () => {
      const asked = input.value.trim();
      location.href = home.dataset.catalogue + (asked ? `?${new URLSearchParams({ [QUERY]: asked })}` : "");
    };
    home.hidden = false;
    home.querySelector("button").addEventListener("click", go);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") go();
    });
  }
})();
