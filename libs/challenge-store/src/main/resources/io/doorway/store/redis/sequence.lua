-- Runs scripts one after the other in one step: conditions, and after them calls that are made only if all conditions hold. Before this text
-- stands the table "scripts" with the functions that the calls name by their number.
-- KEYS     the keys of the calls, one call after the other
-- ARGV     for each call: the number of its script, "condition" or "call", the number of its keys, the number of its arguments, its arguments
-- returns  the replies of the calls that were made. A condition holds if it replies 0, or a list that begins with 0.
local function slice(list, first, length)
  local part = {}
  for i = 1, length do part[i] = list[first + i - 1] end
  return part
end

local replies, key, arg, hold = {}, 1, 1, true
while arg <= #ARGV do
  local keys, args = tonumber(ARGV[arg + 2]), tonumber(ARGV[arg + 3])
  local isCondition = ARGV[arg + 1] == 'condition'
  if not isCondition and not hold then break end
  local reply = scripts[tonumber(ARGV[arg])](slice(KEYS, key, keys), slice(ARGV, arg + 4, args))
  replies[#replies + 1] = reply or false
  local answer = type(reply) == 'table' and reply[1] or reply
  if isCondition and answer ~= 0 then hold = false end
  key, arg = key + keys, arg + 4 + args
end
return replies
