-- The device with which a browser became known, or was made known again: the browser is forgotten when that device is revoked. Null if it
-- became known before this was stored.
alter table approval.known_browser add column remembered_by text references approval.credential;
create index known_browser_by_device on approval.known_browser (remembered_by) where forgotten_at is null;
