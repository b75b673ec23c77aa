// Where the app on this device leads back to: completes the login with the nonce that it brought, in the browser that began it.

import { Refused, complete } from './challenge.js';
import { pageArrived, setServerTime } from './clock.js';
import { obstacle } from './surroundings.js';
import { show } from './view.js';

const { id, server_time: serverTime } = JSON.parse(document.getElementById('doorway-return').textContent);
const nonce = location.hash.slice(1);
history.replaceState(null, '', location.pathname);

async function finish() {
  show('returning');
  try {
    const { redirect_to: next } = await complete(id, { return_nonce: nonce });
    location.replace(next);
  } catch (reason) {
    show(reason instanceof Refused ? ending(reason) : 'unreachable');
  }
}

// Another browser has another cookie and another key; to Doorway it is nobody, and it is told nothing.
function ending(refused) {
  switch (refused.status) {
    case 404: return 'elsewhere';
    case 410: return 'late';
    case 429: case 500: case 502: case 503: case 504: return 'unreachable';
    default: return 'nothing';
  }
}

document.addEventListener('click', event => {
  if (event.target.closest('[data-do=finish]')) finish();
});

setServerTime(serverTime, pageArrived());
if (!nonce) show('nothing');
else if (await obstacle()) show('elsewhere');
else finish();
