import { identities } from '../identity.js';
import { askLoginPage } from '../login-page.js';
import { message } from '../messages.js';
import { parse } from '../qr-code.js';
import { showLink } from './link.js';
import { showResult } from './results.js';

/**
 * This window takes the place of a phone. A browser that is not enrolled gets an invitation. Otherwise the person is
 * asked, as for every link, and only then the login page is asked for the code that it shows.
 */
export async function showThisBrowser(app) {
  const enrolled = await identities();
  if (enrolled.length > 0) return showLink(app, 'this-browser', enrolled, () => openShown(app));
  const { invitation = '' } = await askLoginPage();
  const address = new URL(invitation, location.origin);
  return invitation && address.origin === location.origin ? location.assign(address) : app.welcome();
}

async function openShown(app) {
  const { link = '' } = await askLoginPage();
  const code = parse(link);
  if (code?.kind === 'login') return app.opened(code.value);
  return showResult('attention', 'clock', message('this-browser.no-code.title'), [message('this-browser.no-code.text')],
    [message('common.again'), () => openShown(app)], [message('common.not-now'), () => app.home()]);
}
