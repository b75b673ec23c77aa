-- Gives a pushed request to the first browser that asks, and to that browser again.
-- KEYS[1]  the pushed request
-- ARGV[1]  the client that must have pushed it
-- ARGV[2]  the browser: hash of its binding cookie
-- ARGV[3]  how long it is kept from the first claim on, milliseconds
-- returns  the request, or nil: there is none, or it is another client's or browser's
local stored = redis.call('HMGET', KEYS[1], 'client', 'request', 'browser')
if stored[1] ~= ARGV[1] then return nil end
if not stored[3] then
  redis.call('HSET', KEYS[1], 'browser', ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
elseif stored[3] ~= ARGV[2] then
  return nil
end
return stored[2]
