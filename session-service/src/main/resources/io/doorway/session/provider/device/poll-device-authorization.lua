-- Answers a poll of the device (RFC 8628 section 3.5). A poll before the interval has passed makes the interval longer by five seconds.
-- KEYS[1]  the record
-- ARGV[1]  the client
-- ARGV[2]  the hash of the device code's secret
-- returns  {code, verifier} | {'unknown' | 'slow_down' | 'pending' | 'denied' | 'expired'}
local record = redis.call('HMGET', KEYS[1], 'client', 'secret', 'state', 'expires', 'interval', 'polled', 'code', 'verifier')
if record[1] ~= ARGV[1] or record[2] ~= ARGV[2] then return {'unknown'} end
local now = now_millis()
local early = record[6] and now - record[6] < tonumber(record[5])
redis.call('HSET', KEYS[1], 'polled', now)
if early then
  redis.call('HSET', KEYS[1], 'interval', record[5] + 5000)
  return {'slow_down'}
end
if record[3] == 'approved' then return {record[7], record[8]} end
if record[3] == 'denied' then return {'denied'} end
if now >= tonumber(record[4]) then return {'expired'} end
return {'pending'}
