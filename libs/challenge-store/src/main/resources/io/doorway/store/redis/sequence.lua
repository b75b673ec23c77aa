-- Runs the functions in the table steps one after the other, each with its own KEYS and ARGV, until one refuses: it then returns true as
-- its second value.
-- KEYS                     the keys of all steps
-- ARGV[2i - 1], ARGV[2i]   the numbers of keys and arguments of step i
-- then                     the arguments of all steps
-- returns                  the replies of the steps that ran, then 1 if the last of them refused, else 0
local function slice(list, after, count)
  local part = {}
  for i = 1, count do part[i] = list[after + i] end
  return part
end

local replies, refusal = {}, nil
local keys, args = 0, 2 * #steps
for i, step in ipairs(steps) do
  local key_count, arg_count = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local reply, refused = step(slice(KEYS, keys, key_count), slice(ARGV, args, arg_count))
  -- false becomes the empty reply; nil would end the table
  if reply == nil then reply = false end
  replies[i] = reply
  if refused then
    refusal = 1
    break
  end
  keys, args = keys + key_count, args + arg_count
end
replies[#replies + 1] = refusal or 0
return replies
