// What a QR code says, if it is one of this Doorway's.

/** {kind: 'login' | 'enrolment', value}, or undefined for everything else: another origin, another path, anything beside it. */
export function read(text) {
  if (!text.startsWith(`${location.origin}/`)) return undefined;
  const [, path, value] = text.slice(location.origin.length).match(/^\/(q\/|app\/enrol#)([\w-]+)$/) ?? [];
  return value && { kind: path === 'q/' ? 'login' : 'enrolment', value };
}
