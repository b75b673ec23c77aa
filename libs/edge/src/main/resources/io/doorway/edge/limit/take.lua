-- Counts one attempt on every limit that it falls under, or on none if one of them is full.
-- KEYS[i]        when the subject would be quiet again, microseconds since 1970 (GCRA's theoretical arrival time)
-- ARGV[3i - 2]   from one attempt to the next, microseconds
-- ARGV[3i - 1]   the period: how far into the future a subject may push that time
-- ARGV[3i]       count | look (there must be room, but nothing is counted)
-- returns        {0, 0} | {which limit asks to wait longest, microseconds to wait}
local time = now()
local quiet = {}
local fullest, wait = 0, 0
for i, key in ipairs(KEYS) do
  quiet[i] = math.max(tonumber(redis.call('GET', key)) or 0, time) + ARGV[3 * i - 2]
  local late = quiet[i] - time - ARGV[3 * i - 1]
  if late > wait then fullest, wait = i, late end
end
if fullest > 0 then return {fullest, wait} end

for i, key in ipairs(KEYS) do
  if ARGV[3 * i] == 'count' then
    redis.call('SET', key, integer(quiet[i]), 'PX', integer(math.ceil((quiet[i] - time) / 1000)))
  end
end
return {0, 0}
