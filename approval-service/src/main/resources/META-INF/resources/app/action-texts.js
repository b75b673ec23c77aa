// The texts for what a person approves: a payment, another action with fields, or a login. What the phone signs is the
// transcript with the fields as the website sent them, never one of these texts.

import { capitalised, language, message, messageOf, messageOr, spaced } from './messages.js';
import { formatAmount } from './shared/money.js';

/** Whether nothing but a login is approved; events of earlier versions do not name the action. */
export function isLogin(type) {
  return type === undefined || type === 'login';
}

/** What it means that it was not approved. */
export function nothingDone(type) {
  return messageOf(type, 'approval.rejected');
}

/** The fields of a transcript's action as one object. */
export function fieldsOf({ details }) {
  return Object.fromEntries(details.map(({ name, value }) => [name, value]));
}

/** The amount of an action as people write it; undefined if it has none. */
export function amountOf(fields) {
  return formatAmount(fields, language);
}

/** What the website asks for, as the rest of a sentence that begins with its name. */
export function actionOf(type) {
  return messageOr('approval.action', type, { action: spaced(type) });
}

/** The text of the button that approves. */
export function approveLabel(type, fields) {
  const amount = amountOf(fields);
  if (!amount) return message('approval.approve');
  return message(type === 'payment' ? 'approval.pay' : 'approval.approve.amount', { amount });
}

/** What it is about in one line, such as "Payment of €42.50 to Corner Bakery" or "Login to Harbour Bank". */
export function subjectOf(type, fields, website) {
  if (isLogin(type)) return message('subject.login', { website });
  const amount = amountOf(fields);
  const action = messageOr('subject.action', type, { action: capitalised(spaced(type)) });
  if (amount && fields.payee) return message('subject.amount.payee', { action, amount, payee: fields.payee });
  if (amount) return message('subject.amount', { action, amount });
  return fields.payee ? message('subject.payee', { action, payee: fields.payee }) : action;
}
