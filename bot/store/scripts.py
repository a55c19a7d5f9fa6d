"""The Lua that Redis runs for the store: steps that must not be parted. Keys come from `bot.store`."""

# KEYS: person, poll, run, set, then all buckets of cards. One look at all that an answer meets: the card is that of
# the poll's question, in the bucket where `cards.key` puts it.
READ_MOMENT = """
local question = redis.call('HGET', KEYS[2], 'question')
local card = false
if question then
  local sum = 0
  for i = 1, #question do sum = sum + string.byte(question, i) end
  card = redis.call('HGET', KEYS[5 + sum % (#KEYS - 4)], question)
end
return {
  redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2]), redis.call('GET', KEYS[3]), redis.call('GET', KEYS[4]),
  card
}
"""

# The set of a later day stays where an answer to the day before's comes late: its question is with the person by now.
LATER_DAY = """
local function is_of_a_later_day(key, packed)
  local function day(run) return string.match(run, '"day":"(%d+%-%d+%-%d+)"') end
  local found, mine = redis.pcall('GET', key), day(packed)
  if type(found) ~= 'string' or not mine then return false end
  local theirs = day(found)
  return theirs ~= nil and theirs > mine
end
"""


# KEYS: run or set, then the poll that was sent for it, if one was. ARGV: the run, its ttl, then the poll's ttl and fields.
# A script, not a MULTI: it shares its trip with others (`bot.store.together`).
KEEP_RUN = (
    LATER_DAY
    + """
if not is_of_a_later_day(KEYS[1], ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2]) end
if KEYS[2] then
  redis.call('HSET', KEYS[2], unpack(ARGV, 4))
  redis.call('EXPIRE', KEYS[2], ARGV[3])
end
"""
)

# KEYS: poll, the question's bucket of cards, person, run or set, history. ARGV: the answer, question, its card, 1 or 0
# for right, the run, its ttl; then for the history the week, its weekday from 1, the oldest week to keep, its ttl, the
# recall predicted in thousandths or nothing, and a mark of who does it: a client that lost the server's answer asks
# again and must be told the same. One answer counts once, however often Telegram repeats it: the first HSETNX
# decides. The history comes last and is begun anew where it cannot be read: it must not cost anybody an answer.
RECORD_ANSWER = (
    LATER_DAY
    + """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if redis.call('HSETNX', KEYS[1], 'answer', ARGV[1]) == 0 then
  return redis.call('HGET', KEYS[1], 'by') == ARGV[12] and 1 or 0
end
redis.call('HSET', KEYS[1], 'by', ARGV[12])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
redis.call('HINCRBY', KEYS[3], 'answers', 1)
redis.call('HINCRBY', KEYS[3], 'right', ARGV[4])
if ARGV[5] ~= '' and not is_of_a_later_day(KEYS[4], ARGV[5]) then
  redis.call('SET', KEYS[4], ARGV[5], 'EX', ARGV[6])
end
local counts = {}
local found = redis.call('HGET', KEYS[5], ARGV[7])
for count in string.gmatch(found or '', '%d+') do counts[#counts + 1] = tonumber(count) end
if #counts ~= 11 or counts[1] ~= 1 then counts = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0} end
counts[1 + ARGV[8]] = counts[1 + ARGV[8]] + 1
if ARGV[11] ~= '' then
  counts[9] = counts[9] + 1
  counts[10] = counts[10] + ARGV[4]
  counts[11] = counts[11] + ARGV[11]
end
redis.call('HSET', KEYS[5], ARGV[7], table.concat(counts, ' '))
redis.call('EXPIRE', KEYS[5], ARGV[10])
if not found then
  for _, week in ipairs(redis.call('HKEYS', KEYS[5])) do
    if tonumber(week) < tonumber(ARGV[9]) then redis.call('HDEL', KEYS[5], week) end
  end
end
return 1
"""
)

# KEYS: set, person. ARGV: the set, its ttl, the streak: neither is ever counted without the other.
FINISH_SET = (
    LATER_DAY
    + """
if not is_of_a_later_day(KEYS[1], ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2]) end
redis.call('HSET', KEYS[2], 'streak', ARGV[3])
"""
)

# KEYS: a group's open question. ARGV: the poll. Gives 1 to the one who takes it; another question stays open.
TAKE_OPEN = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
"""

# KEYS: due. ARGV: chat, until when it was claimed. Who subscribed again meanwhile stays due.
DROP_CLAIM = """
local held = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not held or tonumber(held) ~= tonumber(ARGV[2]) then return 0 end
return redis.call('ZREM', KEYS[1], ARGV[1])
"""

# KEYS: due. ARGV: now, until when a claim holds, how many. Whoever claims moves the chat forward first.
CLAIM_DUE = """
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[3])
for i = 1, #due, 2 do redis.call('ZADD', KEYS[1], ARGV[2], due[i]) end
return due
"""

# KEYS: evening. ARGV: now, how many. Whoever takes one has it alone: a reminder is sent once or never.
TAKE_DUE = """
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[2])
for i = 1, #due, 2 do redis.call('ZREM', KEYS[1], due[i]) end
return due
"""

# KEYS: due. ARGV: chat, the claim, the next time. Only who still holds the claim may move it on.
MOVE_ON = """
local held = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not held or tonumber(held) ~= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
return 1
"""

# KEYS: pace. ARGV: microseconds between messages, how many may leave at once, places to take, messages that left
# without one, how far in microseconds these may move the line back. By Redis' own clock: GCRA, which needs one number
# for all replicas. Gives how many microseconds to wait; the places are taken either way.
RESERVE_PACE = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local gap = tonumber(ARGV[1])
local next = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now - gap * (ARGV[2] - 1))
next = math.max(next, math.min(next + gap * ARGV[4], now + tonumber(ARGV[5])))
redis.call('SET', KEYS[1], string.format('%.0f', next + gap * ARGV[3]), 'PX', 60000)
return math.max(0, next - now)
"""

# KEYS: any. The server's clock as seconds and microseconds.
TELL_TIME = """
return redis.call('TIME')
"""

# KEYS: looked, then the cards of each question. ARGV: the mark of what was declined, now, its ttl, then the questions
# in the order of their keys. A card that was answered stays: bytes 12 and 13 of a packed card count its answers (`study.review`).
UNPLAN_CARDS = """
local dropped = 0
for i = 4, #ARGV do
  local card = redis.call('HGET', KEYS[i - 2], ARGV[i])
  if card and string.byte(card, 12) == 0 and string.byte(card, 13) == 0 then
    dropped = dropped + redis.call('HDEL', KEYS[i - 2], ARGV[i])
  end
end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return dropped
"""

# KEYS: a group's votes on one poll, its week's points, its week's sums, its cards of the question. ARGV: member, vote,
# 1 or 0 for right, the member's card, 1 or 0 for counting in the table, lifetimes of votes, week and cards in seconds.
# A vote counts once, however often Telegram repeats it: HSETNX decides, and the rest goes with it.
RECORD_VOTE = """
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 0 then return 0 end
redis.call('EXPIRE', KEYS[1], ARGV[6])
if ARGV[5] == '1' then
  redis.call('ZINCRBY', KEYS[2], ARGV[3], ARGV[1])
  redis.call('HINCRBY', KEYS[3], 'answers', 1)
  redis.call('HINCRBY', KEYS[3], 'right', ARGV[3])
  redis.call('EXPIRE', KEYS[2], ARGV[7])
  redis.call('EXPIRE', KEYS[3], ARGV[7])
  redis.call('HSET', KEYS[4], ARGV[1], ARGV[4])
  redis.call('EXPIRE', KEYS[4], ARGV[8])
end
return 1
"""

# KEYS: a group's pace. ARGV: microseconds between messages, how long one may wait at most, now. Gives how many
# microseconds to wait, or -1 where that would be too long: no place is taken then.
RESERVE_GROUP_PACE = """
local now = tonumber(ARGV[3])
local next = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
if next - now > tonumber(ARGV[2]) then return -1 end
redis.call('SET', KEYS[1], string.format('%.0f', next + ARGV[1]), 'PX', 600000)
return next - now
"""

# KEYS: the old key of a group, the new one. Whatever the new one holds already stays.
MERGE_KEY = """
local kind = redis.call('TYPE', KEYS[1])['ok']
if kind == 'none' then return 0 end
if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('RENAME', KEYS[1], KEYS[2]) return 1 end
if kind == 'hash' then
  local found = redis.call('HGETALL', KEYS[1])
  for i = 1, #found, 2 do redis.call('HSETNX', KEYS[2], found[i], found[i + 1]) end
elseif kind == 'zset' then
  local found = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
  for i = 1, #found, 2 do redis.call('ZINCRBY', KEYS[2], found[i + 1], found[i]) end
end
redis.call('DEL', KEYS[1])
return 1
"""

# KEYS: looked, then the cards bucket of each question. ARGV: the command, the same declined, now, a week ago, the
# lifetime, how many are kept, then the questions. Gives when the command was looked up before, whether it was
# declined, and the questions' cards.
LOOK_UP = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])
local seen = redis.call('ZMSCORE', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[1], ARGV[3], ARGV[1])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -ARGV[6] - 1)
redis.call('EXPIRE', KEYS[1], ARGV[5])
local found = {seen[1], seen[2]}
for i = 2, #KEYS do found[i + 1] = redis.call('HGET', KEYS[i], ARGV[i + 5]) end
return found
"""

# KEYS: a sorted set of counts. ARGV: what to count, how many are kept, the lifetime. Room is made first, so that the
# new one is never the one that goes.
RAISE_COUNT = """
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -ARGV[2])
redis.call('ZINCRBY', KEYS[1], 1, ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
"""

# KEYS: the mark of an update, a person. ARGV: who asks, the mark's lifetime. Gives whether the update is new (or was
# begun by who asks: the client may have tried this command twice) and the person.
MEET = """
local is_new = 1
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[2]) and redis.call('GET', KEYS[1]) ~= ARGV[1] then
  is_new = 0
end
return {is_new, redis.call('HGETALL', KEYS[2])}
"""
