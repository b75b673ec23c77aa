// Problem details for HTTP APIs (RFC 9457).

const TYPE_PREFIX = 'urn:doorway:problem:';

/**
 * A response that is not a success, or no response at all. `name` is the last part of the problem's type, such as
 * `stale-frame`; it is `unavailable` if the response is no problem document and `offline` if there was no response.
 */
export class Problem extends Error {
  constructor(name, { status = 0, detail, nonce, triesLeft } = {}) {
    super(detail ?? name);
    this.name = name;
    this.status = status;
    this.detail = detail;
    this.nonce = nonce;
    this.triesLeft = triesLeft;
  }
}

/** The problem that a response describes. */
export async function readProblem(response) {
  const { type, title, detail, tries_left: triesLeft } = await response.json().catch(() => ({}));
  const name = type?.startsWith(TYPE_PREFIX) ? type.slice(TYPE_PREFIX.length) : 'unavailable';
  const nonce = response.headers.get('doorway-nonce') ?? undefined;
  return new Problem(name, { status: response.status, detail: detail ?? title, nonce, triesLeft });
}

/** fetch() that returns successful responses only; anything else is thrown as a Problem. */
export async function fetchOrProblem(url, request) {
  let response;
  try {
    response = await fetch(url, { cache: 'no-store', ...request });
  } catch {
    throw new Problem('offline');
  }
  if (!response.ok) throw await readProblem(response);
  return response;
}
