// The page comes to life: state, picture and everything around it are joined here.
"use strict";

const App = (() => {
  const REMEMBER_AFTER = 250; // ms of rest before the address is written

  const FILTERING = [
    "view",
    "hiddenTypes",
    "relations",
    "sections",
    "companies",
    "regions",
    "years",
    "undated",
    "stage",
    "added",
  ];
  let pending = 0;

  // What a change of the state touches, and nothing else.
  function onChange(changed) {
    const any = (...names) => names.some((name) => changed.has(name));
    const filtering = any(...FILTERING);
    if (any("language")) speak();
    if (filtering) Scene.refresh();
    else if (any("node", "tie", "path", "steps", "size", "language")) Scene.relight();
    if (filtering || any("language")) Legend.fill();
    if (filtering || any("language", "size")) Panel.fill();
    if (filtering || any("node", "tie", "path", "steps", "language")) Pane.fill();
    if (filtering || any("table", "sort", "language") || (State.now.table && any("node", "tie"))) Table.fill();
    if (any("table")) fillButtons();
    if (filtering)
      announce(say("nowShown", ...["nodes", "ties"].map((what) => Scene.shown[what].filter(Boolean).length)));
    Scene.drawNames();
    remember();
  }

  function remember() {
    clearTimeout(pending);
    pending = setTimeout(() => {
      const hash = State.toHash();
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    }, REMEMBER_AFTER);
  }

  function onCameraMove() {
    Scene.drawNames();
    if (!document.body.dataset.ready) return; // the window may still be settling: nobody has moved anything
    const { x, y, scale } = Scene.picture.camera();
    const all = Scene.fitting();
    const still =
      Math.abs(x - all.x) * scale < 2 && Math.abs(y - all.y) * scale < 2 && Math.abs(scale / all.scale - 1) < 0.01;
    const [cx, cy, zoom] = [x, y, scale].map((value) => Number(value.toPrecision(6))); // as it stands in a link
    State.now.camera = still ? null : { x: cx, y: cy, scale: zoom };
    remember();
  }

  function onClick(point) {
    const node = Scene.nodeAt(point);
    const tie = node === null ? Scene.picture.edgeAt(point) : null;
    if (node !== null) Choice.node(node);
    else if (tie !== null) Choice.tie(tie);
    else if (State.now.path.length !== 1) Choice.clear();
  }

  function onHover(point) {
    const node = Scene.nodeAt(point);
    const tie = node === null ? Scene.picture.edgeAt(point) : null;
    if (node === null && tie === null) return onLeave();
    if (Scene.hovered !== node) {
      Scene.hovered = node;
      Scene.drawNames();
    }
    byId("picture").style.cursor = "pointer";
    const lines =
      node !== null
        ? [
            model.name(node),
            `${inLanguage(model.type(node))} · ${say("caseCount", model.entities.cases[node].length)}`,
          ]
        : [model.tieLabel(tie), `${model.name(model.ties.subject[tie])} – ${model.name(model.ties.object[tie])}`];
    return showTooltip(lines, point);
  }

  function showTooltip([first, ...rest], { x, y }) {
    const tooltip = byId("tooltip");
    tooltip.replaceChildren(element("strong", null, first), ...rest);
    tooltip.hidden = false;
    const { clientWidth, clientHeight } = byId("stage");
    tooltip.style.left = `${Math.max(4, Math.min(x + 14, clientWidth - tooltip.offsetWidth - 4))}px`;
    tooltip.style.top = `${Math.max(4, Math.min(y + 14, clientHeight - tooltip.offsetHeight - 4))}px`;
  }

  function onLeave() {
    byId("picture").style.cursor = "";
    byId("tooltip").hidden = true;
    if (Scene.hovered === null) return;
    Scene.hovered = null;
    Scene.drawNames();
  }

  function fillButtons() {
    const table = State.now.table !== null;
    byId("table-button").textContent = say(table ? "network" : "table");
    byId("filters-button").textContent = say("filters");
    byId("link-button").textContent = say("link");
    byId("help-button").setAttribute("aria-label", say("help"));
    byId("help-button").title = say("help");
    byId("language").textContent = say("other");
    byId("language").lang = State.now.language === "en" ? "ko" : "en";
    byId("zoom").setAttribute("aria-label", say("zoom"));
    const button = (sign, key, action) =>
      element("button", { type: "button", "aria-label": say(key), title: say(key), onclick: action }, sign);
    byId("zoom").replaceChildren(
      button("+", "zoomIn", () => Scene.zoomBy(1.4)),
      button("−", "zoomOut", () => Scene.zoomBy(1 / 1.4)),
      button("⤢", "fit", () => Scene.fit(true)),
    );
  }

  function speak() {
    document.documentElement.lang = State.now.language;
    byId("search").placeholder = say("search");
    byId("search").setAttribute("aria-label", say("search"));
    byId("panel").setAttribute("aria-label", say("filters"));
    byId("pane").setAttribute("aria-label", say("pane"));
    Scene.picture?.frame?.setAttribute("aria-label", say("map"));
    fillButtons();
    Exports.fill();
    Keys.fillHelp();
  }

  async function copyLink() {
    history.replaceState(null, "", `#${State.toHash()}`);
    announce(say((await copy(location.href)) ? "linkCopied" : "copyFailed"));
  }

  function toggleTable() {
    State.change({ table: State.now.table === null ? "entities" : null });
    if (State.now.table === null) Scene.picture?.moveTo(State.now.camera ?? Scene.fitting(), false);
  }

  function toggleFilters() {
    const open = document.body.classList.toggle("filters-open");
    byId("filters-button").setAttribute("aria-expanded", String(open));
  }

  function listen() {
    byId("language").addEventListener("click", () =>
      State.change({ language: State.now.language === "en" ? "ko" : "en" }),
    );
    byId("table-button").addEventListener("click", toggleTable);
    byId("filters-button").addEventListener("click", toggleFilters);
    byId("link-button").addEventListener("click", copyLink);
    byId("help-button").addEventListener("click", () => byId("help").showModal());
    darkScheme.addEventListener("change", () => Scene.relight());
    addEventListener("hashchange", () => {
      State.change(State.fromHash(location.hash));
      Scene.picture?.moveTo(State.now.camera ?? Scene.fitting(), false);
    });
    addEventListener("beforeprint", () => byId("print").replaceChildren(Drawing.make()));
    addEventListener("afterprint", () => byId("print").replaceChildren());
    new ResizeObserver(() => {
      if (!model.count || byId("stage").hidden) return;
      Scene.regrow();
      if (State.now.camera === null) Scene.fit(false);
      Scene.drawNames();
    }).observe(byId("stage"));
    Search.start();
    Keys.start();
  }

  function pictureParts() {
    const { x, y } = model.entities;
    const { subject, object, bend } = model.ties;
    return [
      x.map((_, n) => ({ x: x[n], y: y[n] })),
      bend.map((_, tie) => ({ from: subject[tie], to: object[tie], bend: bend[tie] })),
    ];
  }

  function openScene() {
    if (!model.count) return;
    try {
      Scene.picture = openPicture(byId("picture"), ...pictureParts(), {
        click: onClick,
        hover: onHover,
        leave: onLeave,
        move: onCameraMove,
      });
    } catch (error) {
      if (error.name !== "NoWebGL") throw error;
      State.now.table ??= "entities";
      byId("status").after(element("p", { className: "notice", role: "alert" }, say("noWebGL")));
      return;
    }
    Scene.picture.show(Scene.looks, Scene.tieLooks);
    Scene.picture.moveTo(State.now.camera ?? Scene.fitting(), false);
    Keys.attach(Scene.picture.frame);
  }

  const drawn = () =>
    new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
    });

  // The picture first: what stands around it is filled after the browser has drawn it.
  async function start() {
    if (byId("picture").firstChild) await drawn(); // it is there before the model is read
    model = await readModel();
    Object.assign(State.now, State.fromHash(location.hash));
    Scene.refresh();
    fillButtons();
    Legend.fill();
    if (model.count) Scene.regrow();
    openScene();
    await drawn();
    speak();
    Panel.fill();
    Pane.fill();
    Table.fill();
    State.listen(onChange);
    listen();
    if (State.now.camera === null) Scene.fit(false);
    document.fonts
      .load(Names.font(), model.entities.en.concat(model.entities.ko).join("").slice(0, 2000))
      .then(() => {
        Scene.key = "";
        Scene.drawNames();
      });
    document.body.dataset.ready = "yes";
  }

  return { start };
})();

App.start();
