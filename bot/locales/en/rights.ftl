privacy =
    🔐 <b>What I keep about you</b>

    Only what I cannot work without, under the number of your chat: I write down neither your name nor your phone nor your messages.
privacy-line = • { $what } — { $kept }.
privacy-person = settings, where you read, how many answers, the streak
privacy-cards = how you remember each question
privacy-run = a quiz that you began
privacy-set = questions of the day that wait for an answer
privacy-poll = questions I asked and how you answered
privacy-day = on which days the questions of the day reached you
privacy-history = how many answers a day, and how much came back a week
privacy-read = which sections you opened
privacy-weeks = the last picture of your 12 weeks
privacy-seen = the numbers of your last messages and taps, so that none is answered twice
privacy-due = when to send the questions of the day
privacy-evening = when to remind of the questions of the day in the evening
privacy-bad-question = which questions you called bad
privacy-looked = which commands you looked up
privacy-groups = in which groups you answered
privacy-guest = answers in groups before the first /start
privacy-gvotes = your answers to questions in groups
privacy-gcards = how you remember a group's questions
privacy-gweek = how many right answers a week you gave in a group
privacy-gnames = the name under which you agreed to stand in a group's table
kept-forget = until you say /forget
kept-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
kept-days-after =
    { $days ->
        [one] { $days } day after the last time
       *[other] { $days } days after the last time
    }
kept-hour = for an hour
kept-subscribed = while the questions of the day are on
kept-author = until the author of the notes has looked
privacy-end =
    All of it stands on the server of whoever runs this bot, and is given to nobody. Backups, if they make any, are theirs too. Telegram keeps the chat itself. Queries that found nothing stay without a name: they tell the author what is missing.

    /export — get all of it as files
    /forget — delete all of it

export-empty = 📦 I keep nothing about you, there is nothing to hand out.
export-caption = 📦 All that I keep about you: a record a line, in JSON.
export-deck-caption =
    { $cards ->
        [one] 🗂 A deck for Anki: { $cards } question that you answered.
       *[other] 🗂 A deck for Anki: { $cards } questions that you answered.
    }

forget-ask =
    🗑 <b>Delete all that I know of you?</b>

    Settings, the subscription to the questions of the day, cards, the streak, where you read and the history of answers will be gone for good. You can get a copy first: /export.
forget-yes = 🗑 Yes, delete all
forget-no = No, keep it
forget-done = 🗑 Done: I remember nothing of you. The chat is yours to delete. Want to begin anew? /start.
forget-kept = 👌 Nothing was deleted.
