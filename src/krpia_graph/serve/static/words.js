// A key in, the words of the interface out, in the language that is chosen.

const WORDS = {
  description: ["Service description", "서비스 설명"],
  health: ["Health", "상태"],
  questions: ["Questions", "질문"],
  filter: ["Filter the questions", "질문 찾기"],
  query: ["Query", "질의"],
  run: ["Run", "실행"],
  running: ["Running …", "실행 중 …"],
  copy: ["Copy link", "링크 복사"],
  copied: ["The link is in the clipboard.", "링크를 복사했습니다."],
  "in-address": ["The link is in the address bar.", "링크는 주소창에 있습니다."],
  hint: ["Ctrl+Space completes terms, prefixes and variables", "Ctrl+Space: 용어, 접두사, 변수 자동 완성"],
  table: ["Table", "표"],
  raw: ["Raw", "원문"],
  format: ["Format", "형식"],
  download: ["Download", "내려받기"],
  result: ["Result", "결과"],
  rows: ["{0} rows in {1} ms", "{0}행, {1} ms"],
  row: ["1 row in {1} ms", "1행, {1} ms"],
  triples: ["{0} triples in {1} ms", "트리플 {0}개, {1} ms"],
  answered: ["answered in {1} ms", "{1} ms"],
  cut: ["Cut: the limit on {0} was reached, there is more.", "잘림: {0} 한도에 이르러 일부만 보입니다."],
  "cut-rows": ["rows", "행 수"],
  "cut-bytes": ["size", "크기"],
  "cut-time": ["time", "시간"],
  "cut-memory": ["memory", "메모리"],
  yes: ["yes", "예"],
  no: ["no", "아니요"],
  nothing: ["Nothing matches.", "일치하는 것이 없습니다."],
  more: ["Show {0} more rows", "{0}행 더 보기"],
  about: ["{0} triples · dataset {1}", "트리플 {0}개 · 데이터셋 {1}"],
  unreachable: ["The endpoint does not answer.", "엔드포인트가 응답하지 않습니다."],
  unknown: ["Choose one of the names that are suggested for {0}.", "{0}에 대해 제안된 이름 중에서 고르세요."],
  ask: ["Ask", "묻기"],
  subject: ["subject", "주어"],
  predicate: ["predicate", "서술어"],
  object: ["object", "목적어"],
};

const LANGUAGES = ["en", "ko"];
let chosen = stored() || (navigator.language.startsWith("ko") ? "ko" : "en");

function stored() {
  try {
    const found = localStorage.getItem("language");
    return LANGUAGES.includes(found) ? found : "";
  } catch {
    return ""; // a browser that stores nothing
  }
}

export function language() {
  return chosen;
}

export function word(key, ...values) {
  const text = WORDS[key][LANGUAGES.indexOf(chosen)];
  return values.reduce((filled, value, i) => filled.replace(`{${i}}`, value), text);
}

export function number(value) {
  return new Intl.NumberFormat(chosen).format(value);
}

// The label of something in the chosen language, else in the other.
export function label(thing) {
  return chosen === "ko" ? thing.ko || thing.en : thing.en || thing.ko;
}

export function translate() {
  document.documentElement.lang = chosen;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-word-placeholder]"))
    element.placeholder = word(element.dataset.wordPlaceholder);
  for (const element of document.querySelectorAll("[data-word-label]"))
    element.setAttribute("aria-label", word(element.dataset.wordLabel));
}

export function otherLanguage() {
  chosen = chosen === "en" ? "ko" : "en";
  try {
    localStorage.setItem("language", chosen);
  } catch {
    // it holds until the page is left
  }
}
