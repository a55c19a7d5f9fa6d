command-exam = Get ready for an exam: /exam 12.12
exam-none = 🎓 No exam is ahead. Name its day and, if you like, the topics: <code>/exam 12.12 docker</code>, the day before the month. First I will show how many questions a day that takes.
exam-wrong = 🤔 I do not understand the day “{ $text }”. Write it like this: <code>/exam 12.12</code>, the day before the month, <code>/exam 20 December</code>, <code>/exam tomorrow</code> or <code>/exam 2027-12-12 docker</code>.
exam-past = 🤔 That day is over: { $day }. Name one ahead, for example <code>/exam 20 December</code>.
exam-today = 🤔 That is today, too late to get ready. Good luck! Any day from tomorrow on will do.
exam-year = { $day }, { $year }
exam-far = 🤔 That day is too far off: I help no longer than { $days } days before.
exam-title =
    🎓 <b>Exam on { $day }</b>, { $left ->
        [one] in { $left } day
       *[other] in { $left } days
    }.
exam-all-topics = all
exam-topics = Topics: { $topics }.
exam-questions =
    { $count ->
        [one] { $count } question in all
       *[other] { $count } questions in all
    }, of which you have answered { $known }.
exam-load = It takes { $count } a day instead of { $now }: the nearer the exam, the sooner I come back to what fades.
exam-too-much = I send no more than { $limit } a day, so we shall get through { $covered } of { $new } new ones. Fewer topics would help.
exam-accept = ✅ Let us do it
exam-decline = No
exam-cancel = 🔕 Cancel
exam-taken = 🎓 Getting ready for { $day }: topics: { $topics }, { $count } a day. After the exam everything is as before by itself; earlier, <code>/exam off</code>.
exam-needs-daily = Questions come once a day. At what time shall they come?
exam-status = 🎓 Exam on { $day }: topics: { $topics }, { $count } a day. After it everything is as before by itself.
exam-left = All right, everything stays as it was.
exam-ended = 🎓 Cancelled; questions come as before.
