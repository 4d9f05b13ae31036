// The items of the review, which of them are shown, and which one is looked at.

import { get } from "./api.js";

export const STATES = ["undecided", "accepted", "rejected", "edited"];
export const LEVELS = ["safe", "review"];

/** What items can be filtered by: the name of the group, and the value of an item in it. */
export const FACETS = {
  codemod: { title: "Codemod", of: (item) => item.codemod },
  level: { title: "Level", of: (item) => LEVELS[item.level] },
  state: { title: "Decision", of: (item) => STATES[item.state] },
  directory: { title: "Directory", of: (item) => item.directory },
};

export const model = {
  revision: 0,
  codemods: new Map(),
  items: [],
  shown: [],
  current: null,
  filters: Object.fromEntries(Object.keys(FACETS).map((name) => [name, new Set()])),
  text: "",
};

const listeners = new Set();

/** Calls a function after every change with what changed: `items`, `shown`, `states` or `current`. */
export function watch(listener) {
  listeners.add(listener);
}

function tell(what) {
  for (const listener of listeners) listener(what);
}

export async function load() {
  const { revision, codemods, files, texts, items } = await get("items");
  model.revision = revision;
  model.codemods = new Map(codemods);
  model.items = items.map(([number, codemod, file, line, level, parts, state, message, code]) => {
    const path = files[file];
    const slash = path.lastIndexOf("/");
    return {
      number,
      codemod: codemods[codemod][0],
      path,
      directory: slash < 0 ? "." : path.slice(0, slash),
      name: path.slice(slash + 1),
      line,
      level,
      parts,
      state,
      message: texts[message],
      code: texts[code],
    };
  });
  const before = model.current?.number;
  const kept = model.items.find((item) => item.number === before);
  model.current = kept ?? model.items.find((item) => item.state === 0) ?? model.items[0] ?? null;
  tell("items");
  refilter();
}

/** Sets the state of items as the server gave them. Another page that decided meanwhile makes this one load anew. */
export async function take({ revision, changed }) {
  const isNext = revision === model.revision + 1;
  model.revision = revision;
  if (!isNext) return load();
  const states = new Map(changed);
  for (const item of model.items) {
    if (states.has(item.number)) item.state = states.get(item.number);
  }
  tell("states");
  refilter();
}

function matches(item, words) {
  for (const [name, { of }] of Object.entries(FACETS)) {
    const values = model.filters[name];
    if (values.size > 0 && !values.has(of(item))) return false;
  }
  if (words.length === 0) return true;
  item.searched ??= `${item.path}:${item.line}\n${item.message}\n${item.code}\n${item.codemod}`.toLowerCase();
  return words.every((word) => item.searched.includes(word));
}

export function refilter() {
  const words = model.text.toLowerCase().split(/\s+/).filter(Boolean);
  model.shown = model.items.filter((item) => matches(item, words));
  tell("shown");
}

export function isFiltered() {
  return model.text.trim() !== "" || Object.values(model.filters).some((values) => values.size > 0);
}

export function select(item) {
  model.current = item;
  tell("current");
}

/** The item that stands so many places behind the current one among those that are shown. */
export function neighbour(step) {
  const at = model.shown.indexOf(model.current);
  if (at < 0) return model.shown[0] ?? null;
  return model.shown[Math.min(Math.max(at + step, 0), model.shown.length - 1)] ?? null;
}

/** The next undecided item that is shown behind the current one, or from the start; none of `leaving`. */
export function nextOpen(leaving) {
  const left = new Set(leaving);
  const at = model.shown.indexOf(model.current);
  const order = [...model.shown.slice(at + 1), ...model.shown.slice(0, Math.max(at, 0))];
  return order.find((item) => item.state === 0 && !left.has(item)) ?? null;
}

/** How many findings there are and how many are decided. An item may have several. */
export function progress(items) {
  const sums = { total: 0, decided: 0, accepted: 0, rejected: 0, edited: 0 };
  for (const item of items) {
    sums.total += item.parts;
    if (item.state > 0) {
      sums.decided += item.parts;
      sums[STATES[item.state]] += item.parts;
    }
  }
  return sums;
}
