// What a reload of this tab must know: which challenge belongs to which authorization request, and how far it came.
// Each tab has its own; without storage the page works, and a reload starts over.

export function memoryOf(request) {
  const name = `doorway:${request}`;
  return {
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(name));
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        sessionStorage.setItem(name, JSON.stringify(value));
      } catch {
        // No storage in this browser.
      }
    },
    forget() {
      try {
        sessionStorage.removeItem(name);
      } catch {
        // No storage in this browser.
      }
    },
  };
}
