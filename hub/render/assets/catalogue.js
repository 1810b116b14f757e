/* The catalogue page: search, facets with counts, sorting. Words are put into the page as text only;
   the whole state stands in the address. */
(() => {
  "use strict";

  const root = document.querySelector('[data-hub="catalogue"]');
  if (!root) return;

  const { Index, make, asked, many } = window.hub;
  const PAGE = 24;
  const OTHERS = 8;
  const QUERY = "find"; // the theme takes ?q= for a search of its own
  const OPEN = ["topic", "service", "status"];
  const part = (name) => root.querySelector(`[data-hub="${name}"]`);

  class Catalogue {
    constructor(index) {
      this.index = index;
      this.site = root.dataset.root;
      this.facets = index.core.facets.filter((facet) => facet.values.length > 0);
      this.of = new Map(this.facets.map((facet) => [facet.name, facet.of.map((one) => [].concat(one))]));
      this.all = Array.from({ length: index.count }, (_, doc) => doc);
      this.ask = root.querySelector(".hub-catalogue__ask");
      this.input = root.querySelector("#hub-q");
      this.sort = root.querySelector("#hub-sort");
      this.ticket = 0;
    }

    start() {
      root.classList.add("hub-catalogue--live");
      root.querySelector(".hub-catalogue__tools").hidden = false;
      this.ask.hidden = false;
      this.makeFacets();
      this.input.addEventListener("input", () => this.changed(true));
      this.sort.addEventListener("change", () => this.changed(false));
      part("clear").addEventListener("click", () => {
        this.state = { query: "", sort: "best", chosen: this.nothing() };
        this.write(false);
        this.input.focus();
      });
      part("more").addEventListener("click", async () => {
        const first = this.shown;
        this.shown += PAGE;
        await this.draw();
        part("rows").children[first]?.querySelector("a")?.focus();
      });
      window.addEventListener("popstate", () => this.read());
      this.read();
    }

    nothing() {
      return new Map(this.facets.map(({ name }) => [name, new Set()]));
    }

    makeFacets() {
      const place = root.querySelector(".hub-facets");
      const wide = window.matchMedia("(min-width: 60em)").matches;
      root.querySelector(".hub-filters").open = wide;
      this.boxes = [];
      for (const facet of this.facets) {
        const list = make("div", { role: "group", "aria-label": facet.title });
        facet.values.forEach((value, number) => {
          const box = make("input", { type: "checkbox", name: facet.name, value });
          const count = make("span", { class: "hub-facet__count" });
          box.addEventListener("change", () => this.changed(false));
          this.boxes.push({ box, count, name: facet.name, number, value });
          list.append(make("label", {}, box, make("span", {}, facet.titles[number]), count));
        });
        const details = make("details", { class: "hub-facet" }, make("summary", {}, facet.title), list);
        details.open = wide && OPEN.includes(facet.name);
        place.append(details);
      }
    }

    /* From the address. */
    read() {
      const said = new URLSearchParams(location.search);
      const chosen = this.nothing();
      for (const { name, number, value } of this.boxes) {
        if (said.getAll(name).includes(value)) chosen.get(name).add(number);
      }
      const sort = said.get("sort") || "best";
      this.state = { query: (said.get(QUERY) || "").slice(0, 200), sort, chosen };
      this.shown = PAGE;
      this.fill();
      return this.draw();
    }

    /* From the controls. */
    changed(typing) {
      const chosen = this.nothing();
      for (const { box, name, number } of this.boxes) if (box.checked) chosen.get(name).add(number);
      this.state = { query: this.input.value, sort: this.sort.value, chosen };
      this.write(typing);
    }

    write(typing) {
      const { query, sort, chosen } = this.state;
      const said = new URLSearchParams();
      if (query.trim()) said.set(QUERY, query.trim());
      for (const { name, number, value } of this.boxes) if (chosen.get(name).has(number)) said.append(name, value);
      if (sort !== "best") said.set("sort", sort);
      const address = `${location.pathname}${said.size ? `?${said}` : ""}`;
      history[typing ? "replaceState" : "pushState"](null, "", address);
      this.shown = PAGE;
      if (!typing) this.fill();
      return this.draw();
    }

    fill() {
      const { query, sort, chosen } = this.state;
      if (this.input.value.trim() !== query.trim()) this.input.value = query;
      this.sort.value = sort;
      if (this.sort.selectedIndex < 0) this.sort.value = "best";
      for (const { box, name, number } of this.boxes) {
        box.checked = chosen.get(name).has(number);
        if (box.checked) {
          box.closest(".hub-facet").open = true;
          box.closest(".hub-filters").open = true;
        }
      }
    }

    /* Within a facet any of the ticked values will do; every facet must be met. */
    passes(doc, except) {
      for (const [name, wanted] of this.state.chosen) {
        if (wanted.size === 0 || name === except) continue;
        if (!this.of.get(name)[doc].some((number) => wanted.has(number))) return false;
      }
      return true;
    }

    ordered(docs, scores) {
      const { days, tables } = this.index.core;
      const by = {
        best: (a, b) => (scores ? scores.get(b) - scores.get(a) : 0) || a - b,
        checked: (a, b) => days[b] - days[a] || a - b,
        least: (a, b) => tables[a] - tables[b] || a - b,
      }[this.state.sort];
      return by ? [...docs].sort(by) : docs;
    }

    async byName(docs) {
      const names = await Promise.all(docs.map(async (doc) => [(await this.index.row(doc))[1], doc]));
      return names.sort(([a], [b]) => a.localeCompare(b, "en-GB")).map(([, doc]) => doc);
    }

    async draw() {
      this.ticket += 1;
      const ticket = this.ticket;
      const query = this.state.query.trim();
      const result = asked(query).length ? await this.index.search(query) : null;
      if (ticket !== this.ticket) return;
      if (!result) this.index.matched = new Set();
      const searched = result ? this.all.filter((doc) => result.found.has(doc)) : this.all;
      const passing = searched.filter((doc) => this.passes(doc));
      const found =
        this.state.sort === "name" ? await this.byName(passing) : this.ordered(passing, result?.found);
      const rows = await Promise.all(found.slice(0, this.shown).map((doc) => this.index.row(doc)));
      const pages = result ? await this.otherPages(result.found) : [];
      if (ticket !== this.ticket) return;
      this.count(searched);
      part("rows").replaceChildren(...rows.map((row) => this.card(row)));
      if (rows.length) part("rows").setAttribute("role", "list");
      else part("rows").removeAttribute("role");
      part("more").hidden = found.length <= this.shown;
      const lists = part("lists");
      if (lists) lists.hidden = found.length < this.all.length;
      part("others").hidden = pages.length === 0;
      part("others").querySelector("ul").replaceChildren(...pages.map((row) => this.page(row)));
      part("said").textContent = this.words(query, searched.length, found.length, result);
    }

    async otherPages(scores) {
      const docs = [...scores].filter(([doc]) => doc >= this.index.count).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      return Promise.all(docs.slice(0, OTHERS).map(([doc]) => this.index.row(doc)));
    }

    words(query, searched, found, result) {
      const all = this.all.length;
      if (found > 0) {
        const some = result && !result.all ? " that have some of these words; none has all of them" : "";
        return found === all && !some ? `All ${many(all)} recipes` : `${many(found)} of ${many(all)} recipes${some}`;
      }
      if (all === 0) return "There is no recipe here yet.";
      if (searched > 0) {
        const they = searched === 1 ? "1 recipe has" : `${many(searched)} recipes have`;
        return `No recipe fits the words and the filters together. ${they} the words: take a filter away.`;
      }
      return `No recipe has “${query}” or anything near it. Try another word or a shorter one, or leave the box empty and choose by topic or service.`;
    }

    count(searched) {
      const counts = new Map(this.facets.map(({ name, values }) => [name, values.map(() => 0)]));
      for (const { name } of this.facets) {
        for (const doc of searched) {
          if (this.passes(doc, name)) for (const number of this.of.get(name)[doc]) counts.get(name)[number] += 1;
        }
      }
      for (const { count, name, number } of this.boxes) count.textContent = String(counts.get(name)[number]);
    }

    card([page, question, summary, verdict, place, day, picture]) {
      const address = `${this.site}${page}/`;
      const image = { class: "hub-card__picture", src: `${address}thumbnail.webp`, alt: "", loading: "lazy", width: "400", height: "260" };
      const none = { class: "hub-card__picture hub-card__picture--none" };
      const chip = make("span", { class: `hub-chip hub-chip--${verdict}` }, this.index.core.status[verdict]);
      const checked = day ? [" ", make("span", {}, `checked ${day}`)] : [];
      return make(
        "div",
        { class: "hub-card", role: "listitem" },
        picture ? make("img", image) : make("span", none),
        make("h2", { class: "hub-card__title" }, make("a", { href: address }, ...this.index.marked(question))),
        make("p", { class: "hub-card__text" }, ...this.index.marked(summary || "")),
        make("p", { class: "hub-card__foot" }, chip, " ", make("span", {}, place), ...checked),
      );
    }

    page([page, title, text, kind]) {
      const link = make("a", { href: `${this.site}${page}` }, ...this.index.marked(title));
      return make(
        "li",
        { class: "hub-row" },
        make("p", { class: "hub-row__title" }, link, " ", make("span", { class: "hub-chip" }, kind)),
        make("p", { class: "hub-row__text" }, ...this.index.marked(text)),
      );
    }
  }

  Index.open(root.dataset.root)
    .then((index) => new Catalogue(index).start())
    .catch(() => {
      /* Without the index the list stands as it is. */
    });
})();
