-- Reads the registrations that were published last.
-- KEYS[1]  the published registrations: a hash from the client to the digests of its members
-- returns  {client, digests, client, digests, ...}
return redis.call('HGETALL', KEYS[1])
