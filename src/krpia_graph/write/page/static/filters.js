// The choices in, what is shown out: cases that pass, the entities that they name, and the ties behind which they stand.
"use strict";

const Filters = (() => {
  const overlaps = ([first, last], [from, to]) => (first ?? -Infinity) <= to && (last ?? Infinity) >= from;
  const named = (c, chosen) => model.cases.named[c].some(([n]) => chosen.has(model.entities.id[n]));

  const tests = {
    relations: (c, { relations }) => {
      const has = model.cases.relations[c];
      return has.length ? has.some((r) => relations.has(model.relationTypes[r].id)) : relations.has("");
    },
    sections: (c, { sections }) => sections.has(model.sections[model.cases.section[c]]),
    companies: (c, { companies }) => named(c, companies),
    regions: (c, { regions }) => named(c, regions),
  };
  const inYears = (c, { years, undated }) => {
    const periods = model.cases.years[c];
    if (!periods.length) return undated;
    return years === null || periods.some((period) => overlaps(period, years));
  };

  // Whether a case passes all choices but the one named: that one's counts say what it would add.
  function passes(c, state, except) {
    if (except !== "years" && !inYears(c, state)) return false;
    return Object.entries(tests).every(([name, test]) => name === except || !state[name].size || test(c, state));
  }

  function onStage(n, { stage, added }) {
    return stage === null || n < stage || added.has(n);
  }

  function shown(state) {
    const { entities, ties, cases, views, types, count } = model;
    const passing = cases.id.map((_, c) => passes(c, state));
    const view = views.find(({ id }) => id === state.view);
    const [left, right] = [new Set(view.left), new Set(view.right)];
    const typeShown = types.map(({ id }, t) => !state.hiddenTypes.has(id) && (left.has(t) || right.has(t)));
    const possible = Array.from(
      { length: count },
      (_, n) => onStage(n, state) && entities.cases[n].some((c) => passing[c]),
    );
    const nodes = possible.map((may, n) => may && typeShown[entities.type[n]]);
    const joins = (a, b) => (left.has(a) && right.has(b)) || (left.has(b) && right.has(a));
    const shownTies = ties.subject.map((subject, tie) => {
      const object = ties.object[tie];
      return (
        nodes[subject] &&
        nodes[object] &&
        joins(entities.type[subject], entities.type[object]) &&
        (ties.group[tie] === "lexicon" || model.casesOfTie[tie].some((c) => passing[c]))
      );
    });
    if (![...left].some((t) => right.has(t))) {
      // two sides: who has no partner on the other one is not in it
      nodes.forEach((_, n) => {
        nodes[n] &&= model.tiesOf[n].some((tie) => shownTies[tie]);
      });
    }
    const caseShown = passing.map((pass, c) => pass && cases.named[c].some(([n]) => nodes[n]));
    return { cases: caseShown, passing, nodes, ties: shownTies, possible };
  }

  function tally(except, state, keysOf) {
    const counts = new Map();
    model.cases.id.forEach((_, c) => {
      if (!passes(c, state, except)) return;
      for (const key of new Set(keysOf(c))) counts.set(key, (counts.get(key) ?? 0) + 1);
    });
    return counts;
  }

  const entitiesNamed = (facet) => (c) =>
    model.cases.named[c]
      .map(([n]) => n)
      .filter((n) => model.type(n).facet === facet)
      .map((n) => model.entities.id[n]);

  // How many cases each choice of a facet has, as a Map by its id.
  const counts = (state) => ({
    relations: tally("relations", state, (c) =>
      model.cases.relations[c].length ? model.cases.relations[c].map((r) => model.relationTypes[r].id) : [""],
    ),
    sections: tally("sections", state, (c) => [model.sections[model.cases.section[c]]]),
    companies: tally("companies", state, entitiesNamed("companies")),
    regions: tally("regions", state, entitiesNamed("regions")),
  });

  // Cases by year, an open period up to the last year that any case names, and how many name none.
  function histogram(state) {
    const counted = tally("years", state, (c) => {
      if (!model.cases.years[c].length) return [null];
      const [low, high] = model.years;
      return model.cases.years[c].flatMap(([first, last]) => {
        const from = Math.max(first ?? low, low);
        return Array.from({ length: Math.max(0, Math.min(last ?? high, high) - from + 1) }, (_, i) => from + i);
      });
    });
    return { byYear: counted, undated: counted.get(null) ?? 0 };
  }

  return { shown, counts, histogram };
})();
