group-question = ❓ { $question }
group-question-of = ❓ { $number }/{ $count } · { $question }
group-mine = 🙋 My answer
group-mine-count = 🙋 My answer · answered: { $votes }
group-not-answered = Answer the question first, then I will show how you did.
group-right = ✅ <b>Right:</b> { $answer }
group-wrong = ❌ <b>Wrong.</b> The right answer: { $answer }
group-explanation = { $text }
group-private-only = This button works in the private chat with the bot.
group-way-out = To keep it quiet here, I will answer in the private chat:
group-admins-only = Only administrators of the group can do this.
group-title = <b>{ $title }</b>

group-result =
    🏁 <b>The question is closed.</b> { $share }% were right: { $right } of { $votes }.
group-result-answer = Answer: { $answer }
group-result-first =
    🥇 { $name ->
        [none] The first to be right was a member whose name is not shown.
       *[other] First to be right: { $name }.
    }
group-result-confused = 🔀 “{ $right }” and “{ $lure }” are often confused.

group-week = 🏆 <b>This week</b>
group-week-last = 🏆 <b>How last week went</b>
group-week-empty = No answers this week yet.
group-week-team =
    👥 Right together: { $right } of { $answers } ({ $share }%), { $members ->
        [one] { $members } member answered
       *[other] { $members } members answered
    }.
group-week-row =
    { $place }. { $name ->
        [none] you
       *[other] { $name }
    } — { $points }{ $is_me ->
        [yes] {" "}⬅️
       *[no] {""}
    }
group-top-you = Your row:
group-top-no-answers = You have not answered this week yet.
group-top-no-groups = 🏆 Nothing to show yet: the weeks of groups where you answer questions will stand here.
group-show-me = 🙋 Show me in the table
group-hide-me = 🙈 Do not show me

group-settings =
    ⚙️ <b>The group's daily question</b>

    { $daily ->
        [on] Comes every day at <b>{ $time }</b>, questions a day: { $count }.
       *[off] Off. Choose a time or write <code>/daily 10:00</code> — in the topic where it shall come.
    }
    Time zone: { $zone }, it is { $now } now
    Topics: { $topics ->
        [none] all
       *[other] { $topics }
    }
    Pin the question: { $pins ->
        [yes] yes
       *[no] no
    }
    Language: { $language }
group-back = 👋 I am back. The daily question is off; to switch it on: <code>/daily 10:00</code>.
group-refused = ⚠️ Telegram did not let the last question through. Check that the bot may write here and send polls: it will try again next time.
group-given-up =
    ⚠️ The daily question switched itself off: Telegram did not let it through { $days ->
        [one] for { $days } day.
       *[other] for { $days } days in a row.
    } Let the bot write here and send polls, then choose a time again.
group-settings-back = ⬅️ Group settings
group-zone-title = 🕒 By which time does the group live? You can write it too: <code>/settings Berlin</code>.
group-language = 🌐 Language
group-pin = 📌 Pin the question
group-unpin = 📌 Do not pin the question
group-daily-off = 🔕 No more daily question.
group-daily-wrong =
    🤔 I do not understand “{ $text }”. In a group you can write:

    <code>/daily 10:00</code> — a daily question at that time
    <code>/daily 10:00 2</code> — two questions a day, { $most } at the most
    <code>/daily 10:00 topics docker</code> — of these topics only
    <code>/daily off</code> — switch it off

group-run-begins =
    🎯 <b>Quiz!</b> { $count ->
        [one] { $count } question,
       *[other] { $count } questions,
    } { $seconds } seconds each. Quick answers and answers in a row bring more points. The first one comes in a moment.
group-run-running = A quiz is under way. To end it: /stop
group-run-none = No quiz is under way.
group-run-wrong = 🤔 You can write <code>/quiz 10 30s</code> — up to { $most } questions, { $shortest } to { $longest } seconds each; <code>/quiz 5 1m docker</code> — of a topic.
group-run-over =
    🏁 <b>The quiz is over.</b> { $count ->
        [one] { $count } question was asked.
       *[other] { $count } questions were asked.
    }
group-run-nobody = Nobody answered.
group-run-row =
    { $place }. { $name ->
        [none] a member without a name
       *[other] { $name }
    } — { $points } (right: { $right })

group-take-over =
    { $count ->
        [one] 👥 You have answered { $count } question in groups already. Count it
       *[other] 👥 You have answered { $count } questions in groups already. Count them
    } in your review?
group-take-over-yes = ✅ Count
group-take-over-no = Start from scratch
group-taken-over =
    { $count ->
        [one] ✅ { $count } answer is counted.
       *[other] ✅ { $count } answers are counted.
    }
group-not-taken-over = 👌 We start from scratch.
group-taken-over-before = These answers are settled already.

group-command-topics = Topics by contents
group-command-cmd = A command's card: /cmd docker ps
group-command-find = Search the notes: /find docker network
group-command-top = The week's table
group-command-stats = The group's week
group-command-help = How to use the bot here
group-command-daily = Daily question: /daily 10:00
group-command-quiz = A quiz for all: /quiz 10 30s
group-command-stop = End the quiz
group-command-settings = Time, zone, number of questions, topics
