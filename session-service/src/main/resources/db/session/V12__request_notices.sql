-- Requests without a browser that have ended, of which their client is told. A row is kept for a while, so that a client is told once.
create table session.request_notice (
    challenge_id    text        primary key,
    client_id       text        not null,
    attempts        int         not null default 0,
    -- null once nothing is sent any more
    next_attempt_at timestamptz default now(),
    created_at      timestamptz not null default now()
);
create index request_notice_by_time on session.request_notice (next_attempt_at);
