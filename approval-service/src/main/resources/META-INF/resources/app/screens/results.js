import { announce, el, icon, show } from '../dom.js';

/** How something ended: a seal, a sentence or two, the obvious next step. */
export function showResult(mood, symbol, title, sentences, ...steps) {
  show(title,
    el('div', { class: 'middle' },
      el('div', { class: `seal ${mood}` }, icon(symbol)),
      el('h1', {}, title),
      ...sentences.map(sentence => el('p', { class: 'lead' }, sentence))),
    el('div', { class: 'bottom' },
      ...steps.map(([text, go], i) => el('button', { class: i === 0 ? '' : 'plain', onclick: go }, text))));
  announce([title, ...sentences].join('. '));
}

export function showWaiting(text) {
  show('One moment', el('div', { class: 'middle waiting' }, icon('mark', 'icon mark'), el('p', { class: 'lead' }, text)));
  announce(text);
}

/** A problem that Doorway named, with what to do about it. */
export function showProblem(app, problem, again) {
  const scanAgain = ['Scan again', () => app.scanner()];
  const home = ['Not now', () => app.home()];
  switch (problem.name) {
    case 'stale-frame':
      return showResult('late', 'clock', 'The code has moved on',
        ['A code is good for a few seconds only, so that nobody can pass on a picture of it. Scan the one that is on the screen now.'],
        scanAgain, home);
    case 'challenge-expired':
      return showResult('late', 'clock', 'Time is up',
        ['This login was not decided in time, so nothing was opened. Ask for a new code on the website, then scan that one.'],
        scanAgain, home);
    case 'challenge-not-found':
      return showResult('late', 'notice', 'This code is not for this phone',
        ['It is no longer valid, or another phone scanned it first. If that other phone is not yours, leave the website and start again.'],
        scanAgain, home);
    case 'challenge-closed':
      return showResult('late', 'notice', 'Already decided',
        ['This login was finished or given up before. If you still want to log in, start again on the website.'],
        scanAgain, home);
    case 'too-risky':
      return showResult('bad', 'cross', 'This login was stopped',
        ['It looks too much like a fraud to be approved, so nothing was opened.',
          'If somebody sent you the code or asked you to scan it, stop here. If it was you, start again from a network that you know.'],
        ['Done', () => app.home()]);
    case 'cooling-off':
      return showResult('late', 'clock', 'This phone is too new for that',
        ['For a while after a phone was added it logs in, but does not approve payments and the like, so that you can notice one that is not yours.',
          'Use another phone of yours, or try again later: your list of devices says when.'],
        ['Done', () => app.home()]);
    case 'credential-not-active':
    case 'invalid-message':
      return showResult('bad', 'cross', 'This phone was removed',
        ['It can no longer approve anything. To use it again, enrol it with a new code.'],
        ['Enrol again', () => app.forget()]);
    case 'account-not-active':
      return showResult('bad', 'cross', 'Your account is suspended',
        ['Nothing can be approved until whoever runs it opens it again.'],
        ['Back', () => app.home()]);
    case 'offline':
      return showResult('late', 'offline', 'No connection',
        ['Doorway cannot be reached right now. Nothing was lost.'],
        ['Try again', again ?? (() => app.home())], home);
    default:
      return showResult('late', 'notice', 'That did not work',
        ['Doorway could not do this just now. Nothing was approved.'],
        ['Try again', again ?? (() => app.home())], home);
  }
}
