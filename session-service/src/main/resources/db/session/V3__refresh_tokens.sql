-- What a relying party may refresh: one grant for each login that released offline_access.
create table session.refresh_grant (
    grant_id    text primary key,
    session_id  text        not null,           -- of the login
    client_id   text        not null,
    account     text        not null,
    record      text        not null,           -- what was granted, and how the person was authenticated
    created_at  timestamptz not null default now(),
    used_at     timestamptz not null default now(),
    expires_at  timestamptz not null,           -- whatever happens
    ended_at    timestamptz,
    ended_by    text
);

create index refresh_grant_by_expiry on session.refresh_grant (expires_at);

-- The tokens of a grant: one that is valid, and those that it replaced, so that a replay is noticed.
create table session.refresh_token (
    token_hash  text primary key,               -- SHA-256, base64url
    grant_id    text        not null references session.refresh_grant on delete cascade,
    issued_at   timestamptz not null default now(),
    replaced_at timestamptz
);
create index refresh_token_of_grant on session.refresh_token (grant_id);
