// Where this page runs. A login belongs to one browser that a person comes back to: what cannot keep a key or a cookie, or is a
// window inside another app or page, is told so and gets no code.

import { keyReady } from './proof.js';

// Browsers inside apps, by what they say of themselves: they may read along, and no phone leads back into them.
const IN_AN_APP = /; wv\)|FBAN|FBAV|FB_IAB|Instagram|\bLine\/|MicroMessenger|BytedanceWebview|musical_ly|Snapchat|LinkedInApp|Pinterest\/|GSA\//;

// The name of the view that says why there can be no login here, or undefined.
export async function obstacle() {
  if (window.top !== window.self) return 'framed';
  if (IN_AN_APP.test(navigator.userAgent) || isBareWebView()) return 'embedded';
  if (!globalThis.crypto?.subtle) return 'oldbrowser';
  if (!navigator.cookieEnabled || !(await keepsKeys())) return 'forgetful';
  return undefined;
}

// Whether the app may well be on this very device.
export function isPhone() {
  return navigator.userAgentData?.mobile
    || (navigator.maxTouchPoints > 0 && /Android|iPhone|iPad|iPod|Macintosh/.test(navigator.userAgent));
}

// On iOS every browser says Safari, and what an app embeds does not.
function isBareWebView() {
  const agent = navigator.userAgent;
  return /iPhone|iPad|iPod/.test(agent) && /AppleWebKit/.test(agent) && !/Safari\//.test(agent);
}

async function keepsKeys() {
  try {
    await keyReady();
    return true;
  } catch {
    return false;
  }
}
