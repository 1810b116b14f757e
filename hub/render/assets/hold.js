/* "What can I run with the data I hold?": tick tables and fields, see what runs, what is short of
   one field, and what one more table would give. The ticks stand in the address, and go nowhere. */
(() => {
  "use strict";

  const root = document.querySelector('[data-hub="hold"]');
  if (!root) return;

  const { Index, make, many } = window.hub;
  const HAVE = "have";
  const MOST = 12;
  const part = (name) => root.querySelector(`[data-hub="${name}"]`);
  const recipes = (count) => (count === 1 ? "1 recipe" : `${many(count)} recipes`);

  class Hold {
    constructor(index, inputs) {
      this.index = index;
      this.fields = inputs.fields.map((name) => name.split("."));
      this.needs = inputs.needs;
      this.held_by = inputs.held;
      this.tables = new Map();
      this.fields.forEach(([table], number) => {
        if (!this.tables.has(table)) this.tables.set(table, []);
        this.tables.get(table).push(number);
      });
      const data = index.core.facets.find((facet) => facet.name === "data");
      this.titles = new Map(data.values.map((value, number) => [value, data.titles[number]]));
      this.ticket = 0;
    }

    start() {
      this.boxes = new Map();
      this.whole = new Map();
      part("tables").replaceChildren(...this.services());
      root.hidden = false;
      window.addEventListener("popstate", () => this.read());
      this.read();
    }

    /* The tables under the service that holds them, as whoever asks for them would look. */
    services() {
      const by = new Map();
      for (const [table, fields] of this.tables) {
        const service = this.held_by[table] || "Others";
        if (!by.has(service)) by.set(service, []);
        by.get(service).push(this.table(table, fields));
      }
      const sorted = [...by].sort(([a], [b]) => a.localeCompare(b, "en-GB"));
      return sorted.map(([service, tables]) =>
        make("fieldset", { class: "hub-hold__service" }, make("legend", {}, service), ...tables),
      );
    }

    title(table) {
      return this.titles.get(table) || table;
    }

    table(table, fields) {
      const whole = make("input", { type: "checkbox", value: table });
      this.whole.set(table, whole);
      whole.addEventListener("change", () => {
        for (const number of fields) this.boxes.get(number).checked = whole.checked;
        this.changed();
      });
      const list = make("div", { role: "group", "aria-label": `Fields of ${this.title(table)}` });
      for (const number of fields) {
        const box = make("input", { type: "checkbox", value: this.fields[number].join(".") });
        this.boxes.set(number, box);
        box.addEventListener("change", () => this.changed());
        list.append(make("label", {}, box, make("code", {}, this.fields[number][1])));
      }
      const some = make("details", { class: "hub-fold hub-fold--small" }, make("summary", {}, `${fields.length} fields`, make("span", { class: "hub-heard" }, ` of ${this.title(table)}`)), list);
      return make("div", { class: "hub-hold__table" }, make("label", {}, whole, make("span", {}, this.title(table))), some);
    }

    held() {
      return new Set([...this.boxes].filter(([, box]) => box.checked).map(([number]) => number));
    }

    /* From the address. */
    read() {
      const have = new Set(new URLSearchParams(location.search).getAll(HAVE));
      for (const [number, box] of this.boxes) {
        const [table, field] = this.fields[number];
        box.checked = have.has(table) || have.has(`${table}.${field}`);
      }
      return this.draw();
    }

    changed() {
      const held = this.held();
      const said = new URLSearchParams();
      for (const [table, fields] of this.tables) {
        const mine = fields.filter((number) => held.has(number));
        if (mine.length === fields.length) said.append(HAVE, table);
        else for (const number of mine) said.append(HAVE, this.fields[number].join("."));
      }
      history.replaceState(null, "", `${location.pathname}${said.size ? `?${said}` : ""}`);
      return this.draw();
    }

    fillTables(held) {
      for (const [table, fields] of this.tables) {
        const mine = fields.filter((number) => held.has(number)).length;
        const box = this.whole.get(table);
        box.checked = mine === fields.length;
        box.indeterminate = mine > 0 && mine < fields.length;
      }
    }

    /* Every recipe with the fields that it needs and that are not held. */
    async draw() {
      this.ticket += 1;
      const ticket = this.ticket;
      const held = this.held();
      this.fillTables(held);
      const lacking = this.needs
        .map((needs, doc) => ({ doc, needs, lacks: needs.filter((number) => !held.has(number)) }))
        .filter(({ needs }) => needs.length > 0);
      const now = lacking.filter(({ lacks }) => lacks.length === 0);
      const short = lacking.filter(({ lacks }) => lacks.length === 1);
      const parts = [
        await this.list("Runs now", now, () => ""),
        await this.list("One field short", short, ({ lacks }) => `lacks ${this.fields[lacks[0]].join(".")}`),
        await this.unlocks(lacking),
      ];
      if (ticket !== this.ticket) return;
      part("found").replaceChildren(...parts.flat());
      part("said").textContent =
        held.size === 0
          ? `Nothing is ticked yet. There are ${recipes(lacking.length)} whose needs are known.`
          : `${recipes(now.length)} of ${many(lacking.length)} can run with what you hold; ${recipes(short.length)} one field short.`;
    }

    async list(title, found, more) {
      if (found.length === 0) return [];
      const items = await Promise.all(
        found.slice(0, MOST).map(async (one) => make("li", {}, await this.link(one.doc), more(one) ? ` (${more(one)})` : "")),
      );
      if (found.length > MOST) items.push(make("li", {}, `and ${found.length - MOST} more`));
      return [make("h2", {}, `${title}: ${recipes(found.length)}`), make("ul", {}, ...items)];
    }

    async link(doc) {
      const [page, question] = await this.index.row(doc);
      return make("a", { href: `${root.dataset.root}${page}/` }, question);
    }

    /* For each table, the recipes that lack fields of it and of no other. */
    async unlocks(lacking) {
      const by = new Map();
      for (const one of lacking) {
        const tables = new Set(one.lacks.map((number) => this.fields[number][0]));
        if (tables.size !== 1) continue;
        const [table] = tables;
        if (!by.has(table)) by.set(table, []);
        by.get(table).push(one);
      }
      if (by.size === 0) return [];
      const sorted = [...by].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
      const items = await Promise.all(sorted.map(([table, found]) => this.unlock(table, found)));
      return [make("h2", {}, "What sharing one more table would give"), make("ul", {}, ...items)];
    }

    async unlock(table, found) {
      const fields = [...new Set(found.flatMap(({ lacks }) => lacks))].map((number) => this.fields[number][1]);
      const links = await Promise.all(found.slice(0, 3).map(({ doc }) => this.link(doc)));
      const spaced = links.flatMap((link, at) => (at ? ["; ", link] : [link]));
      const more = found.length > 3 ? ` and ${found.length - 3} more` : "";
      const needed = ` with only these fields of it: ${fields.join(", ")}. `;
      return make("li", {}, make("strong", {}, this.title(table)), `: ${recipes(found.length)}`, needed, ...spaced, more);
    }
  }

  Index.open(root.dataset.root)
    .then(async (index) => new Hold(index, await index.piece("inputs")).start())
    .catch(() => {
      /* Without the index the table below stands. */
    });
})();
