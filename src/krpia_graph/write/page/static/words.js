// The data of the page, its words in two languages, and the elements that words are put into.
"use strict";

const { nodes, edges, options, view } = JSON.parse(document.getElementById("data").textContent);
const { entities, types, ties, cases, statements, sources } = view;

const STRINGS = {
  en: {
    search: "Search a company, drug, region …",
    other: "한국어",
    legend: "Types shown; press to hide or show one",
    map: "Network map: arrow keys move, plus and minus zoom, 0 shows all; the facts are in the pane",
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
    more: (n) => `${n} more`,
    country: "Country",
    aliases: "Also",
    ties: "Ties",
    cases: "Cases",
    statements: "Where it is said",
    lexicon: "lexicon",
    lexiconNote: "A row of the lexicon says so, not a case.",
    position: (start, end) => `characters ${start}–${end}`,
    confidence: (mean, low) => `confidence ${mean}, at least ${low}`,
    foundBy: "names found by",
    caseIs: "This case",
    lineIs: "This line",
    cleared: "Nothing chosen",
    hidden: (type) => `${type} hidden`,
    shown: (type) => `${type} shown`,
    found: (n) => (n === 1 ? "1 name found" : `${n} names found`),
  },
  ko: {
    search: "기업, 의약품, 지역 검색 …",
    other: "English",
    legend: "표시할 유형; 누르면 숨기거나 다시 표시합니다",
    map: "네트워크 그림: 화살표 키로 이동, 더하기와 빼기로 확대·축소, 0은 전체 보기; 내용은 상세 창에 있습니다",
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
    more: (n) => `${n}건 더 보기`,
    country: "국가",
    aliases: "다른 이름",
    ties: "관계",
    cases: "사례",
    statements: "근거 문장",
    lexicon: "어휘집",
    lexiconNote: "사례가 아니라 어휘집의 행이 근거입니다.",
    position: (start, end) => `${start}–${end}번째 글자`,
    confidence: (mean, low) => `신뢰도 ${mean}, 하한 ${low}`,
    foundBy: "이름을 찾은 규칙",
    caseIs: "이 사례",
    lineIs: "이 선",
    cleared: "선택 해제",
    hidden: (type) => `${type} 숨김`,
    shown: (type) => `${type} 표시`,
    found: (n) => `${n}개 이름 찾음`,
  },
};

const state = { language: "en", hiddenTypes: new Set(), node: null, edge: null, hovered: null };
const byId = (id) => document.getElementById(id);
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
const darkScheme = matchMedia("(prefers-color-scheme: dark)");

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
