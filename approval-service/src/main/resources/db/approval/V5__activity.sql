-- What happened to an account, as its person is shown it: a projection of the events, kept for ninety days.
create table approval.activity (
    account          text        not null,
    id               text        not null,      -- the challenge, or the event that told of it
    version          bigint      not null,      -- of the challenge: a later event replaces what an earlier one left
    kind             text        not null,
    at               timestamptz not null,
    credential_id    text,                      -- the device that decided, or that it is about
    reason           text,                      -- why it ended so, or who did it
    client           text,
    client_name      text,
    client_domain    text,
    browser_id       text,                      -- of a browser that was remembered or forgotten
    browser_key      text,                      -- of a browser that was logged in
    browser_agent    text,
    browser_ip       text,
    browser_location text,
    traceparent      text,
    disowned_at      timestamptz,
    primary key (account, id)
);
create index activity_newest_first on approval.activity (account, at desc, id desc);
create index activity_by_age on approval.activity (at);

-- A device is news to the devices of its account that were there before, until their owner says on them that it is theirs.
create table approval.recognised_device (
    recognised_by text not null references approval.credential,
    credential_id text not null references approval.credential,
    primary key (recognised_by, credential_id)
);
