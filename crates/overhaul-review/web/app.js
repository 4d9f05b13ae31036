// The review: puts the parts together and loads the items.

import * as actions from "./actions.js";
import * as detail from "./detail.js";
import { byId } from "./dom.js";
import * as filters from "./filters.js";
import * as keys from "./keys.js";
import * as list from "./list.js";
import { load, model, progress, watch } from "./model.js";
import * as settings from "./settings.js";

function showProgress(what) {
  if (what !== "items" && what !== "states") return;
  const { total, decided } = progress(model.items);
  byId("progress").max = Math.max(total, 1);
  byId("progress").value = decided;
  byId("progress-text").textContent = `${decided.toLocaleString("en")} of ${total.toLocaleString("en")} decided`;
}

settings.start();
filters.start();
list.start();
detail.start();
actions.start();
keys.start();
watch(showProgress);
document.addEventListener("shown-item", () => performance.mark("first-screen"), { once: true });

load().catch((error) => {
  byId("empty").textContent = "The findings could not be loaded.";
  actions.problem(error);
});
