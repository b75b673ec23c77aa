-- People, their devices, and the codes that bring the two together.

create table approval.account (
    account    text primary key,
    claims     jsonb       not null default '{}',
    status     text        not null default 'active' check (status in ('active', 'suspended')),
    created_at timestamptz not null default now()
);

-- A device's public key. Rows are never deleted, so that an old approval can always be traced to its key.
create table approval.credential (
    credential_id text primary key,
    account       text        not null references approval.account,
    name          text        not null,
    public_key    bytea       not null,            -- SubjectPublicKeyInfo, P-256
    thumbprint    text        not null unique,     -- RFC 7638: a key is enrolled once
    enrolled_at   timestamptz not null default now(),
    revoked_at    timestamptz
);
create index credential_of_account on approval.credential (account);

-- One-time enrolment codes. The code itself is 100 random bits and not kept, so a plain hash is enough.
create table approval.enrolment (
    code_hash  bytea primary key,
    account    text        not null references approval.account,
    expires_at timestamptz not null,
    used_by    text references approval.credential
);
create index enrolment_by_expiry on approval.enrolment (expires_at);

-- Device events on their way to Kafka, written in the transaction of the change they tell of.
create table approval.outbox (
    id          bigint generated always as identity primary key,
    topic       text not null,
    key         text not null,
    value       text not null,
    traceparent text
);
create index outbox_by_key on approval.outbox (key);
