// Opens the addresses that the OpenID Foundation's conformance suite wants a browser to visit, logs in there with the phone of the command
// line, and uploads the pictures that the suite asks for. Each test module has a browser context of its own, so that none starts with the
// cookies of another. It also answers requests without a browser (CIBA) when the suite asks for it. Usage:
// node --experimental-websocket conformance-browser.mjs [SUITE], beside a running ./doorway up; see ../conformance.md. Needs Node.js 20 or newer and Chromium; no packages.

import { execFile, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const suite = process.argv[2] ?? 'https://localhost.emobix.co.uk:8443';
const doorway = process.env.DOORWAY ?? './doorway';
const debugging = `http://127.0.0.1:${process.env.DEBUGGING_PORT ?? 9222}`;
const LOGIN_SECONDS = 120;
const POLL = 250;
// The module whose first visit must not log in.
const LOOKS_FIRST = /-ensure-reused-request-uri-prior-to-auth-completion-succeeds$/;
// The modules that want a picture of the login page, because the person has to log in again. The others want one of an error page, if there is one.
const WITH_LOGIN_PAGE = /^oidcc-(prompt-login|max-age-1)$/;

// The suite at its default address has a certificate of its own; with NODE_EXTRA_CA_CERTS this line is not needed.
process.env.NODE_TLS_REJECT_UNAUTHORIZED ??= '0';

const chromium = spawn(process.env.CHROMIUM ?? 'chromium', [
  '--headless=new', '--no-sandbox', '--ignore-certificate-errors', `--remote-debugging-port=${new URL(debugging).port}`,
  `--user-data-dir=${mkdtempSync(join(tmpdir(), 'conformance-'))}`, 'about:blank',
], { stdio: 'ignore' });
process.on('exit', () => chromium.kill());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit());

/** The JSON at an address; undefined if nothing answers there. */
async function json(address, options) {
  const response = await fetch(address, options).catch(() => undefined);
  return response?.ok ? response.json().catch(() => undefined) : undefined;
}

/** The connection to Chromium: commands of its DevTools protocol, for the browser itself or for one tab. */
class DevTools {
  static async connect() {
    let version;
    while (!(version = await json(`${debugging}/json/version`))) await pause(POLL);
    const socket = new WebSocket(version.webSocketDebuggerUrl);
    await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject; });
    return new DevTools(socket);
  }

  constructor(socket) {
    this.socket = socket;
    this.last = 0;
    this.waiting = new Map();
    socket.onmessage = ({ data }) => {
      const { id, result, error } = JSON.parse(data);
      this.waiting.get(id)?.(result, error);
      this.waiting.delete(id);
    };
    socket.onclose = () => process.exit(1);
  }

  send(method, params = {}, sessionId) {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, (result, error) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result)));
      this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }
}

/** A tab in the browser context of one test module. */
class Tab {
  static async open(tools, browserContextId) {
    const { targetId } = await tools.send('Target.createTarget', { url: 'about:blank', browserContextId });
    const { sessionId } = await tools.send('Target.attachToTarget', { targetId, flatten: true });
    return new Tab(tools, targetId, sessionId);
  }

  constructor(tools, targetId, sessionId) {
    Object.assign(this, { tools, targetId, sessionId });
  }

  /** The value of an expression; undefined while the tab changes its page. */
  async evaluate(expression) {
    const { result } = await this.tools
      .send('Runtime.evaluate', { expression, returnByValue: true }, this.sessionId)
      .catch(() => ({}));
    return result?.value;
  }

  /** Opens the address; with POST, its parameters are sent as a form. */
  async visit(url, method) {
    if (method !== 'POST') {
      await this.tools.send('Page.navigate', { url }, this.sessionId).catch(failed => console.log(failed.message));
      return;
    }
    const { origin, pathname, searchParams } = new URL(url);
    await this.evaluate(`(form => {
      form.method = 'post';
      form.action = ${JSON.stringify(origin + pathname)};
      for (const [name, value] of ${JSON.stringify([...searchParams])}) {
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
      }
      document.body.append(form);
      form.submit();
    })(document.createElement('form'))`);
  }

  async picture() {
    const { data } = await this.tools.send('Page.captureScreenshot', { format: 'png' }, this.sessionId);
    return `data:image/png;base64,${data}`;
  }

  close() {
    return this.tools.send('Target.closeTarget', { targetId: this.targetId });
  }
}

/** One phone of the command line for all logins: it answers each login page with the decision of the visit that opened the page. */
class Phone {
  constructor() {
    this.decision = 'y';
    process.on('exit', () => this.program.kill());
    this.start();
  }

  /** Starts the phone, and again if it ends: on a machine with much to do the platform does not always answer in time. */
  start() {
    this.printed = '';
    this.program = spawn(doorway, ['phone', 'watch', '--repeat', '--timeout', '86400'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.program.on('exit', () => setTimeout(() => this.start(), 1000));
    this.program.stdin.on('error', () => {});
    this.program.stdout.on('data', text => {
      this.printed += text;
      if (/Approve\? \[y\/N\] $/.test(this.printed)) {
        this.printed = '';
        this.program.stdin.write(`${this.decision}\n`);
      }
    });
  }

  /** The confirmation code that the phone shows after the last approval; undefined if there is none. */
  code() {
    return this.printed.match(/confirmation code.*: (\d+)/)?.[1];
  }
}

/** An expression that types the confirmation code. */
const enter = code => `(input => {
  input.value = '${code ?? ''}';
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.form.requestSubmit();
})(document.querySelector('#code'))`;

/** The button of a login page that could not reach Doorway in time, or whose code was not scanned. */
const AGAIN = ['failed', 'expired', 'paused'].map(view => `[data-view="${view}"] [data-do="again"]`).join();

/** What the tab shows: the suite's own page, a code, a question, a page that is the end, or something that changes by itself. */
const SHOWN = `(() => {
  const shows = selector => [...document.querySelectorAll(selector)].some(element => element.offsetParent != null);
  if (document.readyState !== 'complete') return 'nothing yet';
  if (location.origin === ${JSON.stringify(new URL(suite).origin)}) return 'suite';
  if (document.querySelector('#qr')?.childElementCount > 0 && shows('#qr')) return 'code';
  if (shows('#code')) return 'question';
  if (shows('[data-view="rejected"] a')) return 'rejected';
  if (shows(${JSON.stringify(AGAIN)})) return 'again';
  if (shows('#doorway-confirm-logout')) return 'logout';
  if (shows('#doorway-error') || shows('#doorway-logged-out')) return 'end';
  return 'nothing yet';
})()`;

/** Uploads a picture for each thing that the module wants to be seen, once. */
async function upload(test, tab) {
  const wanted = ((await json(`${suite}/api/log/${test}`)) ?? []).filter(entry => entry.upload && !entry.img);
  for (const { upload: placeholder } of wanted) {
    await fetch(`${suite}/api/log/${test}/images/${placeholder}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
      body: await tab.picture(),
    });
    console.log('  uploaded a picture');
  }
}

/** Opens the address without scripts, so that the login page shows no code. */
async function look(tab, { url }) {
  await tab.tools.send('Emulation.setScriptExecutionDisabled', { value: true }, tab.sessionId);
  await tab.visit(url);
  await pause(2000);
}

async function visit(tab, test, name, { url, method }) {
  phone.decision = /user-rejects/.test(name) ? 'n' : 'y';
  await tab.visit(url, method);
  for (let passed = 0; passed < LOGIN_SECONDS * 1000; passed += POLL) {
    await pause(POLL);
    const shown = await tab.evaluate(SHOWN);
    if (shown === 'suite') break;
    if (shown === 'logout') await tab.evaluate("document.querySelector('#doorway-confirm-logout').click()");
    if (shown === 'end') {
      await upload(test, tab);
      break;
    }
    if (shown === 'code' && WITH_LOGIN_PAGE.test(name)) await upload(test, tab);
    if (shown === 'again') await tab.evaluate(`[...document.querySelectorAll(${JSON.stringify(AGAIN)})].find(b => b.offsetParent).click()`);
    if (shown === 'rejected') await tab.evaluate(`document.querySelector('[data-view="rejected"] a').click()`);
    if (shown === 'question') await tab.evaluate(enter(phone.code()));
  }
  console.log('  ended at', (await tab.evaluate('location.href'))?.replace(/[?#].*/, ''));
}

/** What the suite calls when a person has to answer a request without a browser (CIBA): automated_ciba_approval_url. */
createServer(({ url }, response) => {
  const allow = new URL(url, suite).searchParams.get('action') === 'allow';
  execFile(doorway, ['phone', 'requests', allow ? '--approve' : '--reject'], error => {
    console.log(`request without a browser ${error ? 'not answered' : allow ? 'approved' : 'rejected'}`);
    response.writeHead(error ? 500 : 204).end();
  });
}).listen(9223, '127.0.0.1');

const phone = new Phone();
const tools = await DevTools.connect();
const contexts = new Map();
for (;;) {
  const running = (await json(`${suite}/api/runner/running`)) ?? [];
  for (const test of running) {
    const { name, browser } = (await json(`${suite}/api/runner/${test}`)) ?? {};
    for (const wanted of browser?.urlsWithMethod ?? []) {
      // The suite lists a module that has ended for a while, and a late response would go to the next one.
      if ((await json(`${suite}/api/info/${test}`))?.status !== 'WAITING') continue;
      const first = !contexts.has(test);
      if (first) contexts.set(test, (await tools.send('Target.createBrowserContext')).browserContextId);
      console.log(name, wanted.method ?? 'GET', wanted.url.replace(/[?#].*/, ''));
      await fetch(`${suite}/api/runner/browser/${test}/visit?url=${encodeURIComponent(wanted.url)}`, { method: 'POST' });
      const tab = await Tab.open(tools, contexts.get(test));
      await (first && LOOKS_FIRST.test(name) ? look(tab, wanted) : visit(tab, test, name, wanted))
        .catch(failed => console.log('  failed:', failed.message));
      await tab.close();
    }
  }
  for (const [test, browserContextId] of contexts) {
    if (running.includes(test)) continue;
    contexts.delete(test);
    await tools.send('Target.disposeBrowserContext', { browserContextId });
  }
  await pause(POLL);
}
