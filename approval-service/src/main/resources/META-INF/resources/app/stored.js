// Small values that this browser keeps. Nothing that is necessary: a browser that stores nothing keeps none of them.

/** The value that was stored by this name, or undefined. */
export function readStored(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Stores a value, or removes it if it is undefined. */
export function store(name, value) {
  try {
    if (value) localStorage.setItem(name, JSON.stringify(value));
    else localStorage.removeItem(name);
  } catch {
    // Storage is blocked.
  }
}
