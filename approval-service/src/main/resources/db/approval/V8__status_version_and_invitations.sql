-- The status of an account has a version, which the revocation list in Redis compares; a later version is never overwritten.
alter table approval.account
    add column status_version    bigint not null default 1,
    add column status_changed_at timestamptz;
update approval.account set status_changed_at = now() where status <> 'active';

-- What was revoked lately is written to the revocation list again, after a crash and after Redis lost data.
create index account_by_status_change on approval.account (status_changed_at);
create index credential_by_revocation on approval.credential (revoked_at);
create index activity_by_disowning on approval.activity (disowned_at);

-- An invitation has an id of its own for the operator, because the beginning of its code counts wrong guesses, and a name; it says who
-- invited. It can be revoked. Codes are valid for minutes, so those of before are not carried over.
delete from approval.enrolment;
alter table approval.enrolment
    add column id             text        not null unique,
    add column name           text,
    add column operator       text        not null,
    add column operator_token text        not null,
    add column created_at     timestamptz not null default now(),
    add column revoked_at     timestamptz;
create index enrolment_of_account on approval.enrolment (account);

-- Which invitation a device was enrolled with. Its row in the table above is deleted when the code has expired.
alter table approval.credential
    add column invitation      text,
    add column invitation_name text;
alter table approval.activity
    add column invitation_name text;
