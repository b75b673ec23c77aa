-- An enrolment code is the plain name of an invitation and a secret; wrong secrets burn the invitation. Codes live for minutes, so
-- those of before are not carried over.
drop table approval.enrolment;
create table approval.enrolment (
    invitation  text primary key,
    secret_hash bytea       not null,              -- SHA-256 of 70 random bits, which live for minutes
    account     text        not null references approval.account,
    expires_at  timestamptz not null,
    tries_left  integer     not null check (tries_left >= 0),
    used_by     text references approval.credential
);
create index enrolment_by_expiry on approval.enrolment (expires_at);

-- What a device said of where its key is kept, as it came, and what became of that.
alter table approval.credential
    add column attestation_format    text,
    add column attestation_statement text,
    add column attestation_verdict   text not null default 'none'
        check (attestation_verdict in ('none', 'unverified', 'verified'));
