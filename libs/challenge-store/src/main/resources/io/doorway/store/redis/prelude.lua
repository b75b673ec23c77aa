-- Stands before every script.

-- This server's clock, in microseconds since 1970: the only clock that decides.
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- Lua writes large numbers with an exponent; Redis must read back every digit.
local function integer(number)
  return string.format('%.0f', number)
end

-- The replication id: it marks one history of the data set, and is a new one after every restart and every promotion.
local function history()
  return string.match(redis.call('INFO', 'replication'), 'master_replid:(%w+)')
end

-- Appends an event to an outbox and returns the entry's id.
local function tell(outbox, topic, key, value, traceparent)
  return redis.call('XADD', outbox, '*', 'topic', topic, 'key', key, 'value', value, 'traceparent', traceparent)
end

