// Builds elements. Text stays text: nothing here parses HTML, so nothing that a website or an event says can become
// markup.

/**
 * An element with attributes, listeners (names that begin with "on") and children. An attribute that is true is set
 * without a value; one that is false, null or undefined is left out, as is a child that is null or undefined.
 */
export function element(tag, attributes = {}, ...children) {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) created.addEventListener(name.slice(2), value);
    else if (value === true) created.setAttribute(name, '');
    else if (value !== false && value != null) created.setAttribute(name, value);
  }
  created.append(...children.filter(child => child != null));
  return created;
}

export function byId(id) {
  return document.getElementById(id);
}
