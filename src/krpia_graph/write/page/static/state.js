// What the reader has chosen: one value, changed in one place, written into the address and read from it.
"use strict";

const State = (() => {
  const CHOICES = ["relations", "sections", "companies", "regions"];
  const fresh = () => ({
    language: "en",
    view: "all",
    size: "cases",
    node: null, // the number of the chosen entity
    tie: null, // the number of the chosen tie
    steps: 1, // how far around the chosen entity the picture stays lit
    path: [], // the entities that a path joins: none, the first, or both
    hiddenTypes: new Set(),
    relations: new Set(), // ids; nothing chosen means all
    sections: new Set(),
    companies: new Set(),
    regions: new Set(),
    years: null, // [first, last], or null for all
    undated: true,
    table: null, // null, or "entities", "ties", "cases"
    sort: null, // [column, descending]
    stage: null, // null, or how many of the entities are drawn to begin with
    added: new Set(), // entities brought to the stage beside those
    camera: null, // {x, y, scale}, or null: everything
  });
  const now = fresh();
  const listeners = [];

  function change(part) {
    Object.assign(now, part);
    const changed = new Set(Object.keys(part));
    listeners.forEach((listen) => listen(changed));
  }

  const filtered = () =>
    CHOICES.some((name) => now[name].size) || now.years !== null || !now.undated || now.hiddenTypes.size > 0;
  const unfiltered = () => ({
    ...Object.fromEntries(CHOICES.map((name) => [name, new Set()])),
    years: null,
    undated: true,
    hiddenTypes: new Set(),
  });

  // The address holds ids, not numbers, so that a link outlives a new build; what is as at first is left out.
  function toHash() {
    const { id } = model.entities;
    const words = new URLSearchParams();
    const put = (name, values) => [...values].sort().forEach((value) => words.append(name, value));
    if (now.language !== "en") words.set("lang", now.language);
    if (now.view !== "all") words.set("view", now.view);
    if (now.size !== "cases") words.set("size", now.size);
    if (now.node !== null) words.set("node", id[now.node]);
    if (now.tie !== null) words.set("tie", model.tieKey(now.tie));
    if (now.steps !== 1) words.set("steps", now.steps);
    now.path.forEach((n) => words.append("path", id[n]));
    put("hide", now.hiddenTypes);
    CHOICES.forEach((name) => put(name, now[name]));
    if (now.years) words.set("years", now.years.join("-"));
    if (!now.undated) words.set("undated", "no");
    if (now.table) words.set("table", now.table);
    if (now.table && now.sort) words.set("sort", `${now.sort[1] ? "-" : ""}${now.sort[0]}`);
    if (now.stage !== null && now.stage !== firstStage()) words.set("stage", now.stage);
    put(
      "add",
      [...now.added].map((n) => id[n]),
    );
    if (now.camera) words.set("at", [now.camera.x, now.camera.y, now.camera.scale].join(","));
    return words.toString();
  }

  // What the model does not know, or no reader could have chosen, is passed over.
  function fromHash(text) {
    const words = new URLSearchParams(text.replace(/^#/, ""));
    const entity = (name) => model.entityNumbers.get(name) ?? null;
    const known = (name, ids) => new Set(words.getAll(name).filter((value) => ids.includes(value)));
    const one = (name, allowed, otherwise) => (allowed.includes(words.get(name)) ? words.get(name) : otherwise);
    const ids = (terms) => terms.map((term) => term.id);
    const read = fresh();
    read.language = one("lang", Object.keys(Words.strings), "en");
    read.view = one("view", ids(model.views), "all");
    read.size = one("size", Object.keys(model.sizes), "cases");
    read.node = entity(words.get("node"));
    const tie = read.node === null && words.has("tie") ? model.tieOfKey(words.get("tie")) : -1;
    read.tie = tie < 0 ? null : tie;
    read.steps = words.get("steps") === "2" ? 2 : 1;
    read.path = words
      .getAll("path")
      .map(entity)
      .filter((n) => n !== null)
      .slice(0, 2);
    read.hiddenTypes = known("hide", ids(model.types));
    read.relations = known("relations", ["", ...ids(model.relationTypes)]);
    read.sections = known("sections", model.sections);
    read.companies = known("companies", model.entities.id);
    read.regions = known("regions", model.entities.id);
    const years = /^(\d{4})-(\d{4})$/.exec(words.get("years") ?? "");
    if (years && model.years) read.years = [Number(years[1]), Number(years[2])].sort((a, b) => a - b);
    read.undated = words.get("undated") !== "no";
    read.table = one("table", ["entities", "ties", "cases"], null);
    const sort = words.get("sort");
    if (sort) read.sort = [sort.replace(/^-/, ""), sort.startsWith("-")];
    read.stage = firstStage();
    if (read.stage !== null && /^\d{1,6}$/.test(words.get("stage") ?? "")) read.stage = Number(words.get("stage"));
    read.added = new Set(
      words
        .getAll("add")
        .map(entity)
        .filter((n) => n !== null),
    );
    const ends = read.tie === null ? [] : [model.ties.subject[read.tie], model.ties.object[read.tie]];
    const chosen = [read.node, ...ends, ...read.path].filter((n) => n !== null);
    if (read.stage !== null) chosen.filter((n) => n >= read.stage).forEach((n) => read.added.add(n));
    const at = (words.get("at") ?? "").split(",").map(Number);
    if (at.length === 3 && at.every(Number.isFinite) && at[2] > 0) read.camera = { x: at[0], y: at[1], scale: at[2] };
    return read;
  }

  const firstStage = () => (model.count > STAGE_ALL ? STAGE_FIRST : null);

  return {
    now,
    change,
    listen: (listener) => listeners.push(listener),
    filtered,
    unfiltered,
    toHash,
    fromHash,
    firstStage,
  };
})();

const STAGE_ALL = 1500; // so many entities are drawn at once without asking
const STAGE_FIRST = 300; // of more, these are drawn to begin with
const STAGE_WARN = 5000;
const STAGE_MOST = 20000;
