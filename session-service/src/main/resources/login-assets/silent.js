// The page for prompt=none: it asks for a login by the session of the browser, and leads back to the website.

import { continueSession } from './challenge.js';
import { pageRequest, setServerTime } from './clock.js';
import { byId } from './shared/dom.js';

const { ticket, otherwise, server_time: serverTime } = JSON.parse(byId('doorway-silent').textContent);
setServerTime(serverTime, pageRequest());
continueSession(ticket).catch(() => otherwise).then(next => location.replace(next ?? otherwise));
