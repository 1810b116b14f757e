/* The site's search: finds recipes and pages by words, and fetches only the pieces it needs.
   hub/render/search writes the index; `tokens` here and `words` there split text alike. */
window.hub = (() => {
  "use strict";

  const NUMBERS = Object.fromEntries(
    "zero one two three four five six seven eight nine ten eleven twelve"
      .split(" ")
      .map((name, number) => [name, String(number)]),
  );
  const LITTLE = new Set(
    "a an the of in on at to for and or is are was do does did has have with by from who what which how where when why our we my their they it its that this not".split(" "),
  );

  const plain = (text) =>
    text
      .toLowerCase()
      .replace(/½| and a half\b/g, " half ")
      .replace(/[’']/g, "")
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "");
  const tokens = (text) => (plain(text).match(/[a-z0-9]+/g) || []).map((word) => NUMBERS[word] || word.slice(0, 40));

  /* What is asked for: without the little words, unless there is nothing else. */
  const asked = (query) => {
    const all = tokens(query).filter((word) => word.length > 1 || /[0-9]/.test(word));
    const main = all.filter((word) => !LITTLE.has(word));
    return [...new Set(main.length ? main : all)];
  };

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

  const mistakes = (word) => (word.length < 4 || /[0-9]/.test(word) ? 0 : word.length < 8 ? 1 : 2);

  /* The words of the index that a word of the query meets: 3 whole, 2 beginning or another number
     of it, 1 with a slip. Slips are looked for only where nothing else is found. */
  const meeting = (word, known) => {
    const stem = word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word;
    const found = [];
    known.forEach((other, number) => {
      if (other === word) found.push([number, 3]);
      else if (other.startsWith(word) || other === stem) found.push([number, 2]);
    });
    const most = mistakes(word);
    if (found.length || !most) return found;
    known.forEach((other, number) => {
      if (near(word, other, most) || near(word, other.slice(0, word.length), most)) found.push([number, 1]);
    });
    return found;
  };

  const fetched = new Map();
  const load = (address) => {
    if (!fetched.has(address)) {
      fetched.set(
        address,
        fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(address)))),
      );
    }
    return fetched.get(address);
  };

  class Index {
    constructor(core, root) {
      this.core = core;
      this.root = root;
      this.words = core.words.split(" ");
      this.starts = [];
      core.pieces.reduce((start, length) => {
        this.starts.push(start);
        return start + length;
      }, 0);
      this.count = core.recipes;
      this.matched = new Set();
    }

    static async open(root) {
      const folder = new URL(`${root}catalogue/index/`, location.href);
      return new Index(await load(new URL("core.json", folder).href), folder);
    }

    piece(name) {
      return load(new URL(`${name}.json`, this.root).href);
    }

    /* The documents that hold a word, as [number, weight]. */
    async holding(number) {
      let at = this.starts.length - 1;
      while (this.starts[at] > number) at -= 1;
      const list = (await this.piece(`words-${at}`))[number - this.starts[at]];
      const found = [];
      for (let i = 0, doc = 0; i < list.length; i += 2) {
        doc += list[i];
        found.push([doc, list[i + 1]]);
      }
      return found;
    }

    /* Scores by document for one word of the query. */
    async scores(word) {
      const best = new Map();
      await Promise.all(
        meeting(word, this.words).map(async ([number, met]) => {
          this.matched.add(this.words[number]);
          for (const [doc, weight] of await this.holding(number)) {
            best.set(doc, Math.max(best.get(doc) || 0, met * 10 + weight));
          }
        }),
      );
      return best;
    }

    /* Every document that meets a query with its score, and whether it meets all words of it. */
    async search(query) {
      this.matched = new Set();
      const each = await Promise.all(asked(query).map((word) => this.scores(word)));
      const total = new Map();
      for (const scores of each) {
        for (const [doc, score] of scores) total.set(doc, (total.get(doc) || 0) + score);
      }
      const whole = new Map([...total].filter(([doc]) => each.every((scores) => scores.has(doc))));
      const all = whole.size > 0 || total.size === 0;
      return { found: all ? whole : total, all };
    }

    async row(doc) {
      const { rows } = this.core;
      return (await this.piece(`rows-${Math.floor(doc / rows)}`))[doc % rows];
    }

    /* The text with the words that were found marked. */
    marked(text) {
      if (this.matched.size === 0) return [text];
      return text.split(/([^\s,.;:?!()“”-]+)/).map((piece) => {
        const hit = tokens(piece).some((word) => this.matched.has(word));
        return hit ? make("mark", {}, piece) : piece;
      });
    }
  }

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /* A count as it is read: 2,000. */
  const many = (count) => count.toLocaleString("en-GB");

  return { Index, make, asked, many };
})();
