stats-empty = 📊 Nothing to show yet: answer a first question — /quiz.
stats =
    📊 <b>My progress</b>

    Answers: { $answers }, of them right { $right } ({ $share } %).
    In memory { stats-cards }, due today: { $due }.
    { stats-streak }
stats-cards =
    { $cards ->
        [one] { $cards } card
       *[other] { $cards } cards
    }
stats-streak =
    { $days ->
        [0] No streak yet: answer the questions of the day — /daily.
        [one] 🔥 Streak: { $days } day, freezes: { $freezes }.
       *[other] 🔥 Streak: { $days } days, freezes: { $freezes }.
    }
stats-topics = <b>You will recall in a week</b>
stats-topic = { $title }: { $recall } %, cards { $cards }
