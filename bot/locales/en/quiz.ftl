question-purpose-to-command = Which of these is described as “{ $purpose }”?
question-command-to-purpose = Which description fits { $command }?
question-flag-to-meaning = What does the flag { $flag } of { $command } mean?
question-meaning-to-flag = { $command }: which flag is for this — “{ $meaning }”?
question-example-to-meaning = Which description fits this example?
question-term-to-meaning = What is “{ $term }”?
question-meaning-to-term = What is this called: “{ $meaning }”?
poll-progress = { $number }/{ $count } · { $question }
poll-daily = 🗓 { $number }/{ $count } · { $question }
poll-unknown = I don't know
poll-source = Source: { $path }
quiz-stop = ⏹ Stop
quiz-bad = 👎 Bad question
quiz-open-section = 📖 Open the section
quiz-none = There are no questions on this topic yet. Try /quiz without a topic.
quiz-no-topic = No topic “{ $query }” here. This is what there is:
quiz-count-wrong = 🤔 A quiz has 1 to { $most } questions: <code>/quiz 5</code> or <code>/quiz docker 5</code>.
quiz-running =
    A quiz is under way: { $answered } of { $count } answered. Go on or start anew?
quiz-continue = ▶️ Go on
quiz-restart = 🔄 Start anew
quiz-repeat = 🔁 Repeat the mistakes
quiz-again = ❓ More questions
quiz-score =
    🏁 <b>Done!</b> { $right } of { $count } right.
quiz-score-all = Not a single mistake: excellent!
quiz-score-wrong =
    Worth reading again: { $sections }
quiz-stopped =
    ⏹ Stopped. { $right } of { $answered } right.
quiz-stopped-empty = ⏹ Stopped.
quiz-nothing-to-stop = No quiz is under way. Daily questions are turned off by <code>/daily off</code>, getting ready for an exam by <code>/exam off</code>.
quiz-not-running = This quiz is over.
quiz-bad-thanks = Thank you! The author of the notes will see that this question is bad.
quiz-bad-again = You have marked this question already, thank you.
