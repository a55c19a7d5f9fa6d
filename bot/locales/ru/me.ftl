stats-empty = 📊 Пока нечего показать: ответьте на первый вопрос — /quiz.
stats =
    📊 <b>Мои успехи</b>

    Ответов: { $answers }, из них верных { $right } ({ $share } %).
    В памяти { stats-cards }, сегодня пора повторить: { $due }.
    { stats-streak }
stats-cards =
    { $cards ->
        [one] { $cards } карточка
        [few] { $cards } карточки
       *[many] { $cards } карточек
    }
stats-streak =
    { $days ->
        [0] Серия ещё не началась: ответьте на вопросы дня — /daily.
        [one] 🔥 Серия: { $days } день, заморозок: { $freezes }.
        [few] 🔥 Серия: { $days } дня, заморозок: { $freezes }.
       *[many] 🔥 Серия: { $days } дней, заморозок: { $freezes }.
    }
stats-topics = <b>Вспомните через неделю</b>
stats-topic = { $title }: { $recall } %, карточек { $cards }
