// Opens the addresses that the OpenID Foundation's conformance suite wants a browser to visit, and logs in there with the phone of the
// command line. Usage: node --experimental-websocket conformance-browser.mjs [SUITE], beside a running ./doorway up; see ../conformance.md.
// Needs Node.js 20 or newer and Chromium; no packages.

import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const suite = process.argv[2] ?? 'https://localhost.emobix.co.uk:8443';
const doorway = process.env.DOORWAY ?? './doorway';
const debugging = `http://127.0.0.1:${process.env.DEBUGGING_PORT ?? 9222}`;
const LOGIN_SECONDS = 120;

// The suite at its default address has a certificate of its own; with NODE_EXTRA_CA_CERTS this line is not needed.
process.env.NODE_TLS_REJECT_UNAUTHORIZED ??= '0';

const chromium = spawn(process.env.CHROMIUM ?? 'chromium', [
  '--headless=new', '--no-sandbox', '--ignore-certificate-errors', `--remote-debugging-port=${new URL(debugging).port}`,
  `--user-data-dir=${mkdtempSync(join(tmpdir(), 'conformance-'))}`, 'about:blank',
], { stdio: 'ignore' });
process.on('exit', () => chromium.kill());

/** The JSON at an address; undefined if nothing answers there. */
async function json(address, options) {
  const response = await fetch(address, options).catch(() => undefined);
  return response?.ok ? response.json() : undefined;
}

/** Runs an expression in a tab, and returns its value. */
function evaluate(tab, expression) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(tab.webSocketDebuggerUrl);
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }));
    socket.onmessage = ({ data }) => {
      resolve(JSON.parse(data).result?.result?.value);
      socket.close();
    };
    socket.onerror = () => reject(new Error('the tab does not answer'));
  });
}

/** Approves the login page that was opened last, and returns the confirmation code, if the page needs one. */
function approve() {
  return new Promise((resolve, reject) => {
    const phone = spawn(doorway, ['phone', 'watch', '--timeout', '30'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let printed = '';
    phone.stdout.on('data', text => { printed += text; });
    phone.on('exit', status => (status === 0 ? resolve(printed.match(/confirmation code.*: (\d+)/)?.[1]) : reject(new Error(printed))));
    phone.stdin.end('y\n');
  });
}

/** An expression that types the confirmation code; true if the page asks for one. */
function enter(code) {
  return `(input => input?.offsetParent != null && (input.value = '${code}',
      input.dispatchEvent(new Event('input', { bubbles: true })), input.form.requestSubmit(), true))(document.querySelector('#code'))`;
}

async function visit(url) {
  const tab = await json(`${debugging}/json/new?${encodeURIComponent(url)}`, { method: 'PUT' });
  for (let second = 0; second < LOGIN_SECONDS; second++) {
    await pause(1000);
    if (await evaluate(tab, "document.querySelector('#qr')?.childElementCount > 0 && document.querySelector('#qr').offsetParent !== null")) {
      const code = await approve();
      for (let tries = 0; code && tries < 10; tries++, await pause(1000)) {
        if (await evaluate(tab, enter(code))) break;
      }
    }
    if (!/^(about:|https?:\/\/[^/]+\/(oauth2|login)\/)/.test(await evaluate(tab, 'location.href'))) break;
  }
  console.log('ended at', await evaluate(tab, 'location.href'));
}

while (!(await json(`${debugging}/json/version`))) await pause(500);

const visited = new Set();
for (;;) {
  for (const test of (await json(`${suite}/api/runner/running`)) ?? []) {
    for (const url of (await json(`${suite}/api/runner/browser/${test}`))?.urls ?? []) {
      if (visited.has(test + url)) continue;
      visited.add(test + url);
      await fetch(`${suite}/api/runner/browser/${test}/visit?url=${encodeURIComponent(url)}`, { method: 'POST' });
      console.log('visiting', url);
      await visit(url);
    }
  }
  await pause(1000);
}
