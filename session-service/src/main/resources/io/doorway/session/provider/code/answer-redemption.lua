-- Marks a redemption as answered before its tokens are returned, and removes its event from the outbox. From then on the code is used: a
-- further presentation is a replay.
-- KEYS[1]  the redemption of the code
-- KEYS[2]  the outbox of the bucket
-- ARGV[1]  the redemption as it was stored by this request
-- ARGV[2]  the same redemption, answered
-- ARGV[3]  the id of the event in the outbox; empty for a repetition
-- returns  1 | 0: another presentation of the code has replaced or revoked the redemption
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
if ARGV[3] ~= '' then redis.call('XDEL', KEYS[2], ARGV[3]) end
return 1
