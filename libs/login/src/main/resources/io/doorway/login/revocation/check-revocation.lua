-- Checks whether an account, a credential or a session is revoked. A condition.
-- KEYS[1]  the entry: "<version> revoked" or "<version> active", or absent; whatever else it says revokes
-- returns  0 if it is not revoked, else 1
local entry = redis.call('GET', KEYS[1])
return (not entry or string.match(entry, ' active$')) and 0 or 1
