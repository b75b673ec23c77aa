// The texts for the entries of an account's activity.

import { isLogin, subjectOf } from './action-texts.js';
import { date, hasMessage, message, messageOf, spaced } from './messages.js';

/** What the server names in place of a browser for a login that a website started itself. */
const NO_BROWSER = 'no browser';

const ENTRIES = {
  login: entry => ({
    symbol: 'browser',
    title: subject(entry),
    lines: [
      website(entry),
      entry.browser === NO_BROWSER
        ? undefined
        : [entry.browser, entry.browser_location ?? entry.browser_ip].filter(Boolean).join(' · '),
      entry.disowned_at ? messageOf(entry.action, 'activity.login.disowned') : undefined,
    ],
  }),
  rejected: entry => ended(entry, 'cross'),
  code_rejected: entry => ({ ...ended(entry, 'notice'), lines: [message('activity.code_rejected.text')] }),
  cancelled: entry => ended(entry, 'cross'),
  expired: entry => ended(entry, 'clock'),
  device_added: entry => ({
    ...ofDevice(entry),
    lines: [invitedBy(entry), entry.reason === 'device' ? message('activity.device_added.device') : undefined],
  }),
  device_removed: entry => ({
    ...ofDevice(entry),
    lines: [message(`activity.device_removed.${entry.reason === 'operator' ? 'operator' : 'person'}`)],
  }),
  removal_requested: entry => ({ ...ofDevice(entry), lines: [message('activity.removal_requested.text')] }),
  device_renamed: entry => ofDevice(entry),
  removal_cancelled: entry => ({ ...ofDevice(entry), lines: [message('activity.removal_cancelled.text')] }),
  passkey_added: entry => ({ symbol: 'key', title: message('activity.passkey_added'), lines: [entry.device] }),
  passkey_removed: entry => ({ symbol: 'key', title: message('activity.passkey_removed'), lines: [entry.device] }),
  browser_remembered: entry => ({ ...ofBrowser(entry), lines: [rememberedUntil(entry)] }),
  browser_forgotten: entry => ({
    ...ofBrowser(entry),
    lines: [
      entry.reason === 'device_revoked' ? message('activity.browser_forgotten.device_revoked') : undefined,
      message('activity.browser_forgotten.text'),
    ],
  }),
};

/** A symbol, a title, and lines that describe the entry. A kind that this app does not know is named by its code. */
export function describe(entry) {
  const describeKind = ENTRIES[entry.kind] ?? (({ kind }) => ({ symbol: 'notice', title: spaced(kind), lines: [] }));
  const { symbol, title, lines } = describeKind(entry);
  return { symbol, title, lines: lines.filter(Boolean) };
}

function ended(entry, symbol) {
  const { kind, reason, client_name: name } = entry;
  const key = `activity.${kind}.${reason}`;
  return {
    symbol,
    title: message(`activity.${kind}`, { subject: subject(entry), website: name }),
    lines: [website(entry), hasMessage(key) ? message(key) : undefined],
  };
}

function subject({ action, action_details: fields = {}, client_name: website }) {
  return subjectOf(action, fields, website);
}

/** The website, where the title names what was approved there. */
function website({ action, client_name: name }) {
  return isLogin(action) ? undefined : name;
}

function ofDevice({ kind, device = message('activity.device') }) {
  return { symbol: 'phone', title: message(`activity.${kind}`, { device }), lines: [] };
}

/** How the operator called the invitation of a device, if it has a name. */
export function invitedBy({ invitation_name: name }) {
  return name ? message('devices.invited', { name }) : undefined;
}

function ofBrowser({ kind, browser = message('activity.browser') }) {
  return { symbol: 'browser', title: message(`activity.${kind}`, { browser }), lines: [] };
}

/** Until when a known browser asks for no code; nothing if it is not known any more. */
function rememberedUntil({ browser_expires_at: until }) {
  return until ? message('activity.browser_remembered.text', { date: date(until) }) : undefined;
}
