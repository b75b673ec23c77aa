import { announce, el, icon } from '../dom.js';
import { browsers, forgetBrowser } from '../server.js';
import { date, when } from '../words.js';
import { confirm } from './confirm.js';
import { showProblem } from './results.js';
import { section } from './section.js';

/** The browsers whose logins ask for no code. */
export const browsersSection = (app, me) => section(app, {
  id: 'browsers',
  title: 'Known browsers',
  load: () => browsers(me),
  draw: known => known.length === 0
    ? [el('p', { class: 'small' }, 'None. A browser that you use for the first time asks for a code, and is remembered after it.')]
    : [el('ul', { class: 'rows card' }, ...known.map(browser => row(app, me, browser)))],
  failed: 'Your browsers could not be loaded.',
});

function row(app, me, browser) {
  return el('li', {},
    icon('browser'),
    el('span', { class: 'words' },
      el('b', {}, browser.description),
      el('span', { class: 'small line' }, `used ${when(browser.last_used_at)}`),
      el('span', { class: 'small line' }, `asks for no code until ${date(browser.expires_at)}`)),
    el('button', {
      class: 'plain small', 'aria-label': `Forget ${browser.description}`, onclick: () => askToForget(app, me, browser),
    }, 'Forget'));
}

function askToForget(app, me, browser) {
  confirm({
    title: `Forget ${browser.description}?`,
    sentences: ['The next login with it asks you to type a code. Websites where you are logged in stay open.'],
    yes: 'Forget',
    no: 'Keep',
    go: () => forget(app, me, browser),
  });
}

async function forget(app, me, browser) {
  try {
    await forgetBrowser(me, browser.browser_id);
    announce(`${browser.description} was forgotten`);
    return app.home();
  } catch (problem) {
    return showProblem(app, problem, () => app.home());
  }
}
