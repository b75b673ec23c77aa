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

it('is shown in seconds, and from 100 on in minutes and seconds', () => {
  assert.equal(clock.timeLeft(0, String), '0');
  assert.equal(clock.timeLeft(99, String), '99');
  assert.equal(clock.timeLeft(100, String), '1:40');
  assert.equal(clock.timeLeft(125, String), '2:05');
  assert.equal(clock.timeLeft(577, String), '9:37');
  assert.equal(clock.timeLeft(600, String), '10:00');
});

it('is shown with the digits of the language', () => {
  const { format } = new Intl.NumberFormat('ar-EG');
  assert.equal(clock.timeLeft(99, format), '٩٩');
  assert.equal(clock.timeLeft(125, format), '٢:٠٥');
});
