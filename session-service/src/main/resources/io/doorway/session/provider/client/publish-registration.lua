-- Replaces the published registration of a client and appends the event to the outbox. Of any number of instances that apply the same
-- change, one publishes it.
-- KEYS[1]  the published registrations: a hash from the client to the digests of its members
-- KEYS[2]  the outbox of the bucket
-- ARGV[1]  the client
-- ARGV[2]  the digests as they were read; empty if there were none
-- ARGV[3]  the digests of the registration that is in force; empty if it was removed
-- ARGV[4] to ARGV[8]  topic, key, value, MAC and traceparent (may be empty) of the event
-- returns  the outbox id | an empty text: another instance was first
if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return '' end
if ARGV[3] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
end
return publish(KEYS[2], ARGV[4], ARGV[5], ARGV[6], ARGV[7], ARGV[8])
