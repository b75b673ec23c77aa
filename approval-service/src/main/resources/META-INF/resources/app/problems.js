// How the problems that the server names (docs/phone-api.md) are shown where they end a screen.

/** By the problem's name: tone and symbol, the texts' keys if they differ from the name, and what to do next. */
const PROBLEMS = {
  'stale-frame': { tone: 'attention', symbol: 'clock', steps: ['scan', 'notNow'] },
  'challenge-expired': { tone: 'attention', symbol: 'clock', steps: ['scan', 'notNow'] },
  'challenge-not-found': { tone: 'attention', symbol: 'notice', steps: ['scan', 'notNow'] },
  'challenge-closed': { tone: 'attention', symbol: 'notice', steps: ['scan', 'notNow'] },
  'login-pending': { tone: 'attention', symbol: 'clock', steps: ['again', 'notNow'] },
  'scan-required': { tone: 'attention', symbol: 'scan', steps: ['scan', 'notNow'] },
  'too-risky': { tone: 'bad', symbol: 'cross', more: true, steps: ['done'] },
  'cooling-off': { tone: 'attention', symbol: 'clock', more: true, steps: ['done'] },
  'credential-not-active': { tone: 'bad', symbol: 'cross', text: 'removed', steps: ['enrol'] },
  'invalid-message': { tone: 'bad', symbol: 'cross', text: 'removed', steps: ['enrol'] },
  'account-not-active': { tone: 'bad', symbol: 'cross', steps: ['back'] },
  'no-storage': { tone: 'attention', symbol: 'key', steps: ['again'] },
  offline: { tone: 'attention', symbol: 'offline', steps: ['again', 'notNow'] },
  unavailable: { tone: 'attention', symbol: 'offline', steps: ['again', 'notNow'] },
  'too-many-requests': { tone: 'attention', symbol: 'clock', steps: ['again', 'notNow'] },
  ...Object.fromEntries(['device', 'passkey', 'browser', 'session', 'login'].map(what =>
    [`${what}-not-found`, { tone: 'attention', symbol: 'notice', text: 'gone', steps: ['back'] }])),
};
/** What says nothing about the call: it may succeed in a moment. */
const PASSING = ['offline', 'unavailable', 'too-many-requests'];
const OTHER = { tone: 'attention', symbol: 'notice', text: 'other', steps: ['again', 'notNow'] };

/** How the problem is shown; one that this app does not know is an error of Doorway. */
export function ofProblem(name) {
  return PROBLEMS[name] ?? OTHER;
}

export function isPassing(problem) {
  return PASSING.includes(problem.name);
}

/** Whether the same call can succeed later. What an invitation's code or an addition's code was refused with stays. */
export function canBeRepeated(problem) {
  return problem.name !== 'wrong-enrolment-code';
}

/**
 * The name of the problem by which it is shown if a login could not be claimed. Nobody was asked yet, so there was no
 * time to approve, but one to scan; and a request that was listed has no code.
 */
export function nameAtScan(name, source) {
  if (source === 'list') return name === 'challenge-not-found' ? 'challenge-closed' : name;
  return name === 'challenge-expired' ? 'challenge-not-found' : name;
}

/** What is wrong now, after the reason for which the person is here, if there is one. */
export function withReason(reason, text) {
  return reason ? `${reason} ${text}` : text;
}
