// The legend: types by shape and colour, how many of each there are, and whether they are shown.
"use strict";

const Legend = (() => {
  function toggle(id) {
    const hiddenTypes = new Set(State.now.hiddenTypes);
    const hide = !hiddenTypes.delete(id);
    if (hide) hiddenTypes.add(id);
    State.change({ hiddenTypes });
    announce(say(hide ? "hidden" : "shown", inLanguage(model.types.find((type) => type.id === id))));
  }

  function fill() {
    const counts = model.types.map(() => 0);
    Scene.shown.possible.forEach((is, n) => {
      if (is) counts[model.entities.type[n]] += 1;
    });
    const any = new Set(model.entities.type);
    const focused = document.activeElement?.dataset?.type;
    byId("legend").setAttribute("aria-label", say("legend"));
    byId("legend").replaceChildren(
      ...model.types.flatMap((type, t) =>
        any.has(t)
          ? [
              element(
                "button",
                {
                  type: "button",
                  "data-type": type.id,
                  "aria-pressed": String(!State.now.hiddenTypes.has(type.id)),
                  onclick: () => toggle(type.id),
                },
                swatch(type),
                element("span", null, inLanguage(type)),
                element("span", { className: "quiet" }, String(counts[t])),
              ),
            ]
          : [],
      ),
    );
    if (focused !== undefined) [...byId("legend").children].find((e) => e.dataset.type === focused)?.focus();
  }

  return { fill };
})();
