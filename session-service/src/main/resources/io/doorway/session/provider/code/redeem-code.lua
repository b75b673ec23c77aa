-- Redeems an authorization code: stores the redemption and the access token, and appends the event to the outbox. A redemption that was not
-- answered is replaced by its repetition, with a token of its own; its event is in the outbox already.
-- KEYS[1]  the redemption of the code
-- KEYS[2]  the consumed challenge
-- KEYS[3]  the access token
-- KEYS[4]  the outbox of the bucket
-- KEYS[5]  the access token of the redemption that was not answered; KEYS[3] if there is none
-- ARGV[1]  the redemption that was not answered, as it was read; empty if there is none
-- ARGV[2]  the record of the redemption
-- ARGV[3]  how long the redemption is stored, milliseconds; longer than the access token is valid
-- ARGV[4]  the expiration of the code, microseconds since 1970
-- ARGV[5]  the record of the access token
-- ARGV[6]  how long the access token is valid, milliseconds
-- ARGV[7] to ARGV[11]  topic, key, value, MAC and traceparent (may be empty) of the event
-- returns  {redeemed, outbox id; empty for a repetition} | {already-redeemed} | {expired} | {store-changed}
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return {'already-redeemed'} end
local id = replication_id()
if redis.call('HGET', KEYS[2], 'replication_id') ~= id then return {'store-changed'} end
if now() >= tonumber(ARGV[4]) then return {'expired'} end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[5])
redis.call('SET', KEYS[3], id .. '\n' .. ARGV[5], 'PX', ARGV[6])
if ARGV[1] ~= '' then return {'redeemed', ''} end
return {'redeemed', publish(KEYS[4], ARGV[7], ARGV[8], ARGV[9], ARGV[10], ARGV[11])}
