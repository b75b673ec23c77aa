-- Counts one attempt on all limits, or on none of them if one is exceeded. A condition.
-- KEYS[i]        GCRA's theoretical arrival time, microseconds since 1970
-- ARGV[3i - 2]   interval between attempts, microseconds
-- ARGV[3i - 1]   period: how far into the future the arrival time may lie, microseconds
-- ARGV[3i]       consume | peek (there must be capacity, but nothing is counted)
-- returns        {0, 0} | {number of the limit with the longest wait, microseconds to wait}
local time = now()
local arrival = {}
local longest, wait = 0, 0
for i, key in ipairs(KEYS) do
  arrival[i] = math.max(tonumber(redis.call('GET', key)) or 0, time) + ARGV[3 * i - 2]
  local excess = arrival[i] - time - ARGV[3 * i - 1]
  if excess > wait then longest, wait = i, excess end
end
if longest > 0 then return {longest, wait} end

for i, key in ipairs(KEYS) do
  if ARGV[3 * i] == 'consume' then
    redis.call('SET', key, integer(arrival[i]), 'PX', integer(math.ceil((arrival[i] - time) / 1000)))
  end
end
return {0, 0}
