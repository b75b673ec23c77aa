-- The clients that were registered by requests (RFC 7591). There is no secret in it: secrets are computed of client_id.
create table session.client_registration (
    client_id     text primary key,
    metadata      jsonb       not null,
    registered_at timestamptz not null
);

-- One row. Each change of a registration locks it and raises the version, which the instances compare.
create table session.client_registration_version (
    only_row boolean primary key default true check (only_row),
    version  bigint not null
);
insert into session.client_registration_version (version) values (0);
