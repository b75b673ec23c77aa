-- The sessions of logins: for single sign-on, and to tell relying parties about their end. Rows are deleted some time after the end.
create table session.login_session (
    session_id       text primary key,            -- of the login's challenge
    account          text        not null,
    credential_id    text        not null,        -- the device that approved
    browser_id       text        not null,        -- the same for all logins of one account in one browser, until a logout
    cookie_hash      text unique,                 -- SHA-256 of the cookie; null: nobody is logged in by this session
    key_thumbprint   text        not null,        -- RFC 7638, the key of the browser's page
    login            text        not null,        -- the consumed challenge, with the claims that the person released
    started_at       timestamptz not null,
    expires_at       timestamptz not null,
    ended_at         timestamptz,
    ended_by         text
);
create index login_session_of_account on session.login_session (account) where ended_at is null;
create index login_session_of_device on session.login_session (credential_id) where ended_at is null;
create index login_session_of_browser on session.login_session (browser_id) where ended_at is null;
create index login_session_by_expiry on session.login_session (expires_at);

-- The relying parties that a session logged a person in at.
create table session.session_client (
    session_id text        not null references session.login_session on delete cascade,
    client_id  text        not null,
    sid        text        not null unique,       -- by which the client knows the session
    subject    text        not null,              -- the sub by which the client knows the account
    joined_at  timestamptz not null,
    primary key (session_id, client_id)
);
