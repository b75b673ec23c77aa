// The page that the app on this device opens after an approval: it completes the login with the return nonce of its
// address, in the browser in which the login was begun.

import { obstacle } from './capabilities.js';
import { complete } from './challenge.js';
import { pageRequest, setServerTime } from './clock.js';
import './language.js';
import { byId } from './shared/dom.js';
import { show } from './view.js';

const { id, issuer, server_time: serverTime } = JSON.parse(byId('doorway-return').textContent);
const returnNonce = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

async function finish() {
  show('returning');
  try {
    const { redirect_to: next } = await complete(id, { return_nonce: returnNonce });
    location.replace(next);
  } catch (problem) {
    show(viewOf(problem.status));
  }
}

// Another browser has another cookie and another key: the server answers it as it answers a stranger.
function viewOf(status = 0) {
  switch (status) {
    case 404: return 'other-browser';
    case 410: return 'expired';
    case 0: case 429: case 500: case 502: case 503: case 504: return 'unreachable';
    default: return 'nothing';
  }
}

document.addEventListener('click', event => {
  if (event.target.closest('[data-do=finish]')) finish();
});

setServerTime(serverTime, pageRequest());
if (!returnNonce) show('nothing');
else if (obstacle(issuer)) show('other-browser');
else finish();
