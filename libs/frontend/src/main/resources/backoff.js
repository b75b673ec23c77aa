// Waiting between attempts.

export function sleep(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

/**
 * The delay before a retry in milliseconds: `first` after one failure, doubled for each further one, `longest` at most.
 */
export function backoff(failures, { first, longest = Infinity }) {
  return Math.min(first * 2 ** (failures - 1), longest);
}

/** A random delay between zero and backoff(), so that many clients do not retry at the same moment. */
export function backoffWithJitter(failures, limits) {
  return Math.random() * backoff(failures, limits);
}
