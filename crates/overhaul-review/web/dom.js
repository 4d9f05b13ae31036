// Elements made by hand. Text is always set as text: nothing that came from a file is ever parsed as HTML here.

export const byId = (id) => document.getElementById(id);

/** An element with properties, attributes (those with a dash, and role) and children. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.includes("-") || name === "role") made.setAttribute(name, value === true ? "true" : value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A sentence in which what stands between backticks is code. */
export function sentence(text) {
  const parts = text.split("`");
  const fragment = document.createDocumentFragment();
  parts.forEach((part, index) => {
    const isCode = index % 2 === 1;
    if (isCode && index < parts.length - 1) fragment.append(element("code", {}, part));
    else fragment.append(isCode ? "`" + part : part);
  });
  return fragment;
}

/** `1 finding`, `1,234 findings`. */
export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** Says something to whoever listens to the page. The same words twice in a row are said twice. */
export function announce(text) {
  byId("announcements").replaceChildren(element("p", {}, text));
}
