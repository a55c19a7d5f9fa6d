daily-status =
    🗓 Every day at <b>{ $time }</b> ({ $zone }): { daily-questions }.

    Another time: <code>/daily 21:30</code>, another number of questions: <code>/daily 09:00 5</code>.
daily-questions =
    { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }
daily-status-off =
    🗓 Daily questions are off.

    Choose a time or write your own: <code>/daily 09:00</code>. Time zone: { $zone }, it is { $now } for you.
daily-on =
    ✅ Done: every day at <b>{ $time }</b> ({ $zone }), { daily-questions }.
    { $when ->
        [today] The first ones come today.
       *[tomorrow] The first ones come tomorrow.
    }
daily-off = 🔕 Daily questions are off. Your progress is kept; <code>/daily 09:00</code> brings them back.
daily-off-already = Daily questions are off as it is. Turn them on: <code>/daily 09:00</code>
daily-wrong = 🤔 I do not understand “{ $text }”. Write a time and, if you like, the number of questions from 1 to { $limit }: <code>/daily 09:00</code>, <code>/daily 21:30 5</code> or <code>/daily off</code>.
daily-turn-off = 🔕 Turn off
daily-zone = 🕒 Time zone
daily-done =
    🗓 <b>That is all for today!</b> { $right } of { $count } right.
daily-streak =
    🔥 { $days ->
        [one] { $days } day in a row
       *[other] { $days } days in a row
    }.
