import assert from 'node:assert/strict';
import { beforeEach, it, mock } from 'node:test';

let monotonic = 0;
let wall = 0;
let clock;
let copies = 0;

beforeEach(async () => {
  monotonic = 1000;
  wall = 0;
  mock.method(performance, 'now', () => monotonic);
  mock.method(Date, 'now', () => wall);
  copies += 1;
  clock = await import(`../../main/resources/login-assets/clock.js?${copies}`);
});

const at = seconds => new Date(seconds * 1000).toISOString();

it('is never ahead of an answer', () => {
  clock.setServerTime(at(100), { sent: 500, received: 1000 });

  assert.equal(clock.serverNow(), 100_000);
});

it('is moved forward by a message, and not back by an old one', () => {
  clock.setServerTime(at(100), { sent: 1000 });
  clock.setServerTime(at(125));
  assert.equal(clock.serverNow(), 125_000);

  clock.setServerTime(at(90));
  assert.equal(clock.serverNow(), 125_000);
});

it('is moved back by an answer', () => {
  clock.setServerTime(at(100), { sent: 1000 });
  monotonic += 30_000;
  clock.setServerTime(at(105), { sent: monotonic - 100 });

  assert.equal(clock.serverNow(), 105_100);
});

it('is in doubt after a sleep, until an answer arrives', () => {
  clock.setServerTime(at(100), { sent: 900 });
  assert.equal(clock.isClockDoubtful(), false);

  wall += 25_000;
  assert.equal(clock.isClockDoubtful(), true);

  clock.setServerTime(at(125));
  assert.equal(clock.isClockDoubtful(), true);
  clock.setServerTime(at(125), { sent: 900 });
  assert.equal(clock.isClockDoubtful(), false);
});
