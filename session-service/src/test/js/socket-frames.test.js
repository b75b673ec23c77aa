import assert from 'node:assert/strict';
import { it } from 'node:test';
import { onFrames, receiveFrames } from '../../main/resources/login-assets/socket-frames.js';

it('frames that arrive before the code is shown are kept, those of another challenge are not', () => {
  const shown = [];
  receiveFrames('one', ['a']);
  receiveFrames('two', ['b']);

  const stop = onFrames('two', frames => shown.push(...frames));
  receiveFrames('two', ['c']);
  receiveFrames('one', ['d']);
  stop();
  receiveFrames('two', ['e']);

  assert.deepEqual(shown, ['b', 'c']);
});
