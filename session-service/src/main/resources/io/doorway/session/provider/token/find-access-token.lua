-- Reads an access token that was issued in this history of the store. After a restart or the promotion of a replica its revocation may be
-- lost, so the token is not valid any more.
-- KEYS[1]  the access token: the replication id at its issue, a line break, the record
-- returns  the record | nil
local stored = redis.call('GET', KEYS[1])
if not stored then return false end
local id, record = string.match(stored, '^(%w+)\n(.*)$')
if not id or id ~= replication_id() then return false end
return record
