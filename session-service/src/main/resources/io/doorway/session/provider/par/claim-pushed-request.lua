-- Claims a pushed request for the first browser that opens it. The same browser may claim it again.
-- KEYS[1]  the pushed request
-- ARGV[1]  the client_id of the authorization request
-- ARGV[2]  the browser: the hash of its binding cookie
-- ARGV[3]  how long the request is stored after the first claim, milliseconds
-- returns  the request, an empty text if its login is complete, or nil if it does not exist or belongs to another client or browser
local stored = redis.call('HMGET', KEYS[1], 'client', 'request', 'browser')
if stored[1] ~= ARGV[1] then return nil end
if not stored[3] then
  redis.call('HSET', KEYS[1], 'browser', ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
elseif stored[3] ~= ARGV[2] then
  return nil
end
return stored[2]
