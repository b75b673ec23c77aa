// What an approval holds beside its signature, where the login asks for more.

import { sign } from './passkey.js';
import { Problem, passkeys } from './server.js';

/** The members to add to the signed approval of what was asked; none where a signature is enough. */
export async function evidence(me, asked, login) {
  if (asked.check !== 'passkey') return {};
  const known = await passkeys(me);
  if (known.length === 0) throw new Problem('passkey-required');
  try {
    return { passkey: await sign(login.transcript, known) };
  } catch {
    // Whether the person said no, was not recognized or was too slow, a page is not told.
    throw new Problem('not-verified');
  }
}
