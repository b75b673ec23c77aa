import { useIdentity } from '../identity.js';
import { message } from '../messages.js';
import { showResult } from './results.js';

/** How the server saw that the address was opened; anything else is a link. */
const SOURCES = ['camera-link', 'own-page', 'website'];

/** The source that the server wrote into this page. */
export function linkSource(page = document) {
  const source = page.querySelector('meta[name="doorway-opened-by"]')?.content;
  return SOURCES.includes(source) ? source : 'link';
}

/**
 * A login request that was opened by an address and not scanned by this app. Until the person asks who it is from,
 * nothing about it is signed or sent. After a website's link, the first button is the one that does not open it. With
 * several identities the person chooses which one asks.
 */
export function showLink(app, source, identities, open) {
  const asking = identities.length > 1
    ? identities.map(identity => [message('link.open-as', { account: identity.account }), async () => {
      await useIdentity(identity);
      return open();
    }])
    : [[message('link.open'), open]];
  const leave = [message('link.leave'), () => app.home()];
  const website = source === 'website';
  showResult(website ? 'bad' : 'attention', 'notice', message(`link.${source}.title`),
    [message(`link.${source}.text`), message('link.nothing')],
    ...website ? [leave, ...asking] : [...asking, leave]);
}
