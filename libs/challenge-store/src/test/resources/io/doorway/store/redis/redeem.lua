-- The script of a service that uses the outbox: stores a value that can be used once, and publishes an event in the same step.
-- KEYS[1]  the value
-- KEYS[2]  the outbox of the bucket
-- ARGV     topic, key, value, MAC and traceparent of the event
-- returns  the outbox id, or nil if the value was used before
if not redis.call('SET', KEYS[1], 'used', 'NX', 'PX', 60000) then return false end
return publish(KEYS[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5])
