// A screen that asks the server until something happened goes on after a short interruption.

import '../../../../libs/frontend/src/test/js/shared-modules.js';
import assert from 'node:assert/strict';
import { it, mock } from 'node:test';

const { askWhileShown } = await import('../../main/resources/META-INF/resources/app/screens/components.js');

const SHOWN = { isConnected: true };

/** Asks once and once again, and gets these answers; a problem is thrown. */
async function ask(...answers) {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const asked = askWhileShown(SHOWN, async () => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    });
    asked.catch(() => {});
    for (let turn = answers.length; turn > 0; turn--) {
      mock.timers.tick(10_000);
      await new Promise(resolve => { setImmediate(resolve); });
    }
    return await asked;
  } finally {
    mock.timers.reset();
  }
}

function problem(name) {
  return Object.assign(new Error(name), { name });
}

for (const name of ['offline', 'unavailable', 'too-many-requests']) {
  it(`asks again after ${name}`, async () => {
    assert.equal(await ask(problem(name), 'claimed'), 'claimed');
  });
}

it('does not ask again if the server says that it is over', async () => {
  await assert.rejects(ask(problem('addition-not-found'), 'claimed'), { name: 'addition-not-found' });
});
