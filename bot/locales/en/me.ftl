stats-empty = 📊 Nothing to show yet: answer a first question — /quiz — or open a section — /topics.
stats-title = 📊 <b>My progress</b>
stats-unanswered = No answers yet: begin with /quiz.
stats-answers =
    Answers: { $answers }, of them right { $right } ({ $share } %).
    In memory { stats-cards }, due today: { $due }.
stats-cards =
    { $cards ->
        [one] { $cards } card
       *[other] { $cards } cards
    }
stats-streak =
    { $days ->
        [0] No streak yet: answer the questions of the day — /daily.
        [one] 🔥 Streak: { $days } day. { stats-streak-today }
       *[other] 🔥 Streak: { $days } days. { stats-streak-today }
    }
stats-streak-today =
    { $done ->
        [yes] Today is in it already. { stats-freezes }
       *[no] { stats-freezes }
    }
stats-freezes =
    { $freezes ->
        [0] No freezes left: every seven days of a streak give one.
        [one] { $freezes } freeze left.
       *[other] { $freezes } freezes left.
    }
stats-lost = A streak of { daily-length } ended. { stats-earn-back }
stats-ended = Your last streak of { daily-length } is over. A new one begins with the questions of the day — /daily.
stats-earn-back = You can still have it back: until { $until }, that day included, answer all questions of the day twice in one day.
stats-weakest = Remembered least — open and read again:
stats-weeks = 🖼 12 weeks
stats-continue = 📖 Read on

map-title =
    <b>Map of memory</b>
    <i>How much of what was asked you will recall in a week, 📖 — how many sections you opened.</i>
map-subject = { map-bar } <b>{ $title }</b> · { map-recall } · { map-read }
map-section = {" "}{ map-bar } { $title } · { map-recall } · { map-read }
map-untouched =
    ▫️ Not begun yet: { $titles }{ $more ->
        [0] {"."}
       *[other] {" "}and { $more } more.
    }
map-bar =
    { $fifths ->
        [0] ▱▱▱▱▱
        [1] ▰▱▱▱▱
        [2] ▰▰▱▱▱
        [3] ▰▰▰▱▱
        [4] ▰▰▰▰▱
       *[5] ▰▰▰▰▰
    }
map-recall =
    { $recall ->
        [-1] not asked
       *[other] { $recall } %
    }
map-read =
    { $sections ->
        [0] empty so far
       *[other] 📖 { $read }/{ $sections }
    }
map-weak = 📖 { $recall } % · { $title }
map-back = ‹ { $title }
map-on = { $title } ›
