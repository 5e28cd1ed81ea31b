// The stage of a large network: how many of its entities are drawn, and what brings more of them onto it.
"use strict";

const Stage = (() => {
  const STEP = 500;
  const size = () =>
    Math.min(State.now.stage, model.count) + [...State.now.added].filter((n) => n >= State.now.stage).length;

  function absentNeighbours(n) {
    const { stage, added } = State.now;
    if (stage === null) return [];
    const all = new Set(model.tiesOf[n].map((tie) => model.otherEnd(tie, n)));
    return [...all].filter((other) => other >= stage && !added.has(other));
  }

  // Whether so many more may come: too many are refused, many are announced.
  function roomFor(more) {
    if (size() + more > STAGE_MOST) {
      announce(say("tooMany", STAGE_MOST));
      return false;
    }
    if (size() + more > STAGE_WARN) announce(say("budget", size() + more));
    return true;
  }

  function expandButton(n) {
    const absent = absentNeighbours(n);
    if (!absent.length) return null;
    const bring = () => {
      if (roomFor(absent.length)) State.change({ added: new Set([...State.now.added, ...absent]) });
    };
    return element("button", { type: "button", id: "expand", onclick: bring }, say("expand", absent.length));
  }

  // The part of the panel that says how much of the network is on the stage; null where all is.
  function control() {
    if (State.now.stage === null) return null;
    const more = Math.min(STEP, model.count - State.now.stage);
    const bring = () => {
      if (roomFor(more)) State.change({ stage: State.now.stage + more });
    };
    return element(
      "div",
      { className: "stage-control" },
      element("p", { className: "quiet" }, say("stage", size(), model.count)),
      more > 0 ? element("button", { type: "button", onclick: bring }, say("stageMore", more)) : null,
      element("p", { className: "quiet" }, say("stageSearch")),
    );
  }

  return { control, expandButton };
})();
