// How the page looks and listens. Kept by the browser where it allows that.

import { byId } from "./dom.js";

export const settings = { layout: "unified", theme: "system", keys: "on" };

function keep(name, value) {
  settings[name] = value;
  document.documentElement.dataset[name] = value;
  try {
    localStorage.setItem(`overhaul-${name}`, value);
  } catch {
    // A browser that keeps nothing shows the same page.
  }
}

export function set(name, value) {
  keep(name, value);
  const control = byId(name);
  if (control) control.value = value;
}

export function start() {
  for (const name of Object.keys(settings)) {
    let value = null;
    try {
      value = localStorage.getItem(`overhaul-${name}`);
    } catch {
      // As above.
    }
    set(name, value ?? settings[name]);
  }
  for (const name of ["layout", "theme"]) {
    byId(name).addEventListener("change", (event) => keep(name, event.target.value));
  }
}
