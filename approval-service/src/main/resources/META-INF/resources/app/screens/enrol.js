import { enrol, previewInvitation } from '../api.js';
import { deviceName, identities, keepStored, useIdentity } from '../identity.js';
import { list, message, messageOr } from '../messages.js';
import { canBeRepeated } from '../problems.js';
import { announce, icon, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';
import { newKeyPair } from '../shared/keys.js';
import { showEnrolled } from './enrolled.js';
import { showResult, showWaiting } from './results.js';

/**
 * Enrolment. First the person sees whose invitation it is; the code is used only when they go on. The new key is stored
 * beside those that this phone has.
 */
export async function showEnrol(app, code) {
  if (!code) return showIncompleteLink(app);
  showWaiting(message('enrol.checking'));
  const enrolled = (await identities()).map(({ account }) => account);
  try {
    // One key for all attempts, so that an attempt whose answer was lost can be repeated.
    const pair = await newKeyPair();
    const invitation = await previewInvitation(pair, code);
    showInvitation(app, { pair, code, ...invitation, enrolled, suggested: await deviceName() });
  } catch (problem) {
    const leave = () => app.home();
    const steps = canBeRepeated(problem)
      ? [[message('common.again'), () => showEnrol(app, code)], [message('common.not-now'), leave]]
      : [[message('common.done'), leave]];
    const lines = [...enrolled.length > 0 ? [setUpFor(enrolled)] : [], messageOr('enrol.problem', problem.name)];
    showResult('attention', 'notice', message('enrol.failed'), lines, ...steps);
  }
}

/** Programs that pass a link on sometimes lose the part with the code. */
export function showIncompleteLink(app) {
  const steps = [[message('enrol.type-code'), () => app.welcome()], [message('common.not-now'), () => app.home()]];
  showResult('attention', 'notice', message('enrol.failed'), [message('enrol.problem.incomplete')], ...steps);
}

function showInvitation(app, invitation) {
  const { organisation, suggested } = invitation;
  const name = nameInput(suggested);
  const answer = invitation.answer_required ? answerInput() : undefined;
  const error = element('p', { class: 'error', role: 'alert' });
  const button = element('button', {}, message('enrol.title'));

  const submit = async event => {
    event.preventDefault();
    button.disabled = true;
    error.textContent = '';
    announce(message('enrol.running'));
    try {
      await enrolAndStore(invitation, name.value.trim(), answer?.value);
      showEnrolled(app, invitation.account, invitation.enrolled.length > 0);
    } catch (problem) {
      const wrongAnswer = answer && problem.name === 'wrong-enrolment-code';
      error.textContent = messageOr('enrol.problem', wrongAnswer ? 'wrong-answer' : problem.name);
      button.disabled = false;
      (wrongAnswer ? answer : name).focus();
    }
  };

  showScreen(message('enrol.title'),
    element('form', { class: 'middle', onsubmit: submit },
      icon('mark', 'logo'),
      element('h1', {}, message('enrol.title')),
      element('p', { class: 'lead' }, message('enrol.invited', { organisation })),
      forWhom(invitation),
      element('p', { class: 'small' }, message('enrol.not-you', { organisation })),
      alreadyEnrolled(invitation),
      error,
      ...answer ? [
        element('label', { for: 'answer' }, message('enrol.answer')),
        answer,
        element('p', { class: 'small', id: 'answer-help' }, message('enrol.answer.help', { organisation })),
      ] : [],
      element('label', { for: 'name' }, message('enrol.name')),
      name,
      element('p', { class: 'small' }, message('enrol.name.help')),
      element('div', { class: 'bottom' },
        button,
        element('button', { type: 'button', class: 'quiet', onclick: () => app.home() }, message('common.not-now')))));
}

export function nameInput(suggested) {
  return element('input', { id: 'name', maxlength: 60, required: true, autocomplete: 'off', value: suggested });
}

/** It is not in the link: the person got it in another way. */
function answerInput() {
  return element('input', {
    id: 'answer', maxlength: 60, required: true, autocomplete: 'one-time-code', autocapitalize: 'off',
    spellcheck: 'false', 'aria-describedby': 'answer-help',
  });
}

export function forWhom({ account, person }) {
  return element('ul', { class: 'rows card' },
    element('li', {},
      icon('card'),
      element('span', { class: 'words' },
        element('b', {}, person ?? account),
        element('span', { class: 'small line' }, message('enrol.account', { account })))));
}

/** What this phone is enrolled for already stays as it is. */
export function alreadyEnrolled({ account, enrolled }) {
  if (enrolled.length === 0) return null;
  const text = enrolled.includes(account)
    ? message('enrol.same', { account })
    : `${setUpFor(enrolled)} ${message('enrol.added', { account })}`;
  return element('p', { class: 'note' }, text);
}

function setUpFor(accounts) {
  return message('enrol.set-up', { accounts: list(accounts) });
}

async function enrolAndStore({ pair, code, organisation }, name, answer) {
  const { credential_id: credentialId, account } = await enrol(pair, code, name, answer);
  await useIdentity({ privateKey: pair.privateKey, credentialId, account, organisation, name });
  await keepStored();
}
