-- Passkeys (WebAuthn credentials) with which a device verifies its person. One belongs to the device that registered it and is worth
-- nothing without that device's signature beside its own; once the device is revoked, neither is.

create table approval.passkey (
    passkey_id      text primary key,              -- WebAuthn's credential id, base64url
    credential_id   text        not null references approval.credential,
    cose_key        bytea       not null,          -- RFC 9052 section 7
    backup_eligible boolean     not null,          -- a passkey that may leave the device stays one that may
    sign_count      bigint      not null,
    last_assertion  bytea,                         -- SHA-256 of the newest signature: the same one again is a repeated call
    registered_at   timestamptz not null default now(),
    last_used_at    timestamptz
);
create index passkey_of_credential on approval.passkey (credential_id);
