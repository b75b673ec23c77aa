-- Redeems an authorization code, once: stores the redemption and the access token, and appends the event to the outbox.
-- KEYS[1]  the redemption of the code
-- KEYS[2]  the consumed challenge
-- KEYS[3]  the access token
-- KEYS[4]  the outbox of the bucket
-- ARGV[1]  the record of the redemption
-- ARGV[2]  how long the redemption is stored, milliseconds; longer than the access token is valid
-- ARGV[3]  the expiration of the code, microseconds since 1970
-- ARGV[4]  the record of the access token
-- ARGV[5]  how long the access token is valid, milliseconds
-- ARGV[6] to ARGV[9]  topic, key, value and traceparent (may be empty) of the event
-- returns  {redeemed, outbox id} | {already-redeemed} | {expired} | {store-changed}
if redis.call('EXISTS', KEYS[1]) == 1 then return {'already-redeemed'} end
if redis.call('HGET', KEYS[2], 'replication_id') ~= replication_id() then return {'store-changed'} end
if now() >= tonumber(ARGV[3]) then return {'expired'} end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('SET', KEYS[3], ARGV[4], 'PX', ARGV[5])
return {'redeemed', publish(KEYS[4], ARGV[6], ARGV[7], ARGV[8], ARGV[9])}
