// The overview, which is also the filters: what there is by codemod, level, decision and directory, and how far each has come.

import { byId, element } from "./dom.js";
import { FACETS, LEVELS, STATES, isFiltered, model, refilter, watch } from "./model.js";

/** As many values of a group are listed; the search finds the others. */
const LISTED = 300;

/** For each group, by value: the elements that show its numbers. */
let shown = {};

function values(name) {
  if (name === "codemod") return [...model.codemods.keys()];
  if (name === "level") return [...LEVELS].reverse();
  if (name === "state") return STATES;
  return [...new Set(model.items.map(FACETS[name].of))].sort();
}

function toggle(name, value, isOn) {
  if (isOn) model.filters[name].add(value);
  else model.filters[name].delete(value);
  refilter();
}

function build() {
  shown = {};
  const groups = Object.entries(FACETS).map(([name, { title, of }]) => {
    shown[name] = new Map();
    const present = new Set(model.items.map(of));
    const all = values(name).filter((value) => name === "state" || present.has(value));
    const list = element("ul", {});
    for (const value of all.slice(0, LISTED)) {
      const number = element("span", { className: "number" });
      const box = element("input", { type: "checkbox", checked: model.filters[name].has(value) });
      box.addEventListener("change", () => toggle(name, value, box.checked));
      const label = element("label", { title: model.codemods.get(value) }, box, element("span", { className: "value" }, value), number);
      list.append(element("li", {}, label));
      shown[name].set(value, { box, number });
    }
    const more = all.length - LISTED;
    if (more > 0) list.append(element("li", { className: "quiet" }, `and ${more.toLocaleString("en")} more; search by path`));
    return element("fieldset", { className: "facet", id: `facet-${name}` }, element("legend", {}, title), list);
  });
  byId("facets").replaceChildren(...groups);
}

function numbers() {
  for (const [name, { of }] of Object.entries(FACETS)) {
    const sums = new Map();
    for (const item of model.items) {
      const value = of(item);
      const sum = sums.get(value) ?? { total: 0, decided: 0 };
      sum.total += item.parts;
      if (item.state > 0) sum.decided += item.parts;
      sums.set(value, sum);
    }
    for (const [value, { number }] of shown[name]) {
      const { total, decided } = sums.get(value) ?? { total: 0, decided: 0 };
      const isState = name === "state";
      const text = isState ? total.toLocaleString("en") : `${decided.toLocaleString("en")} / ${total.toLocaleString("en")}`;
      if (number.textContent === text) continue;
      number.textContent = text;
      if (!isState) number.append(element("span", { className: "unseen" }, " decided"));
    }
  }
}

function marks() {
  const active = Object.values(model.filters).reduce((sum, set) => sum + set.size, 0);
  byId("filter-count").textContent = active > 0 ? `(${active})` : "";
  byId("clear-filters").hidden = !isFiltered();
}

export function clear() {
  for (const [name, set] of Object.entries(model.filters)) {
    set.clear();
    for (const { box } of shown[name].values()) box.checked = false;
  }
  model.text = "";
  byId("search").value = "";
  refilter();
}

export function start() {
  const search = byId("search");
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      model.text = search.value;
      refilter();
    }, 80);
  });
  byId("clear-filters").addEventListener("click", () => {
    clear();
    search.focus();
  });
  // On small screens the findings come before the filters.
  byId("filters").open = matchMedia("(min-width: 60rem)").matches;
  watch((what) => {
    if (what === "items") build();
    if (what === "items" || what === "states") numbers();
    if (what === "shown") marks();
  });
}
