-- Relying parties that have to be told of the end of a session, until they have answered or the attempts are used up.
create table session.logout_notice (
    id              bigint generated always as identity primary key,
    session_id      text        not null,
    client_id       text        not null,
    sid             text        not null,
    subject         text        not null,
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null,
    unique (session_id, client_id)
);
create index logout_notice_by_time on session.logout_notice (next_attempt_at);
