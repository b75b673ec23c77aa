-- SHA-256 of the record as the service published it. An event that comes again has the same; another one with its identity has not.
-- Rows of earlier versions have none.
alter table event add column content text;
