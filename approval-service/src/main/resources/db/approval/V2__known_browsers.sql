-- Browsers that an account has logged in with by typing a code, so that their next logins need none. A forgotten one stays as a row
-- without effect, so that an old event that comes again does not bring it back.
create table approval.known_browser (
    browser_id     text primary key,
    account        text        not null references approval.account,
    key_thumbprint text        not null,           -- RFC 7638, of the key that the browser holds and cannot export
    description    text        not null,           -- browser and system in words
    first_used_at  timestamptz not null,
    last_used_at   timestamptz not null,
    expires_at     timestamptz not null,           -- counted from the last typed code
    forgotten_at   timestamptz,
    unique (account, key_thumbprint)
);
