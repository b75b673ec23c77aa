-- A removal may be repeated, because its answer was lost: that of a passkey, and the cancellation of the removal of a device.
create table approval.removed_passkey (
    passkey_id    text        not null,
    credential_id text        not null references approval.credential,
    removed_at    timestamptz not null default now(),
    primary key (passkey_id, credential_id)
);
alter table approval.device_removal add column cancelled_at timestamptz;
