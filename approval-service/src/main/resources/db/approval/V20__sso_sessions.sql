-- Single sign-on as session-service reports it: where a person is logged in, for the list in the phone app.
create table approval.sso_session (
    session_id      text primary key,
    browser_session text        not null,      -- the same for all sessions of the account in one browser, until a logout
    challenge_id    text        not null,      -- of the login, whose entry in the activity has the browser
    account         text        not null,
    client_id       text        not null,
    started_at      timestamptz not null,
    expires_at      timestamptz not null,
    ended_at        timestamptz
);
create index sso_session_of_account on approval.sso_session (account, expires_at);

-- The relying parties that a session logged its person in at, with the last time.
create table approval.sso_website (
    session_id text        not null references approval.sso_session on delete cascade,
    client_id  text        not null,
    name       text        not null,
    used_at    timestamptz not null,
    primary key (session_id, client_id)
);
