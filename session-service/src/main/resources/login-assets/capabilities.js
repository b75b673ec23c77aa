// What this browser can do. A login belongs to one browser that the person comes back to: one that keeps no cookie, or
// that is a window inside another app or page, gets no code.

import { keepsKey } from './proof.js';

// Browsers inside apps, recognised by their user agent: the app can read what is in them, and the phone app cannot open
// them again.
const IN_APP_BROWSER = new RegExp([
  '; wv\\)', 'FBAN', 'FBAV', 'FB_IAB', 'Instagram', '\\bLine/', 'MicroMessenger', 'BytedanceWebview', 'musical_ly',
  'Snapchat', 'LinkedInApp', 'Pinterest/', 'GSA/',
].join('|'));

/** The phase of the page if nobody can log in with this browser at this address, else undefined. */
export function obstacle(issuer) {
  if (window.top !== window.self) return 'framed';
  if (IN_APP_BROWSER.test(navigator.userAgent) || isIosWebView()) return 'embedded';
  // Another name of the same server, such as 127.0.0.1 for localhost: cookies and keys belong to one of them.
  if (location.origin !== issuer) return 'wrong-address';
  if (!globalThis.crypto?.subtle) return 'unsupported';
  return navigator.cookieEnabled ? undefined : 'no-storage';
}

/**
 * Whether the phone app on this device can finish the login: it returns to another page of this browser, which needs
 * the same key.
 */
export async function canReturn() {
  return Boolean(isPhone()) && keepsKey();
}

/** Whether this is Safari or has its engine, which stores no cookies of an address that begins with http. */
export function isSafari() {
  return /^Apple/.test(navigator.vendor);
}

/** Resolves when a person can see the page: a page that was opened ahead or in the background does nothing. */
export function becomesVisible() {
  return new Promise(resolve => {
    const check = () => document.visibilityState === 'visible' && resolve();
    document.addEventListener('visibilitychange', check);
    check();
  });
}

function isPhone() {
  return navigator.userAgentData?.mobile
    || (navigator.maxTouchPoints > 0 && /Android|iPhone|iPad|iPod|Macintosh/.test(navigator.userAgent));
}

// On iOS every browser names Safari; a web view inside an app does not.
function isIosWebView() {
  const agent = navigator.userAgent;
  return /iPhone|iPad|iPod/.test(agent) && /AppleWebKit/.test(agent) && !/Safari\//.test(agent);
}
