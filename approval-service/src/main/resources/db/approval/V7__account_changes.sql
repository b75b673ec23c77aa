-- A passkey verifies its user from this time on: a new one has a cooling-off period of its own.
alter table approval.passkey add column active_from timestamptz not null default now();

-- The removal of a device that a younger device requested without a passkey. It is carried out when its time has come, unless one of the
-- account's devices cancels it before.
create table approval.device_removal (
    credential_id text primary key references approval.credential,
    account       text        not null references approval.account,
    requested_by  text        not null references approval.credential,
    requested_at  timestamptz not null default now(),
    effective_at  timestamptz not null
);
create index device_removal_by_time on approval.device_removal (effective_at);

-- What was registered on a device after it was recognised is new again.
alter table approval.recognised_device add column recognised_at timestamptz not null default now();
