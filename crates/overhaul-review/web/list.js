// The list of findings. Only the rows that can be seen are in the document, however many there are.

import { byId, count, element } from "./dom.js";
import { LEVELS, STATES, isFiltered, model, neighbour, progress, select, watch } from "./model.js";

const MARKS = ["", "✓", "✗", "✎"];

/** Rows that are kept beyond each edge. */
const BEYOND = 12;

const list = byId("list");
const space = element("div", { role: "presentation", className: "space" });
const rows = new Map();
let height = 56;

function row(item, index) {
  const made = element(
    "div",
    { id: `row-${item.number}`, role: "option", className: "row" },
    element("span", { className: "mark", "aria-hidden": "true" }),
    element("span", { className: "unseen" }),
    element("span", { className: "message" }),
    element(
      "span",
      { className: "path" },
      element("span", { className: "name" }, `${item.name}:${item.line}`),
      item.directory === "." ? null : element("span", {}, ` ${item.directory}`),
    ),
  );
  const more = item.parts > 1 ? ` (and ${item.parts - 1} more)` : "";
  made.querySelector(".message").textContent = item.message.replaceAll("`", "") + more;
  made.addEventListener("click", () => select(item));
  paint(made, item, index);
  return made;
}

/** What of a row changes while it is there. */
function paint(made, item, index) {
  const isCurrent = item === model.current;
  made.style.top = `${index * height}px`;
  made.dataset.state = STATES[item.state];
  made.dataset.level = LEVELS[item.level];
  made.firstChild.textContent = MARKS[item.state];
  made.setAttribute("aria-selected", String(isCurrent));
  made.setAttribute("aria-posinset", String(index + 1));
  made.setAttribute("aria-setsize", String(model.shown.length));
  const name = `${STATES[item.state]}, ${LEVELS[item.level]}: `;
  const unseen = made.children[1];
  if (unseen.textContent !== name) unseen.textContent = name;
}

function draw() {
  const first = Math.max(Math.floor(list.scrollTop / height) - BEYOND, 0);
  const last = Math.min(Math.ceil((list.scrollTop + list.clientHeight) / height) + BEYOND, model.shown.length);
  const wanted = new Map();
  for (let index = first; index < last; index += 1) wanted.set(model.shown[index].number, index);
  // The current row stays, for assistive technology looks at it through `aria-activedescendant`.
  const at = model.shown.indexOf(model.current);
  if (at >= 0) wanted.set(model.current.number, at);
  for (const [number, made] of rows) {
    if (!wanted.has(number)) {
      made.remove();
      rows.delete(number);
    }
  }
  for (const [number, index] of wanted) {
    const item = model.shown[index];
    const made = rows.get(number);
    if (made) {
      paint(made, item, index);
    } else {
      const added = row(item, index);
      rows.set(number, added);
      space.append(added);
    }
  }
  if (at >= 0) list.setAttribute("aria-activedescendant", `row-${model.current.number}`);
  else list.removeAttribute("aria-activedescendant");
}

function reveal() {
  const at = model.shown.indexOf(model.current);
  if (at < 0) return;
  const top = at * height;
  const room = list.clientHeight - height;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top > list.scrollTop + room) list.scrollTop = top - Math.round(room / 2);
}

function resize() {
  // An empty list is hidden: a listbox without options is none.
  list.hidden = model.shown.length === 0;
  space.style.height = `${model.shown.length * height}px`;
  const { total, decided } = progress(model.shown);
  const shown = isFiltered() ? `${count(total, "finding")} shown, ${decided.toLocaleString("en")} decided` : "";
  byId("shown").textContent = total === 0 && model.items.length > 0 ? "Nothing matches the filters." : shown;
}

function move(event) {
  const page = Math.max(Math.floor(list.clientHeight / height) - 1, 1);
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
  const step = steps[event.key];
  if (event.key === "Enter" && model.current) {
    byId("title").focus();
  } else if (step !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const item = neighbour(step);
    if (item) select(item);
  } else {
    return;
  }
  event.preventDefault();
}

export function start() {
  list.append(space);
  height = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 3.5;
  let isDue = false;
  const later = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  };
  list.addEventListener("scroll", later, { passive: true });
  new ResizeObserver(later).observe(list);
  list.addEventListener("keydown", move);
  watch((what) => {
    if (what === "items") {
      rows.forEach((made) => made.remove());
      rows.clear();
    }
    if (what === "shown") resize();
    if (what === "shown" || what === "current") {
      reveal();
      draw();
    }
  });
}
