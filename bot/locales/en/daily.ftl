daily-status = 🗓 Questions come { $days } at <b>{ $time }</b> ({ $zone }), { daily-questions }.
daily-questions =
    { $count ->
        [one] { $count } question a day
       *[other] { $count } questions a day
    }
daily-every-day = every day
daily-on-days = on { $days }
daily-topics-are = Topics: { $topics }.
daily-evening-is =
    { $comes ->
        [yes] If any are unanswered by { $time }, I will remind you once.
       *[no] There is no reminder at { $time }: the questions come later than that.
    }
daily-exam-is = 🎓 Until the exam on { $day }: { daily-questions }.
daily-in-hand = ⏳ Today's are waiting: { $answered } of { $count } answered.
daily-status-off =
    🗓 Daily questions are off.

    Choose a time or write your own: <code>/daily 09:00</code>. Time zone: { $zone }, it is { $now } for you.
daily-on =
    ✅ Done. The { $which ->
        [first] first
       *[next] next
    } questions come { $when ->
        [today] today
        [tomorrow] tomorrow
       *[later] on { $day }
    }.
daily-saved = ✅ Saved.
daily-off = 🔕 Daily questions are off. Your progress is kept; <code>/daily 09:00</code> brings them back.
daily-off-already = Daily questions are off as it is. Turn them on: <code>/daily 09:00</code>
daily-wrong =
    🤔 I do not understand “{ $text }”. Write a time and, if you like, the rest of it:

    <code>/daily 21:30 5</code> for five questions, 1 to { $limit } will do
    <code>/daily 09:00 mon-fri</code> for these days alone
    <code>/daily evening 20:00</code> to be reminded of what is unanswered; <code>/daily evening off</code>
    <code>/daily topics docker</code> for these topics alone; <code>/daily topics all</code>
    <code>/daily off</code> to turn them off
daily-unclear = 🤔 Is { $number } how many questions a day, or at what time they come?
daily-as-count =
    🔢 { $count ->
        [one] { $count } question a day
       *[other] { $count } questions a day
    }
daily-as-hour = 🕒 At { $time }
daily-topic-unknown = 🤔 No topic “{ $text }” here. There are: { $topics }.
daily-evening-early = 🤔 A reminder should come later than the questions do, and they come at { $time }.

daily-count = 🔢 How many
daily-days = 📅 Days
daily-topics = 📚 Topics
daily-evening = 🌙 Evening
daily-zone = 🕒 Time zone
daily-turn-off = 🔕 Turn off
daily-back = ⬅️ Daily questions
daily-go-on = ▶️ Answer today's
daily-again = 🔁 Once more
daily-all-topics = All topics
daily-no-evening = No reminder
daily-count-title = 🔢 How many questions at a time?
daily-days-title = 📅 On which days shall questions come? Those marked have questions, the others do not break a streak.
daily-topics-title = 📚 On which topics? You may choose several.
daily-evening-title = 🌙 When shall I remind you of questions without an answer? I do it once, and not at all if everything is answered.
daily-some-day = At least one day is needed. To have none, turn the questions off.
chosen = ✅ { $label }
weekday =
    { $day ->
        [0] Mon
        [1] Tue
        [2] Wed
        [3] Thu
        [4] Fri
        [5] Sat
       *[6] Sun
    }

daily-done = 🗓 <b>That is all for today!</b> { $right } of { $count } right.
daily-streak = 🔥 { daily-days-in-a-row }.
daily-days-in-a-row =
    { $days ->
        [one] { $days } day in a row
       *[other] { $days } days in a row
    }
daily-frozen =
    { $count ->
        [one] ❄️ A freeze paid for { $days }, { $left } left.
       *[other] ❄️ Freezes paid for { $days }, { $left } left.
    }
daily-freeze-earned = ❄️ Seven days kept: one more freeze, now there are { $freezes }.
daily-regained = 🎉 Your earlier streak is back: { daily-days-in-a-row } now.
daily-ended = Your earlier streak of { daily-length } is over.
daily-length =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
daily-lost =
    Your earlier streak of { daily-length } broke. You can have it back until { $until }: answer today's questions once more.
daily-ours =
    { $count ->
        [one] On { $days } the questions did not arrive through our fault: that day cost no streak.
       *[other] On { $days } the questions did not arrive through our fault: these days cost no streak.
    }
daily-nothing-waits = None of today's questions is waiting.
daily-nothing-lost = There is nothing to earn back any more.

evening-reminder =
    🌙 { $count ->
        [one] { $count } question is left for today.
       *[other] { $count } questions are left for today.
    }
evening-lost = Your streak of { daily-length } broke. You can have it back until { $until }, that day included: answer all questions of the day twice in one day.
date =
    { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
