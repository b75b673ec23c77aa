-- Functions that are prepended to every script.

-- The time of this server's clock, in microseconds since 1970. Only this clock decides about deadlines.
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- The same, in milliseconds.
local function now_millis()
  return math.floor(now() / 1000)
end

-- Formats a number with all its digits, because Lua formats large numbers with an exponent.
local function integer(number)
  return string.format('%.0f', number)
end

-- Redis's replication id (master_replid), which changes with every restart and every promotion of a replica.
local function replication_id()
  return string.match(redis.call('INFO', 'replication'), 'master_replid:(%w+)')
end

-- Appends an event to an outbox and returns the id of the entry. The MAC is that of the service that decided; the relay forwards it.
local function publish(outbox, topic, key, value, mac, traceparent)
  return redis.call('XADD', outbox, '*', 'topic', topic, 'key', key, 'value', value, 'mac', mac, 'traceparent', traceparent)
end

