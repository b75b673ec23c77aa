-- Stores a device authorization request (RFC 8628).
-- KEYS[1]  the record
-- ARGV[1]  the client
-- ARGV[2]  the scope
-- ARGV[3]  the hash of the device code's secret
-- ARGV[4]  how long it can be approved, in milliseconds
-- ARGV[5]  how long it is stored, in milliseconds
-- ARGV[6]  the time between two polls, in milliseconds
local now = now_millis()
redis.call('HSET', KEYS[1], 'client', ARGV[1], 'scope', ARGV[2], 'secret', ARGV[3], 'expires', now + ARGV[4],
  'interval', ARGV[6], 'state', 'pending')
return redis.call('PEXPIRE', KEYS[1], ARGV[5])
