import { additionResult, claimAddition, previewAddition } from '../api.js';
import { digitsOf } from '../fingerprint.js';
import { deviceName, identities, keepStored, useIdentity } from '../identity.js';
import { message, messageOr } from '../messages.js';
import { canBeRepeated } from '../problems.js';
import { announce, icon, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';
import { newKeyPair } from '../shared/keys.js';
import { askWhileShown, digitsInGroups } from './components.js';
import { alreadyEnrolled, forWhom, nameInput, showIncompleteLink } from './enrol.js';
import { showEnrolled } from './enrolled.js';
import { showResult, showWaiting } from './results.js';

/**
 * This phone opened the code that an enrolled phone of the account shows. First the person sees whose account it is;
 * this phone's key is sent only when they go on, and is enrolled only when the other phone approves it.
 */
export async function showJoin(app, code) {
  if (!code) return showIncompleteLink(app);
  showWaiting(message('join.checking'));
  try {
    const pair = await newKeyPair();
    const addition = await previewAddition(pair, code);
    const enrolled = (await identities()).map(({ account }) => account);
    const name = await deviceName();
    const suggested = name === addition.added_by ? `${name} 2` : name;
    showAccount(app, { pair, code, ...addition, enrolled, suggested });
  } catch (problem) {
    showFailure(app, problem, () => showJoin(app, code));
  }
}

function showAccount(app, addition) {
  const { organisation, added_by: device, suggested } = addition;
  const name = nameInput(suggested);
  const error = element('p', { class: 'error', role: 'alert' });
  const button = element('button', {}, message('join.title'));

  const submit = async event => {
    event.preventDefault();
    button.disabled = true;
    error.textContent = '';
    try {
      await claimAddition(addition.pair, addition.code, name.value.trim());
      await showDigits(app, addition, name.value.trim());
    } catch (problem) {
      if (problem.name === 'wrong-enrolment-code') return showFailure(app, problem);
      error.textContent = messageOr('enrol.problem', problem.name);
      button.disabled = false;
      name.focus();
    }
  };

  showScreen(message('join.title'),
    element('form', { class: 'middle', onsubmit: submit },
      icon('mark', 'logo'),
      element('h1', {}, message('join.title')),
      element('p', { class: 'lead' }, message('join.for', { organisation, device })),
      forWhom(addition),
      element('p', { class: 'small' }, message('join.not-you')),
      alreadyEnrolled(addition),
      error,
      element('label', { for: 'name' }, message('enrol.name')),
      name,
      element('p', { class: 'small' }, message('enrol.name.help')),
      element('div', { class: 'bottom' },
        button,
        element('button', { type: 'button', class: 'quiet', onclick: () => app.home() }, message('common.not-now')))));
}

/** The digits of this phone's key, until the other phone has decided. */
async function showDigits(app, addition, name) {
  const digits = await digitsOf(addition.pair);
  const shown = digitsInGroups(digits);
  showScreen(message('join.compare.title'),
    element('div', { class: 'middle' },
      element('h1', {}, message('join.compare.title')),
      element('p', { class: 'lead' }, message('join.compare.text', { device: addition.added_by })),
      shown,
      element('p', { class: 'small' }, message('join.compare.wait'))),
    element('div', { class: 'bottom' },
      element('button', { class: 'quiet', onclick: () => app.home() }, message('common.cancel'))));
  announce(message('join.compare.text', { device: addition.added_by }));
  try {
    const result = await askWhileShown(shown, async () => {
      const answer = await additionResult(addition.pair);
      return answer.credential_id && answer;
    });
    if (result) await store(app, addition, result, name);
  } catch (problem) {
    showFailure(app, problem);
  }
}

async function store(app, { pair, organisation, enrolled }, { credential_id: credentialId, account }, name) {
  await useIdentity({ privateKey: pair.privateKey, credentialId, account, organisation, name });
  await keepStored();
  showEnrolled(app, account, enrolled.length > 0, [message('join.done.cooling-off')]);
}

function showFailure(app, problem, again) {
  const over = !canBeRepeated(problem);
  showResult('attention', 'notice', message('join.failed.title'),
    [over ? message('join.failed.text') : messageOr('enrol.problem', problem.name)],
    ...again && !over ? [[message('common.again'), again]] : [], [message('common.done'), () => app.home()]);
}
