// The item that is looked at: its diff, and beside it what to check.

import { get } from "./api.js";
import { byId, element, sentence } from "./dom.js";
import { LEVELS, STATES, model, neighbour, watch } from "./model.js";

const cache = new Map();

/** As many items are kept at hand. */
const KEPT = 60;

/** The details of an item. Those that were not asked for lately are forgotten. */
export function details(item) {
  const key = item.number;
  let found = cache.get(key);
  if (!found) {
    found = get(`item/${key}`);
    found.catch(() => cache.delete(key));
  }
  cache.delete(key);
  cache.set(key, found);
  if (cache.size > KEPT) cache.delete(cache.keys().next().value);
  return found;
}

function note(part, isOnly) {
  const parts = [];
  if (!isOnly) {
    parts.push(
      element(
        "p",
        {},
        element("span", { className: `level ${part.level}` }, part.level),
        ` line ${part.line}: `,
        sentence(part.message),
      ),
    );
  }
  if (part.assumption) {
    parts.push(
      element("div", { className: "assumption" }, element("strong", {}, "Right if: "), sentence(part.assumption)),
    );
  } else if (isOnly) {
    parts.push(
      element("p", { className: "quiet" }, "Behaviour stays the same apart from what the codemod is for; nothing is assumed."),
    );
  }
  if (part.decided) {
    const when = part.when ? ` on ${part.when.slice(0, 10)}` : "";
    const who = part.who ? ` by ${part.who}` : "";
    parts.push(element("p", { className: "decision" }, `${capital(part.decided)}${who}${when}`));
    if (part.why) parts.push(element("p", { className: "why" }, `Reason: ${part.why}`));
  }
  return element("section", { className: "note" }, ...parts);
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** In the layout side by side, lines that stayed are on both sides; the right ones are for the eye only. */
function mirror(diff) {
  for (const same of diff.querySelectorAll(".same")) {
    const right = same.cloneNode(true);
    right.className = "same right";
    right.start = Number(same.dataset.new);
    right.setAttribute("aria-hidden", "true");
    same.after(right);
  }
}

function head(item) {
  byId("place").replaceChildren(
    element("span", {}, item.codemod),
    element("span", { className: "at" }, `${item.path}:${item.line}`),
  );
  const more = item.parts > 1 ? ` (and ${item.parts - 1} more)` : "";
  byId("title").replaceChildren(sentence(item.message), more);
  const level = LEVELS[item.level];
  const state = STATES[item.state];
  byId("marks").replaceChildren(
    element("span", { className: `level ${level}` }, level),
    element("span", { className: `state ${state}` }, capital(state)),
  );
}

export async function show() {
  const item = model.current;
  const isThere = item !== null;
  byId("item").hidden = !isThere;
  byId("actions").hidden = !isThere;
  byId("empty").hidden = isThere;
  if (!isThere) {
    byId("empty").textContent = "There is nothing to decide.";
    return;
  }
  head(item);
  let loaded;
  try {
    loaded = await details(item);
  } catch (error) {
    if (item === model.current) byId("diff").replaceChildren(element("p", { className: "quiet" }, error.message));
    return;
  }
  if (item !== model.current) return;
  const diff = byId("diff");
  // This is the only HTML that is parsed: the server's renderer has escaped every text in it, and the page's policy would run no
  // script of it.
  diff.innerHTML = loaded.diff;
  mirror(diff);
  if (loaded.problem) diff.append(element("p", { className: "quiet" }, loaded.problem));
  const isOnly = loaded.parts.length === 1;
  byId("notes").replaceChildren(...loaded.parts.map((part) => note(part, isOnly)));
  byId("notes").append(element("p", { className: "quiet codemod" }, sentence(model.codemods.get(item.codemod) ?? "")));
  document.dispatchEvent(new CustomEvent("shown-item", { detail: loaded }));
  for (const step of [1, 2, -1]) {
    const near = neighbour(step);
    if (near && near !== item) details(near).catch(() => {});
  }
}

export function start() {
  watch((what) => {
    if (what === "items" || what === "states") cache.clear();
    if (what === "items" || what === "current") show();
  });
}
