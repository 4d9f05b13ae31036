// What a reviewer can do, for buttons and keys alike.

import { post } from "./api.js";
import { details } from "./detail.js";
import * as dialogs from "./dialogs.js";
import { announce, byId, count, element } from "./dom.js";
import { load, model, neighbour, nextOpen, progress, select, take, watch } from "./model.js";

const SAID = { accept: "Accepted", reject: "Rejected", edit: "Edited", clear: "Taken back" };

/** One step after the other, so that each sees what the one before came to. */
let queue = Promise.resolve();

function enqueue(step) {
  queue = queue.then(step).then(() => problem(null), problem);
  return queue;
}

export function problem(error) {
  const place = byId("problem");
  place.hidden = error === null;
  place.textContent = error?.message ?? "";
}

/** Decides about items and goes on to the next undecided one. */
async function send(items, decision, more = {}) {
  await follow(items, decision, await ask(items, decision, more));
}

function ask(items, decision, more) {
  return post("decide", { items: items.map((item) => item.number), decision, ...more });
}

async function follow(items, decision, answer) {
  const next = decision === "clear" ? model.current : nextOpen(items);
  await take(answer);
  const said = items.length > 1 ? `${SAID[decision]}: ${count(progress(items).total, "finding")}` : SAID[decision];
  go(next, said);
}

function go(item, said) {
  const { total, decided } = progress(model.items);
  const far = `${said}. ${decided} of ${total} decided.`;
  if (item) {
    select(item);
    announce(`${far} Now: ${item.message}, ${item.path} line ${item.line}.`);
  } else {
    select(model.current && model.items.includes(model.current) ? model.current : (model.shown[0] ?? null));
    announce(`${far} Nothing that is shown is undecided.`);
  }
}

function one(decision, more) {
  return enqueue(async () => {
    if (model.current) await send([model.current], decision, more);
  });
}

function step(places) {
  const item = neighbour(places);
  if (!item || item === model.current) return announce(places > 0 ? "This is the last finding." : "This is the first finding.");
  select(item);
  announce(`${item.message}, ${item.path} line ${item.line}.`);
}

/** Asks what to do with the undecided ones of some items, and does it. */
async function bulk(title, items, answers) {
  const open = items.filter((item) => item.state === 0);
  if (open.length === 0) return announce(`${title}: nothing is undecided.`);
  const { total } = progress(open);
  const answer = await dialogs.ask(title, `${count(total, "undecided finding")} in ${count(new Set(open.map((item) => item.path)).size, "file")}. Undo takes it back.`, answers);
  if (answer) await enqueue(() => send(open, answer));
}

const BOTH = [
  { key: "y", value: "accept", label: "Accept all" },
  { key: "n", value: "reject", label: "Reject all" },
];
const ACCEPT = BOTH.slice(0, 1);

async function rejectWithReason() {
  if (!model.current) return;
  const item = model.current;
  const why = await dialogs.write("Reject with a reason", "Reason, kept with the decision", "", { rows: 3, label: "Reject" });
  if (why !== null) await enqueue(() => send([item], "reject", { why }));
}

async function edit() {
  const item = model.current;
  if (!item) return;
  const { editable } = await details(item);
  if (editable === null) {
    const way = item.parts > 1 ? "Split it first: an edit is about one fix." : "This fix changes several places and cannot be edited here.";
    announce(way);
    return problem(new Error(way));
  }
  let answer = null;
  await dialogs.write(`Edit ${item.path}:${item.line}`, "The lines in place of the fix", editable, {
    rows: Math.max(editable.split("\n").length + 1, 5),
    label: "Keep",
    isCode: true,
    // What the server refuses stays open, with what is wrong.
    check: async (text) => {
      answer = await ask([item], "edit", { text });
    },
  });
  if (answer) await enqueue(() => follow([item], "edit", answer));
}

function split() {
  return enqueue(async () => {
    const item = model.current;
    if (!item) return;
    if (item.parts < 2) return announce("This finding has one part.");
    const { revision } = await post("split", { item: item.number });
    model.revision = revision;
    await load();
    announce(`Split into ${item.parts} findings.`);
  });
}

function undo() {
  return enqueue(async () => {
    const answer = await post("undo");
    const [first] = answer.changed[0] ?? [];
    await take(answer);
    const item = model.items.find((other) => other.number === first);
    if (item) go(item, "Undone");
    else announce("There is nothing to undo.");
  });
}

async function done() {
  const { total, decided, accepted, rejected, edited } = progress(model.items);
  const text = `${accepted} accepted, ${rejected} rejected, ${edited} edited, ${total - decided} undecided. Decisions are kept; the next review goes on from here.`;
  const answer = await dialogs.ask("End the review?", text, [{ key: "y", value: "end", label: "End the review" }]);
  if (!answer) return;
  await enqueue(async () => {
    // What is still on its way to the page is not shown, and asks for nothing more.
    const { current } = model;
    model.current = null;
    try {
      await post("done");
    } catch (error) {
      model.current = current;
      throw error;
    }
    document.body.replaceChildren(
      byId("problem"),
      element(
        "main",
        { className: "over" },
        element("h1", { tabIndex: -1, id: "over" }, "The review has ended"),
        element("p", {}, text),
        element("p", {}, "This page can be closed. ", element("code", {}, "overhaul apply"), " follows the decisions."),
      ),
    );
    byId("over").focus();
  });
}

function showHelp() {
  return dialogs.keys(Object.values(ACTIONS));
}

/** Everything that has a key. Those with a button are in the toolbar, in this order. */
export const ACTIONS = {
  accept: { key: "y", label: "Accept", button: "primary", run: () => one("accept") },
  reject: { key: "n", label: "Reject", button: "", run: () => one("reject") },
  reason: { key: "N", label: "Reject with a reason…", button: "", run: rejectWithReason },
  edit: { key: "e", label: "Edit…", button: "", run: edit },
  split: { key: "s", label: "Split", button: "", run: split },
  clear: { key: "x", label: "Take back", button: "", run: () => one("clear") },
  next: { key: "j", label: "Skip", button: "", run: () => step(1) },
  previous: { key: "k", label: "Previous", button: "", run: () => step(-1) },
  undo: { key: "u", label: "Undo", button: "", run: undo },
  file: {
    key: "a",
    label: "Decide about all of this file…",
    short: "This file…",
    button: "all",
    run: () => bulk(`All of ${model.current.path}`, model.items.filter((item) => item.path === model.current.path), BOTH),
  },
  codemod: {
    key: "C",
    label: "Decide about all of this codemod…",
    short: "This codemod…",
    button: "all",
    run: () => bulk(`All of ${model.current.codemod}`, model.items.filter((item) => item.codemod === model.current.codemod), BOTH),
  },
  safe: {
    key: "S",
    label: "Accept all that are safe…",
    short: "All safe…",
    button: "all",
    run: () => bulk("Accept all safe fixes", model.items.filter((item) => item.level === 0), ACCEPT),
  },
  shown: { key: "A", label: "Decide about all that are shown…", short: "All shown…", button: "all", run: () => bulk("All that are shown", model.shown, BOTH) },
  search: { key: "/", label: "Search", run: () => byId("search").select() },
  list: { key: "l", label: "Go to the list", run: () => byId("list").focus() },
  help: { key: "?", label: "Keys", run: showHelp },
};

export function start() {
  const bar = byId("actions");
  const all = element("div", { role: "group", "aria-label": "Many at once" });
  for (const action of Object.values(ACTIONS)) {
    if (action.button === undefined) continue;
    const button = element(
      "button",
      { type: "button", className: action.button, "aria-keyshortcuts": action.key },
      `${action.short ?? action.label} `,
      element("kbd", { "aria-hidden": "true" }, action.key),
    );
    button.addEventListener("click", () => action.run());
    action.element = button;
    (action.button === "all" ? all : bar).append(button);
  }
  bar.append(all);
  byId("help").addEventListener("click", showHelp);
  byId("done").addEventListener("click", done);
  watch((what) => {
    const item = model.current;
    if (item === null || what === "shown") return;
    ACTIONS.split.element.disabled = item.parts < 2;
    ACTIONS.clear.element.disabled = item.state === 0;
  });
}
