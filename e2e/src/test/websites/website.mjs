// Serves an example of docs/examples/website as a website: the file in the first argument. It holds the session of one browser.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const example = await import(pathToFileURL(process.argv[2]));
const site = process.env.SITE;
const session = {};

const pages = {
  '/': () => (session.tokens ? page() : 'not logged in'),
  '/login': async () => example.login(session),
  '/callback': async (url) => {
    await example.callback(session, url);
    return new URL('/', site);
  },
  '/refresh': async () => {
    const { access_token: before } = session.tokens;
    await example.refresh(session);
    return before === session.tokens.access_token ? 'the same token' : page();
  },
  '/logout': async () => {
    const address = await example.logout(session);
    delete session.tokens;
    return address;
  },
};

async function page() {
  return `logged in: ${(await example.person(session)).name}`;
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, site);
  try {
    const answer = await (pages[url.pathname] ?? (() => 'no such page'))(url);
    if (answer instanceof URL) {
      response.writeHead(302, { location: answer.href }).end();
    } else {
      response.end(answer);
    }
  } catch (failure) {
    response.writeHead(500).end(describe(failure));
  }
});

/** What the library says about a failure: its own text, the error of the provider, and the cause. */
function describe(failure) {
  const { message, error, error_description: description, cause } = failure;
  return JSON.stringify({ message, error, description, cause: cause && String(cause.message ?? JSON.stringify(cause)) });
}

server.listen(Number(new URL(site).port), '127.0.0.1');
