import { forgetBrowser, listBrowsers } from '../api.js';
import { date, message, when } from '../messages.js';
import { announce, icon } from '../screen.js';
import { element } from '../shared/dom.js';
import { confirm, section } from './components.js';
import { showProblem } from './results.js';

/** The browsers whose logins ask for no confirmation code. */
export function browsersSection(app, identity) {
  return section(app, {
    id: 'browsers',
    title: message('browsers.title'),
    load: () => listBrowsers(identity),
    draw: browsers => browsers.length === 0
      ? [element('p', { class: 'small' }, message('browsers.none'))]
      : [element('ul', { class: 'rows card' }, ...browsers.map(browser => row(app, identity, browser)))],
    failed: message('browsers.failed'),
  });
}

function row(app, identity, browser) {
  const name = browser.description;
  const label = message('browsers.forget.label', { browser: name });
  return element('li', {},
    icon('browser'),
    element('span', { class: 'words' },
      element('b', {}, name),
      element('span', { class: 'small line' }, message('browsers.used', { time: when(browser.last_used_at) })),
      element('span', { class: 'small line' }, message('browsers.until', { date: date(browser.expires_at) }))),
    element('button', {
      class: 'plain small', 'aria-label': label, onclick: () => askToForget(app, identity, browser),
    }, message('browsers.forget')));
}

function askToForget(app, identity, browser) {
  confirm({
    title: message('browsers.forget.title', { browser: browser.description }),
    texts: [message('browsers.forget.text')],
    yes: message('browsers.forget'),
    no: message('common.keep'),
    action: () => forget(app, identity, browser),
  });
}

async function forget(app, identity, browser) {
  try {
    await forgetBrowser(identity, browser.browser_id);
    announce(message('browsers.forgotten', { browser: browser.description }));
    return app.home();
  } catch (problem) {
    return showProblem(app, problem);
  }
}
