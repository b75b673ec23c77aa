import { message } from '../messages.js';
import { ofProblem } from '../problems.js';
import { announce, icon, showScreen } from '../screen.js';
import { element } from '../shared/dom.js';

/** How something ended: a symbol, a text or two, and buttons for what to do next, the likeliest first. */
export function showResult(tone, symbol, title, texts, ...steps) {
  const button = ([text, action], i) => element('button', { class: i === 0 ? '' : 'plain', onclick: action }, text);
  showScreen(title,
    element('div', { class: 'middle' },
      element('div', { class: `result-icon ${tone}` }, icon(symbol)),
      element('h1', {}, title),
      ...texts.map(text => element('p', { class: 'lead' }, text))),
    element('div', { class: 'bottom' }, ...steps.map(button)));
  announce(`${title}. ${texts.join(' ')}`);
}

export function showWaiting(text) {
  showScreen(message('common.waiting'),
    element('div', { class: 'middle waiting' }, icon('mark', 'icon mark'), element('p', { class: 'lead' }, text)));
  announce(text);
}

/** The button that leads back to the home screen. */
export function done(app) {
  return [message('common.done'), () => app.home()];
}

/** A code that was entered is unknown, expired or another phone's, which have one answer. */
export function showWrongCode(app) {
  showResult('attention', 'notice', message('enter-code.wrong.title'), [message('enter-code.wrong.text')],
    [message('enter-code.again'), () => app.enterCode()], [message('common.not-now'), () => app.home()]);
}

/** A problem that the server named, and what to do about it; `again` repeats what failed. */
export function showProblem(app, problem, again = () => app.home()) {
  const { tone, symbol, text = problem.name, more, steps } = ofProblem(problem.name);
  const actions = {
    scan: [message('problem.step.scan'), () => app.scanner()],
    enrol: [message('problem.step.enrol'), () => app.forget()],
    notNow: [message('common.not-now'), () => app.home()],
    back: [message('common.back'), () => app.home()],
    again: [message('common.again'), again],
    done: done(app),
  };
  const title = message(`problem.${text}.title`);
  const texts = [message(`problem.${text}.text`)];
  if (more) texts.push(message(`problem.${text}.more`));
  showResult(tone, symbol, title, texts, ...steps.map(step => actions[step]));
}
