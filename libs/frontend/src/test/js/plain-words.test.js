// Texts that were replaced because people did not understand them do not return. A text says what happened and what to
// do, without an image or a riddle.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { messagesIn } from './message-files.js';
import { FRONT_ENDS, ROOT, filesUnder, nameOf, read } from './sources.js';

const TEXTS = [
  ...FRONT_ENDS.flatMap(({ messages, pages }) => [...filesUnder(join(messages, '..')), ...pages]),
  ...filesUnder(join(ROOT, 'local/demo-bank/src/main/resources/templates')),
  ...filesUnder(join(ROOT, 'local/demo-bank/src/main/java')),
  join(ROOT, 'libs/login/src/main/java/io/doorway/login/refusal/RefusalProblems.java'),
  join(ROOT, 'audit-service/src/main/java/io/doorway/audit/ocsf/OcsfMapping.java'),
];

const REPLACED = [
  /nothing to (type|remember)/i, /none to steal/i, /safely moored/i, /over your shoulder/i,
  /put away/i, /not finished in time/i, /given up/i, /good for (a|one|three)\b/i,
  /connection is gone/i, /less time/i,
  /(open|opens|opened) the door/i, /opened for anyone/i, /only .{0,20} can close/i, /may already have opened/i,
  /whoever runs/i, /operator of your account|its operator/i, /operator[’']s token/i,
  /made here and|key of its own/i,
  /look (again|twice)/i, /does not know this browser|new to your account/i, /typed a code into it before/i,
  /nothing but that/i, /it will receive/i,
  /(make|makes) sure that it is you/i, /for a while/i,
  /moved on|moves on|no longer current/i, /code is over/i, /code is not for this phone/i, /too much like/i,
  /in a frame|keeps nothing/i, /both once more|once more/i, /passes the filter/i,
  /nobody has been/i, /did not fit/i, /took its place/i, /what happened lately/i, /read along|lead back|leads? you/i,
  /goes? on there|went on to/i, /asking who this is/i, /one thing is left/i,
  /are you still there/i, /our mistake/i, /one moment/i, /nothing yet\.'/i, /nothing to finish/i, /money is invented/i,
  /of this doorway/i, /this is no picture/i, /too new for/i, /got its name/i, /saved as the name/i, /set aside/i,
  /use your login/i, /has this address only/i, /could not do this/i,
  /renewed too often/i, /proof of your login/i, /had made it known/i, /can go on at/i,
  /(login|challenge) is over/i, /as many pages waiting/i, /has its five/i, /left a session/i,
];

it('no text that was replaced has returned', () => {
  const found = TEXTS.flatMap(path => read(path).split('\n').flatMap((line, i) => REPLACED
    .filter(expression => expression.test(line))
    .map(expression => `${nameOf(path)}:${i + 1} ${expression}`)));

  assert.deepEqual(found, []);
});

// The terms are in docs/glossary.md.
const OTHER_TERMS = {
  en: [/\benrol/i, /\bsign(s|ed|ing)?[ -](in|out|up)\b/i, /\bconfirm this (login|payment|request)/i],
  de: [/\bfreig(eb|ab|ib)/i, /\b(ein|aus)(ge)?logg/i, /nichts (mehr )?bestätig/i, /\bhandy/i],
  ar: [/سجّل هذا الهاتف|تسجيل (هذا )?(هاتف|جهاز)/],
};

for (const [language, expressions] of Object.entries(OTHER_TERMS)) {
  it(`one thing has one term in ${language}`, async () => {
    const tables = await Promise.all(FRONT_ENDS.map(front => messagesIn(front, language)));

    const found = tables.flatMap(table => [...table])
      .filter(([, text]) => expressions.some(expression => expression.test(text)));

    assert.deepEqual(found, []);
  });
}
