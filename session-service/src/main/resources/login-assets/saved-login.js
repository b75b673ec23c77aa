// What a reload of this tab finds again: which challenge belongs to which authorization request, and its phase. Each
// tab has its own. Without session storage the page works and a reload starts a new login.

/** What the person chose, or what holds for the tab, as long as a login lasts. */
export const CHOICES = ['sameDevice', 'shared', 'enteredCode', 'moreTime'];

export function choicesOf(state) {
  return Object.fromEntries(CHOICES.map(name => [name, state[name]]));
}

/** The storage of one authorization request, which is named by its digest. */
export function savedLoginOf(request) {
  const name = `doorway:${request}`;
  return {
    read: () => ignoringErrors(() => JSON.parse(sessionStorage.getItem(name))) ?? undefined,
    write: login => ignoringErrors(() => sessionStorage.setItem(name, JSON.stringify(login))),
    remove: () => ignoringErrors(() => sessionStorage.removeItem(name)),
  };
}

function ignoringErrors(access) {
  try {
    return access();
  } catch {
    return undefined;
  }
}
