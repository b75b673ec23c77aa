// What this browser can do. A login belongs to one browser that the person comes back to: one that keeps no key or no
// cookie, or that is a window inside another app or page, gets no code.

import { browserKey } from './proof.js';

// Browsers inside apps, recognised by their user agent: the app can read what is in them, and the phone app cannot open
// them again.
const IN_APP_BROWSER = new RegExp([
  '; wv\\)', 'FBAN', 'FBAV', 'FB_IAB', 'Instagram', '\\bLine/', 'MicroMessenger', 'BytedanceWebview', 'musical_ly',
  'Snapchat', 'LinkedInApp', 'Pinterest/', 'GSA/',
].join('|'));

/** The phase of the page if nobody can log in with this browser, else undefined. */
export async function obstacle() {
  if (window.top !== window.self) return 'framed';
  if (IN_APP_BROWSER.test(navigator.userAgent) || isIosWebView()) return 'embedded';
  if (!globalThis.crypto?.subtle) return 'unsupported';
  if (!navigator.cookieEnabled || !(await keepsKeys())) return 'no-storage';
  return undefined;
}

/** Whether the phone app may be on this device. */
export function isPhone() {
  return navigator.userAgentData?.mobile
    || (navigator.maxTouchPoints > 0 && /Android|iPhone|iPad|iPod|Macintosh/.test(navigator.userAgent));
}

// On iOS every browser names Safari; a web view inside an app does not.
function isIosWebView() {
  const agent = navigator.userAgent;
  return /iPhone|iPad|iPod/.test(agent) && /AppleWebKit/.test(agent) && !/Safari\//.test(agent);
}

async function keepsKeys() {
  try {
    await browserKey();
    return true;
  } catch {
    return false;
  }
}
