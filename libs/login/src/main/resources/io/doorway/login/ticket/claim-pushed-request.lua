-- Claims a pushed request for the first browser whose page creates a challenge for it. The same browser may claim it again. A
-- condition.
-- KEYS[1]  the pushed request
-- ARGV[1]  the browser: the hash of its binding cookie
-- ARGV[2]  how long the request is stored after the first claim, milliseconds
-- returns  0 if the browser has claimed it; 1 if another one has, if its login is complete or if it does not exist
local stored = redis.call('HMGET', KEYS[1], 'request', 'browser')
if not stored[1] or stored[1] == '' then return 1 end
if not stored[2] then
  redis.call('HSET', KEYS[1], 'browser', ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return 0
end
return stored[2] == ARGV[1] and 0 or 1
