// Questions on top of the page. Each gives a promise of what was answered, null where it was closed.

import { element } from "./dom.js";
import { set, settings } from "./settings.js";

/** Whether a question is on top of the page. */
export const isOpen = () => document.querySelector("dialog[open]") !== null;

/** Shows a dialog with what `build` makes of it and of a function that closes it with an answer. */
function open(title, build) {
  if (isOpen()) return Promise.resolve(null);
  return new Promise((resolve) => {
    const dialog = element("dialog", { "aria-labelledby": "dialog-title" });
    // The dialog leaves the page at once. Until the browser says that it is closed, the focus may be in its text field still, which
    // would take the next key.
    const answer = (value) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      answer(null);
    });
    dialog.addEventListener("close", () => answer(null), { once: true });
    dialog.append(element("h2", { id: "dialog-title" }, title), ...build(answer, dialog));
    document.body.append(dialog);
    dialog.showModal();
  });
}

function button(label, key, className, run) {
  const made = element("button", { type: "button", className }, label);
  if (key) made.append(" ", element("kbd", { "aria-hidden": "true" }, key));
  made.addEventListener("click", run);
  return made;
}

/** A question with some answers, each with a key. */
export function ask(title, text, answers) {
  return open(title, (answer, dialog) => {
    dialog.addEventListener("keydown", (event) => {
      const chosen = answers.find(({ key }) => key === event.key);
      if (!chosen || settings.keys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      answer(chosen.value);
    });
    const buttons = answers.map(({ key, value, label }, index) =>
      button(label, key, index === 0 ? "primary" : "", () => answer(value)),
    );
    return [
      element("p", {}, text),
      element("div", { className: "buttons" }, ...buttons, button("Cancel", "Esc", "", () => answer(null))),
    ];
  });
}

/** Characters that a text field does not show, or shows elsewhere than they are. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A text to write. `check` may refuse it by throwing, and then the dialog stays. */
export function write(title, label, text, { rows, label: confirm, isCode = false, check = null }) {
  return open(title, (answer) => {
    const field = element("textarea", { id: "text", rows, spellcheck: !isCode, className: isCode ? "code" : "", dir: isCode ? "ltr" : "auto" });
    field.value = text;
    const wrong = element("p", { role: "alert", className: "wrong" });
    const unseen = new Set([...text.matchAll(UNSEEN)].map(([c]) => `U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`));
    const warning = unseen.size > 0 ? element("p", { className: "wrong" }, `These lines hold characters that are not shown here: ${[...unseen].join(", ")}.`) : null;
    const finish = async () => {
      try {
        if (check) await check(field.value);
        answer(field.value);
      } catch (error) {
        wrong.textContent = error.message;
      }
    };
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) finish();
    });
    const content = [element("label", { htmlFor: "text" }, label), field, warning, wrong];
    const buttons = [button(confirm, "Ctrl+Enter", "primary", finish), button("Cancel", "Esc", "", () => answer(null))];
    return [...content.filter(Boolean), element("div", { className: "buttons" }, ...buttons)];
  });
}

/** What each key does. Keys of one character can be turned off, for speech input and the like. */
export function keys(actions) {
  return open("Keys", (answer) => {
    const rows = actions.map(({ key, label }) =>
      element("tr", {}, element("th", { scope: "row" }, element("kbd", {}, key)), element("td", {}, label.replace("…", ""))),
    );
    const box = element("input", { type: "checkbox", checked: settings.keys === "on" });
    box.addEventListener("change", () => set("keys", box.checked ? "on" : "off"));
    return [
      element("table", { className: "keys" }, element("tbody", {}, ...rows)),
      element("p", {}, "In the list also the arrow keys, Page Up, Page Down, Home, End, and Enter for the finding."),
      element("p", {}, element("label", {}, box, " Keys of one character work")),
      element("div", { className: "buttons" }, button("Close", "Esc", "primary", () => answer(null))),
    ];
  });
}
