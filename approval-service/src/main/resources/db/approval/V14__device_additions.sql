-- A device that an enrolled device adds: from the code that it shows until its approval. A row has a key once the new phone has claimed it.
create table approval.device_addition (
    id            text primary key,
    secret_hash   bytea       not null unique,       -- SHA-256 of 128 random bits, which are valid for minutes
    account       text        not null references approval.account,
    requested_by  text        not null references approval.credential,
    expires_at    timestamptz not null,
    credential_id text unique,
    name          text,
    public_jwk    text,
    thumbprint    text unique,                       -- RFC 7638
    approved_at   timestamptz
);
create index device_addition_of_device on approval.device_addition (requested_by);
create index device_addition_by_expiry on approval.device_addition (expires_at);

-- Which device added a device; null if it was enrolled with an invitation.
alter table approval.credential add column added_by text references approval.credential;
