-- Reads a pushed request for a browser that opens its address, and changes nothing.
-- KEYS[1]  the pushed request
-- ARGV[1]  the client_id of the authorization request
-- ARGV[2]  the browser: the hash of its binding cookie
-- ARGV[3]  how long before its end the request cannot be opened by a new browser any more, milliseconds
-- returns  nil if it does not exist, belongs to another client or cannot be opened any more; else the request, which is empty if its
--          login is complete, whether the browser may use it (1, or 0 if another browser has claimed it), and its ui_locales
local stored = redis.call('HMGET', KEYS[1], 'client', 'request', 'browser', 'ui_locales')
if stored[1] ~= ARGV[1] then return nil end
if not stored[3] then
  if redis.call('PTTL', KEYS[1]) <= tonumber(ARGV[3]) then return nil end
  return { stored[2], 1, stored[4] }
end
return { stored[2], stored[3] == ARGV[2] and 1 or 0, stored[4] }
