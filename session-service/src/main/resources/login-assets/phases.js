// The phases of the login page, and the view of each.

/**
 * The phases of a login. Each row says what is on the screen and what runs while the page is in that phase:
 *
 *   view       the view that is shown; viewOf() says what it becomes where no QR code is scanned
 *   watched    the challenge is watched for changes
 *   code       the code is shown: the QR code, which is replaced every second, or the one that is entered
 *   countdown  the time until the deadline is shown
 *   saved      a reload of the tab finds the login in this phase
 *   final      nothing more happens to this challenge
 */
export const PHASES = {
  // No challenge yet, or one of before a reload whose state is not known yet.
  starting: { view: 'starting' },
  resuming: { view: 'starting', watched: true },
  // The code can be scanned. While it is renewed, because it expired, the old one stays on the screen; a restart is
  // asked for by the person, who changed how they log in.
  created: { view: 'code', watched: true, code: true, countdown: true, saved: true },
  renewing: { view: 'code', watched: true, code: true, countdown: true },
  restarting: { view: 'starting', watched: true },
  // A phone has scanned it.
  scanned: { view: 'scanned', watched: true, saved: true },
  // Approved, and the confirmation code is to be typed; submitting: it was sent.
  typing: { view: 'typed', watched: true, countdown: true, saved: true },
  submitting: { view: 'typed', watched: true, countdown: true },
  // Approved on this device: the app opens the return page, which completes the login.
  returning: { view: 'returning', watched: true, saved: true },
  // Approved, and this page completes the login.
  approved: { view: 'approved', watched: true, saved: true },
  // The end.
  continued: { view: 'continued', saved: true, final: true },
  rejected: { view: 'rejected', saved: true, final: true },
  paused: { view: 'paused', saved: true, final: true },
  expired: { view: 'expired', saved: true, final: true },
  cancelled: { view: 'cancelled', saved: true, final: true },
  'code-rejected': { view: 'code-rejected', saved: true, final: true },
  // Problems on our side, and browsers in which nobody can log in.
  failed: { view: 'failed' },
  'no-storage': { view: 'no-storage' },
  framed: { view: 'framed' },
  embedded: { view: 'embedded' },
  'wrong-address': { view: 'wrong-address' },
  unsupported: { view: 'unsupported' },
};

/** The view that shows the state. */
export function viewOf({ phase, sameDevice, enteredCode, drawn }) {
  const { view } = PHASES[phase];
  if (enteredCode && phase === 'paused') return 'code-expired';
  if (view !== 'code') return view;
  if (enteredCode) return 'enter-code';
  if (sameDevice) return 'phone';
  return drawn ? 'code' : 'starting';
}
