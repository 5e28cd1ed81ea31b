"use strict";

(() => {
  const { nodes, edges, options, view } = JSON.parse(document.getElementById("data").textContent);
  const { entities, types, ties, cases, statements, sources } = view;

  const STRINGS = {
    en: {
      search: "Search a company, drug, region …",
      other: "한국어",
      legend: "Types shown; press to hide or show one",
      map: "Network map: arrow keys move, plus and minus zoom; the same facts are in the pane",
      zoom: "Zoom",
      zoomIn: "Zoom in",
      zoomOut: "Zoom out",
      fit: "Show all",
      pane: "Details",
      close: "Close",
      intro: "Click a node or a line to read the sentences it comes from. Size: number of cases.",
      none: "No cases were found in the sources.",
      leftOut: (n) => `Only the ${nodes.length} entities with most cases are drawn; ${n} more are left out.`,
      totals: `${nodes.length} entities, ${edges.length} ties, ${cases.length} cases`,
      most: "Most cases",
      lines: "Lines",
      groups: {
        partner: "partners in a case",
        about: "what a case is about",
        shared: "named in the same case",
        lexicon: "from the lexicon, not from a case",
      },
      caseCount: (n) => (n === 1 ? "1 case" : `${n} cases`),
      tieCount: (n) => (n === 1 ? "1 tie" : `${n} ties`),
      country: "Country",
      aliases: "Also",
      ties: "Ties",
      cases: "Cases",
      statements: "Where it is said",
      lexicon: "lexicon",
      lexiconNote: "A row of the lexicon says so, not a case.",
      position: (start, end) => `characters ${start}–${end}`,
      cleared: "Nothing chosen",
      hidden: (type) => `${type} hidden`,
      shown: (type) => `${type} shown`,
      found: (n) => (n === 1 ? "1 name found" : `${n} names found`),
    },
    ko: {
      search: "기업, 의약품, 지역 검색 …",
      other: "English",
      legend: "표시할 유형; 누르면 숨기거나 다시 표시합니다",
      map: "네트워크 그림: 화살표 키로 이동, 더하기와 빼기로 확대·축소; 같은 내용이 상세 창에 있습니다",
      zoom: "확대·축소",
      zoomIn: "확대",
      zoomOut: "축소",
      fit: "전체 보기",
      pane: "상세 정보",
      close: "닫기",
      intro: "점이나 선을 누르면 근거 문장을 볼 수 있습니다. 크기: 사례 수.",
      none: "자료에서 사례를 찾지 못했습니다.",
      leftOut: (n) => `사례가 가장 많은 ${nodes.length}개만 그렸으며, ${n}개는 그리지 않았습니다.`,
      totals: `개체 ${nodes.length}개, 관계 ${edges.length}개, 사례 ${cases.length}건`,
      most: "사례가 많은 순",
      lines: "선",
      groups: {
        partner: "사례의 협력 당사자",
        about: "사례의 대상",
        shared: "같은 사례에 언급됨",
        lexicon: "사례가 아닌 어휘집의 관계",
      },
      caseCount: (n) => `사례 ${n}건`,
      tieCount: (n) => `관계 ${n}개`,
      country: "국가",
      aliases: "다른 이름",
      ties: "관계",
      cases: "사례",
      statements: "근거 문장",
      lexicon: "어휘집",
      lexiconNote: "사례가 아니라 어휘집의 행이 근거입니다.",
      position: (start, end) => `${start}–${end}번째 글자`,
      cleared: "선택 해제",
      hidden: (type) => `${type} 숨김`,
      shown: (type) => `${type} 표시`,
      found: (n) => `${n}개 이름 찾음`,
    },
  };
  const DASHES = { partner: false, about: false, shared: [2, 4], lexicon: [7, 5] };
  const LABEL_SIZE = 12;
  const LINE_HEIGHT = 14;
  const MARGIN = 36; // pixels around the picture, which names may use
  const KEY_CASES = 3; // from this number of cases on, a name is shown even over small discs

  const state = { language: "en", hiddenTypes: new Set(), node: null, edge: null, hovered: null };
  const byId = (id) => document.getElementById(id);
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  const darkScheme = matchMedia("(prefers-color-scheme: dark)");
  const places = new Map(nodes.map((node) => [node.id, node]));
  const extent = {
    width: 2 * Math.max(1, ...nodes.map(({ x, size }) => Math.abs(x) + size)),
    height: 2 * Math.max(1, ...nodes.map(({ y, size }) => Math.abs(y) + size)),
  };
  const tiesOf = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges) {
    tiesOf.get(edge.from).push(edge.id);
    if (edge.to !== edge.from) tiesOf.get(edge.to).push(edge.id);
  }

  // ---- words -------------------------------------------------------------------------------------------

  const say = (key) => STRINGS[state.language][key];
  const inLanguage = (label) => label[state.language] || label.en;
  const nameOf = (id) => inLanguage(entities[id]);
  const typeOf = (id) => inLanguage(types[entities[id].type]);
  const caseCount = (id) => say("caseCount")(entities[id].cases.length);
  const announce = (text) => { byId("status").textContent = text; };
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const cssColour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function element(tag, properties, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (name in made) made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.flat().filter((child) => child !== null));
    return made;
  }

  function drawing(width, height, tag, attributes) {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    const shape = document.createElementNS(space, tag);
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("aria-hidden", "true");
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    picture.append(shape);
    return picture;
  }

  function swatch(type) {
    const { shape, colour } = types[type];
    const corners = { square: [4, 45], diamond: [4, 0], triangle: [3, -90], triangleDown: [3, 90], hexagon: [6, 0] }[shape];
    const star = shape === "star";
    const count = star ? 10 : corners?.[0];
    const turn = star ? -90 : corners?.[1];
    const picture = count
      ? drawing(16, 16, "polygon", {
        fill: colour,
        points: Array.from({ length: count }, (_, i) => {
          const angle = ((turn + (360 / count) * i) * Math.PI) / 180;
          const radius = star && i % 2 ? 3.4 : 7.6;
          return `${(8 + radius * Math.cos(angle)).toFixed(2)},${(8 + radius * Math.sin(angle)).toFixed(2)}`;
        }).join(" "),
      })
      : drawing(16, 16, "circle", { fill: colour, cx: 8, cy: 8, r: 6.5 });
    picture.setAttribute("class", "swatch");
    return picture;
  }

  // ---- picture -----------------------------------------------------------------------------------------

  const nodeRows = new vis.DataSet(nodes.map(({ label, ...node }) => node));
  const edgeRows = new vis.DataSet(edges);
  const network = new vis.Network(byId("network"), { nodes: nodeRows, edges: edgeRows }, {
    ...options,
    nodes: { chosen: false, borderWidth: 1.5 },
    edges: { chosen: false, selectionWidth: 0, hoverWidth: 0 },
  });
  const isHidden = (id) => state.hiddenTypes.has(entities[id].type);

  function highlighted() {
    if (state.edge !== null) return new Set([edges[state.edge].from, edges[state.edge].to]);
    if (state.node === null) return null;
    return new Set([state.node, ...tiesOf.get(state.node).flatMap((i) => [edges[i].from, edges[i].to])]);
  }

  function restyle() {
    const lit = highlighted();
    const surface = cssColour("--surface");
    const outline = cssColour("--text");
    const partner = cssColour("--line-partner");
    const about = cssColour("--line-about");
    nodeRows.update(nodes.map((node) => ({
      id: node.id,
      hidden: isHidden(node.id),
      opacity: !lit || lit.has(node.id) ? 1 : 0.15,
      borderWidth: node.id === state.node ? 3 : 1.5,
      color: { background: node.color, border: node.id === state.node ? outline : surface },
    })));
    edgeRows.update(edges.map((edge) => {
      const { group } = ties[edge.id];
      const chosen = edge.id === state.edge;
      const near = state.edge === null ? !lit || edge.from === state.node || edge.to === state.node : chosen;
      return {
        id: edge.id,
        hidden: isHidden(edge.from) || isHidden(edge.to),
        dashes: DASHES[group],
        width: chosen ? edge.width + 2 : edge.width,
        color: { color: chosen ? outline : group === "partner" ? partner : about, opacity: near ? 1 : 0.12, inherit: false },
      };
    }));
    labels.placed = null;
    network.redraw();
  }

  // ---- labels on the canvas: the most important first, none over another -------------------------------

  const labels = { placed: null, key: "" };

  function wrapped(text) {
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length > 18) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
    return lines.length > 2 ? [lines[0], `${lines[1]} …`] : lines;
  }

  function crowd() {
    const cells = new Map();
    const covered = ({ left, top, right, bottom }) => {
      const found = [];
      for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x += 1) {
        for (let y = Math.floor(top / 80); y <= Math.floor(bottom / 80); y += 1) found.push(`${x},${y}`);
      }
      return found;
    };
    const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return {
      add: (box) => covered(box).forEach((cell) => cells.set(cell, [...(cells.get(cell) ?? []), box])),
      meeting: (box) => new Set(covered(box).flatMap((cell) => cells.get(cell) ?? []).filter((b) => b.id !== box.id && meets(b, box))).size,
    };
  }

  function candidates(node, width, height, scale) {
    const x = node.x * scale;
    const y = node.y * scale;
    const reach = node.size * scale + 2;
    const at = (left, top) => ({ id: node.id, left, top, right: left + width, bottom: top + height });
    const beside = reach * 0.7;
    return [
      at(x - width / 2, y + reach),
      at(x + reach + 2, y - height / 2),
      at(x - reach - width - 2, y - height / 2),
      at(x - width / 2, y - reach - height),
      at(x + beside, y + beside),
      at(x - beside - width, y + beside),
      at(x + beside, y - beside - height),
      at(x - beside - width, y - beside - height),
    ];
  }

  const inSheet = ({ left, right, top, bottom }, scale) => Math.max(-left, right) < (extent.width / 2) * scale + MARGIN
    && Math.max(-top, bottom) < (extent.height / 2) * scale + MARGIN;

  function importance(node, lit) {
    if (node.id === state.hovered || node.id === state.node) return 3;
    if (lit?.has(node.id)) return 2;
    return entities[node.id].cases.length >= KEY_CASES ? 1 : 0;
  }

  function placeLabels(context, scale) {
    const lit = highlighted();
    const discs = crowd();
    const texts = crowd();
    const shown = nodes.filter((node) => !isHidden(node.id));
    for (const node of shown) {
      const reach = node.size * scale;
      const [x, y] = [node.x * scale, node.y * scale];
      discs.add({ id: node.id, left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });
    }
    const wanted = shown.filter((node) => !lit || lit.has(node.id) || node.id === state.hovered);
    wanted.sort((a, b) => importance(b, lit) - importance(a, lit));
    const placed = [];
    for (const node of wanted) {
      const lines = wrapped(nameOf(node.id));
      const width = Math.max(...lines.map((line) => context.measureText(line).width)) * scale + 2;
      const weight = importance(node, lit);
      const choices = candidates(node, width, lines.length * LINE_HEIGHT, scale)
        .map((box) => ({ ...box, lines, over: discs.meeting(box), crossing: texts.meeting(box) }))
        .filter((box) => weight > 1 || inSheet(box, scale))
        .filter((box) => weight === 3 || (box.crossing === 0 && (box.over === 0 || weight > 0)));
      const [best] = choices.sort((a, b) => a.crossing - b.crossing || a.over - b.over);
      if (best) {
        texts.add({ ...best, id: null });
        placed.push(best);
      }
    }
    return placed;
  }

  function drawLabels(context) {
    const scale = network.getScale();
    const key = [scale, state.language, state.hovered].join("|");
    context.font = `${LABEL_SIZE / scale}px ${getComputedStyle(document.body).fontFamily}`;
    if (!labels.placed || labels.key !== key) {
      labels.placed = placeLabels(context, scale);
      labels.key = key;
    }
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.strokeStyle = cssColour("--surface");
    context.fillStyle = cssColour("--text");
    context.lineWidth = 3.5 / scale;
    for (const box of labels.placed) {
      box.lines.forEach((line, i) => {
        const x = (box.left + box.right) / 2 / scale;
        const y = (box.top + (i + 0.5) * LINE_HEIGHT) / scale;
        context.strokeText(line, x, y);
        context.fillText(line, x, y);
      });
    }
  }

  function labelAt(point) {
    const scale = network.getScale();
    const { x, y } = network.DOMtoCanvas(point);
    const hit = (labels.placed ?? []).find((box) => box.left <= x * scale && x * scale <= box.right
      && box.top <= y * scale && y * scale <= box.bottom);
    return hit?.id ?? null;
  }

  // ---- pane --------------------------------------------------------------------------------------------

  const nodeLink = (id) => element("button", { type: "button", className: "link", onclick: () => choose({ node: id, travel: true }) }, nameOf(id));
  const edgeLink = (number, text) => element("button", { type: "button", className: "link", onclick: () => choose({ edge: number, travel: true }) }, text);
  const kindLine = (id) => element("p", { className: "kind quiet" }, swatch(entities[id].type), `${typeOf(id)} · ${caseCount(id)}`);
  const closeButton = () => element("button", { type: "button", id: "close", ariaLabel: say("close"), onclick: () => choose({}) }, "✕");

  function quote(number, marks) {
    const statement = statements[number];
    const source = sources[statement.source];
    const lit = new Set(marks);
    return [
      element(
        "blockquote",
        { className: statement.kind, lang: source.language, "data-statement": statement.id },
        statement.pieces.map((piece, i) => (lit.has(i) ? element("mark", null, piece) : piece)),
      ),
      element("p", { className: "quiet" }, sourceName(source), `, ${say("position")(statement.start, statement.end)}`),
    ];
  }

  function sourceName(source) {
    if (!/^https?:\/\//i.test(source.url)) return element("span", { title: source.title }, source.path);
    return element("a", { href: source.url, rel: "noopener noreferrer", target: "_blank", title: source.title }, source.path);
  }

  function caseBlock(number, quotes) {
    const found = cases[number];
    const words = [...found.relations.map((id) => inLanguage(view.relations[id])), ...found.periods, ...found.amounts];
    return element(
      "article",
      { className: "case" },
      element("h4", null, [found.category, found.header].filter(Boolean).join(" › ")),
      words.length ? element("div", { className: "chips" }, words.map((word) => element("span", null, word))) : null,
      quotes,
    );
  }

  function overview() {
    if (!nodes.length) return [element("p", null, say("none"))];
    return [
      element("h2", null, say("totals")),
      element("p", null, say("intro")),
      view.leftOut ? element("p", { className: "notice" }, say("leftOut")(view.leftOut)) : null,
      element("h3", null, say("most")),
      element("ul", { className: "ranking" }, nodes.slice(0, 10).map(({ id }) => element(
        "li", null, swatch(entities[id].type), nodeLink(id), element("span", { className: "quiet" }, caseCount(id)),
      ))),
      element("h3", null, say("lines")),
      element("div", { className: "lines" }, Object.entries(say("groups")).flatMap(([group, text]) => [
        drawing(44, 10, "line", {
          x1: 0, y1: 5, x2: 44, y2: 5, "stroke-width": 2, "stroke-dasharray": (DASHES[group] || []).join(" ") || "none",
          stroke: `var(--line-${group === "partner" ? "partner" : "about"})`,
        }),
        element("span", null, text),
      ])),
    ];
  }

  function countryName(code) {
    if (!/^[A-Z]{2}$/.test(code)) return code;
    return new Intl.DisplayNames([state.language], { type: "region" }).of(code);
  }

  function facts(entity) {
    const rows = [
      [say("country"), countryName(entity.country)],
      [say("aliases"), entity.aliases.join(", ")],
      ...entity.identifiers,
    ].filter(([, value]) => value);
    return rows.length ? element("dl", null, rows.flatMap(([name, value]) => [element("dt", null, name), element("dd", null, value)])) : null;
  }

  function directed(number, id) {
    const { symmetric, ...label } = view.edgeTypes[ties[number].type];
    if (symmetric) return inLanguage(label);
    return `${edges[number].from === id ? "→" : "←"} ${inLanguage(label)}`;
  }

  function tieList(id) {
    const rank = (number) => Object.keys(DASHES).indexOf(ties[number].group);
    const numbers = [...tiesOf.get(id)].sort((a, b) => rank(a) - rank(b) || edges[b].width - edges[a].width);
    return element("ul", { className: "ties" }, numbers.map((number) => {
      const other = edges[number].from === id ? edges[number].to : edges[number].from;
      const count = new Set(ties[number].evidence.map((e) => e[1]).filter((c) => c >= 0)).size;
      return element(
        "li", null, swatch(entities[other].type), nodeLink(other),
        element("span", { className: "quiet" }, directed(number, id)),
        edgeLink(number, count ? say("caseCount")(count) : say("lexicon")),
      );
    }));
  }

  function nodePane(id) {
    const entity = entities[id];
    const second = state.language === "ko" ? entity.en : entity.ko;
    return [
      element("div", { className: "top" }, element("h2", null, nameOf(id)), closeButton()),
      second && second !== nameOf(id) ? element("p", { className: "quiet" }, second) : null,
      kindLine(id),
      facts(entity),
      tiesOf.get(id).length ? element("h3", null, `${say("ties")} (${tiesOf.get(id).length})`) : null,
      tieList(id),
      element("h3", null, `${say("cases")} (${entity.cases.length})`),
      entity.cases.map((number) => caseBlock(number, cases[number].statements.flatMap((s) => quote(s, entity.marks[s] ?? [])))),
    ];
  }

  function edgePane(number) {
    const { from, to } = edges[number];
    const tie = ties[number];
    const grouped = new Map();
    for (const [statement, caseNumber, marks] of tie.evidence) {
      grouped.set(caseNumber, [...(grouped.get(caseNumber) ?? []), ...quote(statement, marks)]);
    }
    return [
      element("div", { className: "top" }, element("h2", null, nodeLink(from), ` ${inLanguage(view.edgeTypes[tie.type])} `, nodeLink(to)), closeButton()),
      element("p", { className: "quiet" }, say("groups")[tie.group]),
      tie.relations.length ? element("div", { className: "chips" }, tie.relations.map((id) => element("span", null, inLanguage(view.relations[id])))) : null,
      element("h3", null, say("statements")),
      [...grouped].map(([caseNumber, quotes]) => (caseNumber >= 0
        ? caseBlock(caseNumber, quotes)
        : element("article", { className: "case" }, element("p", null, say("lexiconNote")), quotes))),
    ];
  }

  function fillPane() {
    const content = state.edge !== null ? edgePane(state.edge) : state.node !== null ? nodePane(state.node) : overview();
    byId("pane").replaceChildren(...content.flat().filter((child) => child !== null));
    byId("pane").scrollTop = 0;
  }

  // ---- choosing ----------------------------------------------------------------------------------------

  function choose({ node = null, edge = null, travel = false }) {
    Object.assign(state, { node, edge });
    const ends = edge !== null ? [edges[edge].from, edges[edge].to] : node !== null ? [node] : [];
    ends.forEach((id) => state.hiddenTypes.delete(entities[id].type));
    fillLegend();
    fillPane();
    restyle();
    if (travel && ends.length) {
      const animation = reducedMotion.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" };
      if (edge !== null) network.fit({ nodes: ends, maxZoomLevel: Math.max(network.getScale(), 1), animation });
      else network.focus(node, { scale: Math.max(network.getScale(), 0.9), animation });
      byId("pane").focus({ preventScroll: true });
    }
    announce(ends.length ? described(ends, edge) : say("cleared"));
  }

  function described(ends, edge) {
    if (edge !== null) return `${nameOf(ends[0])} ${inLanguage(view.edgeTypes[ties[edge].type])} ${nameOf(ends[1])}`;
    return [nameOf(ends[0]), typeOf(ends[0]), caseCount(ends[0]), say("tieCount")(tiesOf.get(ends[0]).length)].join(", ");
  }

  function onClick({ nodes: [node], edges: [edge], pointer }) {
    const named = node === undefined ? labelAt(pointer.DOM) : node;
    if (named !== null) choose({ node: named });
    else if (edge !== undefined) choose({ edge });
    else if (state.node !== null || state.edge !== null) choose({});
  }

  function showTooltip(lines, { x, y }) {
    const tooltip = byId("tooltip");
    tooltip.replaceChildren(element("strong", null, lines[0]), ...lines.slice(1));
    tooltip.hidden = false;
    const { clientWidth, clientHeight } = byId("stage");
    tooltip.style.left = `${Math.max(4, Math.min(x + 14, clientWidth - tooltip.offsetWidth - 4))}px`;
    tooltip.style.top = `${Math.max(4, Math.min(y + 14, clientHeight - tooltip.offsetHeight - 4))}px`;
  }

  function hover(id, point) {
    state.hovered = id;
    byId("network").style.cursor = "pointer";
    showTooltip([nameOf(id), `${typeOf(id)} · ${caseCount(id)}`], point);
  }

  function unhover() {
    state.hovered = null;
    byId("network").style.cursor = "";
    byId("tooltip").hidden = true;
  }

  // ---- legend, search, language ------------------------------------------------------------------------

  function toggleType(type) {
    const hide = !state.hiddenTypes.has(type);
    if (hide) state.hiddenTypes.add(type);
    else state.hiddenTypes.delete(type);
    byId("legend").querySelector(`[data-type="${CSS.escape(type)}"]`).ariaPressed = String(!hide);
    restyle();
    announce(say(hide ? "hidden" : "shown")(inLanguage(types[type])));
  }

  function fillLegend() {
    const count = (type) => nodes.filter(({ id }) => entities[id].type === type).length;
    byId("legend").replaceChildren(...Object.keys(types).filter(count).map((type) => element(
      "button",
      { type: "button", "data-type": type, ariaPressed: String(!state.hiddenTypes.has(type)), onclick: () => toggleType(type) },
      swatch(type), inLanguage(types[type]), element("span", { className: "quiet" }, String(count(type))),
    )));
  }

  function matches(query) {
    const wanted = fold(query.trim());
    if (!wanted) return [];
    const found = [];
    for (const { id } of nodes) {
      const names = [nameOf(id), entities[id].en, entities[id].ko, ...entities[id].aliases].filter(Boolean);
      const name = names.find((n) => fold(n).startsWith(wanted)) ?? names.find((n) => fold(n).includes(wanted));
      if (name !== undefined) found.push({ id, name, late: fold(name).startsWith(wanted) ? 0 : 1 });
    }
    return found.sort((a, b) => a.late - b.late).slice(0, 8);
  }

  function suggest() {
    const found = matches(byId("search").value);
    byId("suggestions").replaceChildren(...found.map(({ id, name }, i) => element(
      "li",
      { id: `suggestion-${i}`, role: "option", ariaSelected: "false", "data-id": id, onclick: () => take(id) },
      swatch(entities[id].type),
      element("span", null, nameOf(id)),
      name === nameOf(id) ? null : element("span", { className: "quiet" }, name),
    )));
    openSuggestions(found.length > 0);
    if (byId("search").value.trim()) announce(say("found")(found.length));
  }

  function openSuggestions(open) {
    byId("suggestions").hidden = !open;
    byId("search").ariaExpanded = String(open);
    byId("search").removeAttribute("aria-activedescendant");
  }

  function moveInSuggestions(step) {
    const items = [...byId("suggestions").children];
    if (!items.length) return;
    const now = items.findIndex((item) => item.ariaSelected === "true");
    const next = items[(now + step + items.length + (now < 0 && step < 0 ? 1 : 0)) % items.length];
    items.forEach((item) => { item.ariaSelected = String(item === next); });
    next.scrollIntoView({ block: "nearest" });
    byId("search").setAttribute("aria-activedescendant", next.id);
  }

  function take(id) {
    byId("search").value = "";
    openSuggestions(false);
    choose({ node: id, travel: true });
  }

  function onSearchKey(event) {
    const items = [...byId("suggestions").children];
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      moveInSuggestions(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !byId("suggestions").hidden) {
      take((items.find((item) => item.ariaSelected === "true") ?? items[0]).dataset.id);
    }
  }

  function zoomBy(factor) {
    network.moveTo({ scale: network.getScale() * factor, animation: reducedMotion.matches ? false : { duration: 150 } });
  }

  function showAll(animation) {
    const { clientWidth, clientHeight } = byId("stage");
    const fitting = Math.min((clientWidth - 2 * MARGIN) / extent.width, (clientHeight - 2 * MARGIN) / extent.height);
    network.moveTo({ position: { x: 0, y: 0 }, scale: Math.min(fitting, 1.5), animation });
  }

  function fillZoom() {
    byId("zoom").ariaLabel = say("zoom");
    const button = (sign, key, action) => element("button", { type: "button", ariaLabel: say(key), title: say(key), onclick: action }, sign);
    byId("zoom").replaceChildren(
      button("+", "zoomIn", () => zoomBy(1.4)),
      button("−", "zoomOut", () => zoomBy(1 / 1.4)),
      button("⤢", "fit", () => showAll(!reducedMotion.matches)),
    );
  }

  function setLanguage(language) {
    state.language = language;
    document.documentElement.lang = language;
    byId("search").placeholder = say("search");
    byId("search").ariaLabel = say("search");
    byId("language").textContent = say("other");
    byId("language").lang = language === "en" ? "ko" : "en";
    byId("legend").ariaLabel = say("legend");
    byId("pane").ariaLabel = say("pane");
    network.canvas.frame.ariaLabel = say("map");
    fillLegend();
    fillZoom();
    fillPane();
    restyle();
  }

  function onEscape(event) {
    if (event.key !== "Escape") return;
    byId("search").value = "";
    openSuggestions(false);
    choose({});
  }

  network.on("afterDrawing", drawLabels);
  network.on("click", onClick);
  network.on("hoverNode", ({ node, pointer }) => hover(node, pointer.DOM));
  network.on("hoverEdge", ({ edge, pointer }) => {
    const { from, to } = edges[edge];
    showTooltip([inLanguage(view.edgeTypes[ties[edge].type]), `${nameOf(from)} – ${nameOf(to)}`], pointer.DOM);
  });
  network.on("blurNode", unhover);
  network.on("blurEdge", unhover);
  network.on("dragStart", unhover);
  network.on("zoom", unhover);
  network.canvas.frame.role = "application";
  byId("search").addEventListener("input", suggest);
  byId("search").addEventListener("keydown", onSearchKey);
  byId("language").addEventListener("click", () => setLanguage(state.language === "en" ? "ko" : "en"));
  document.addEventListener("keydown", onEscape);
  document.addEventListener("click", ({ target }) => { if (!target.closest(".search")) openSuggestions(false); });
  darkScheme.addEventListener("change", restyle);

  setLanguage("en");
  showAll(false);
  globalThis.krpiaGraph = { network, choose, view };
})();
