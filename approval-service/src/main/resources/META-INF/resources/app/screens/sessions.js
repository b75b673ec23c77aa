import { endAllSessions, endSession, listSessions } from '../api.js';
import { message } from '../messages.js';
import { announce, icon } from '../screen.js';
import { browserOf, linesOf, websitesOf } from '../session-messages.js';
import { element } from '../shared/dom.js';
import { confirm, section } from './components.js';
import { showProblem } from './results.js';

/**
 * The browsers that log the person in without the phone. Without any the section is not shown: most accounts never have
 * one.
 */
export function sessionsSection(app, identity) {
  const shown = section(app, {
    id: 'sessions',
    title: message('sessions.title'),
    load: () => listSessions(identity),
    draw: sessions => {
      shown.hidden = sessions.length === 0;
      return [
        element('ul', { class: 'rows card' }, ...sessions.map(session => row(app, identity, session))),
        sessions.length > 1
          ? element('div', { class: 'add' },
            element('button', { class: 'plain', onclick: () => askToEndAll(app, identity) },
              message('sessions.end-all')))
          : '',
      ];
    },
    failed: message('sessions.failed'),
  });
  return shown;
}

function row(app, identity, session) {
  const browser = browserOf(session);
  return element('li', {},
    icon('browser'),
    element('span', { class: 'words' },
      element('b', {}, browser),
      ...linesOf(session).map(line => element('span', { class: 'small line' }, line))),
    element('button', {
      class: 'plain small',
      'aria-label': message('sessions.end.label', { browser }),
      onclick: () => askToEnd(app, identity, session),
    }, message('sessions.end')));
}

function askToEnd(app, identity, session) {
  const browser = browserOf(session);
  confirm({
    title: message('sessions.end.title', { browser }),
    texts: [
      message('sessions.end.text', { browser }),
      message('sessions.end.websites', { websites: websitesOf(session) }),
    ],
    yes: message('sessions.end'),
    no: message('sessions.stay'),
    action: () => end(app, () => endSession(identity, session.id), message('sessions.ended', { browser })),
  });
}

function askToEndAll(app, identity) {
  confirm({
    title: message('sessions.end-all.title'),
    texts: [message('sessions.end-all.text')],
    yes: message('sessions.end-all'),
    no: message('sessions.stay'),
    action: () => end(app, () => endAllSessions(identity), message('sessions.all-ended')),
  });
}

async function end(app, call, done) {
  try {
    await call();
    announce(done);
    return app.home();
  } catch (problem) {
    return showProblem(app, problem);
  }
}
