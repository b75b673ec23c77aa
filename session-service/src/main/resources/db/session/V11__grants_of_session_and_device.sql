-- The end of a session, and the revocation of a device, end the refresh tokens.
alter table session.refresh_grant add column credential_id text;   -- the device that approved; null: from before this column
create index refresh_grant_of_session on session.refresh_grant (session_id) where ended_at is null;
create index refresh_grant_of_device on session.refresh_grant (credential_id) where ended_at is null;

-- Sessions that ended a day ago are deleted.
create index login_session_by_end on session.login_session (ended_at) where ended_at is not null;
