// Keys of one character, wherever the focus is but in a text field.

import { ACTIONS } from "./actions.js";
import { isOpen } from "./dialogs.js";
import { byId } from "./dom.js";
import { model } from "./model.js";
import { settings } from "./settings.js";

function isText(target) {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
    || (target instanceof HTMLInputElement && target.type !== "checkbox");
}

export function start() {
  const byKey = new Map(Object.values(ACTIONS).map((action) => [action.key, action]));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target === byId("search")) return byId("list").focus();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // The page that says that the review has ended has nothing to decide.
    if (settings.keys === "off" || !byId("detail") || isOpen() || isText(event.target)) return;
    const action = byKey.get(event.key);
    if (!action || (action.button !== undefined && !model.current)) return;
    event.preventDefault();
    if (!action.element?.disabled) action.run();
  });
}
