// The ties that are shown in, ways through them out: neighbours, surroundings, shortest paths, groups.
"use strict";

const Walks = (() => {
  const shownTies = (n, shown) => model.tiesOf[n].filter((tie) => shown.ties[tie]);

  function neighbours(n, shown) {
    return [...new Set(shownTies(n, shown).map((tie) => model.otherEnd(tie, n)))].filter((other) => other !== n);
  }

  // Entities up to so many steps away, by their distance.
  function around(n, steps, shown) {
    const distance = new Map([[n, 0]]);
    for (const [at, far] of distance) {
      if (far === steps) break;
      for (const other of neighbours(at, shown)) if (!distance.has(other)) distance.set(other, far + 1);
    }
    return distance;
  }

  // The ties of a shortest path, the ones with most cases where several are as short; null where there is none.
  function shortest(from, to, shown) {
    const byCases = (n) =>
      shownTies(n, shown).sort((a, b) => model.casesOfTie[b].length - model.casesOfTie[a].length || a - b);
    const cameBy = new Map([[from, null]]);
    for (const [at] of cameBy) {
      if (at === to) break;
      for (const tie of byCases(at)) {
        const other = model.otherEnd(tie, at);
        if (!cameBy.has(other)) cameBy.set(other, tie);
      }
    }
    if (!cameBy.has(to)) return null;
    const ties = [];
    for (let at = to; cameBy.get(at) !== null; at = model.otherEnd(ties[0], at)) ties.unshift(cameBy.get(at));
    return ties;
  }

  // The most connected entity of each group of the network, the largest group first.
  function groups(shown) {
    const seen = new Set();
    const found = [];
    shown.nodes.forEach((is, n) => {
      if (!is || seen.has(n)) return;
      const members = [...around(n, Infinity, shown).keys()];
      members.forEach((member) => seen.add(member));
      const first = members.reduce((best, m) =>
        neighbours(m, shown).length > neighbours(best, shown).length ? m : best,
      );
      found.push({ first, size: members.length });
    });
    return found.sort((a, b) => b.size - a.size || a.first - b.first).map(({ first }) => first);
  }

  return { shownTies, neighbours, around, shortest, groups };
})();
