-- Stores what became of the login for a device, once.
-- KEYS[1]  the record
-- ARGV[1]  the hash of the browser's cookie
-- ARGV[2]  the hash of the state of its login
-- ARGV[3]  the authorization code; empty: the login was refused
-- returns  the client | nil: no request of this browser waits for this login
local record = redis.call('HMGET', KEYS[1], 'client', 'state', 'cookie', 'login')
if record[2] ~= 'pending' or record[3] ~= ARGV[1] or record[4] ~= ARGV[2] then return nil end
if ARGV[3] == '' then
  redis.call('HSET', KEYS[1], 'state', 'denied')
else
  redis.call('HSET', KEYS[1], 'state', 'approved', 'code', ARGV[3])
end
return record[1]
