-- Binds a device authorization request to the browser that its code was typed into. The first browser keeps it, and may begin again.
-- KEYS[1]  the record
-- ARGV[1]  the hash of the browser's cookie
-- ARGV[2]  the hash of the state of its login
-- ARGV[3]  the verifier of its login's code
-- returns  {client, scope} | nil: it is unknown, decided or expired, or another browser has it
local record = redis.call('HMGET', KEYS[1], 'client', 'scope', 'state', 'expires', 'cookie')
if record[3] ~= 'pending' then return nil end
if now_millis() >= tonumber(record[4]) then return nil end
if record[5] and record[5] ~= ARGV[1] then return nil end
redis.call('HSET', KEYS[1], 'cookie', ARGV[1], 'login', ARGV[2], 'verifier', ARGV[3])
return {record[1], record[2]}
