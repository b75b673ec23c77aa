// What the person sees. The words are in the page; this shows the ones that apply and says them once to a screen reader.

import { serverNow } from './clock.js';

const main = document.querySelector('main');
const views = [...document.querySelectorAll('[data-view]')];
const element = id => document.getElementById(id);

export const tile = element('qr');

export function show(name) {
  if (main.dataset.state === name) return;
  main.dataset.state = name;
  for (const view of views) view.toggleAttribute('hidden', !view.dataset.view.split(' ').includes(name));
  const heading = main.querySelector(`.words [data-view="${name}"] h2`);
  element('announcement').textContent = heading?.textContent ?? 'The code is ready to be scanned.';
  if (name !== 'code') tile?.replaceChildren();
}

export function notice(text = '') {
  element('notice').textContent = text;
  element('notice').hidden = !text;
}

export function trouble(there) {
  element('trouble').hidden = !there;
}

export function failure(text) {
  element('failure').textContent = text;
  show('failed');
}

// A small pulse with each new frame; the class must be gone for a moment for the animation to start again.
export function beat() {
  const dot = element('beat');
  dot.classList.remove('on');
  dot.getBoundingClientRect();
  dot.classList.add('on');
}

// Counts down on the fanlight until the returned function is called. Seen only: a screen reader is not told every second.
export function countDown(deadline, lasts) {
  const tick = () => {
    const left = Math.max(0, deadline - serverNow());
    element('seconds').textContent = Math.ceil(left / 1000);
    element('countdown').style.strokeDasharray = `${Math.min(100, (100 * left) / lasts)} 100`;
  };
  tick();
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}
