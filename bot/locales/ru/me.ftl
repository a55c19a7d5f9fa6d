stats-empty = 📊 Пока нечего показать: ответьте на первый вопрос — /quiz — или откройте раздел — /topics.
stats-title = 📊 <b>Мои успехи</b>
stats-unanswered = Ответов пока нет: начните с /quiz.
stats-answers =
    Ответов: { $answers }, из них верных { $right } ({ $share } %).
    В памяти { stats-cards }, сегодня пора повторить: { $due }.
stats-cards =
    { $cards ->
        [one] { $cards } карточка
        [few] { $cards } карточки
       *[many] { $cards } карточек
    }
stats-streak =
    { $days ->
        [0] Серия ещё не началась: ответьте на вопросы дня — /daily.
        [one] 🔥 Серия: { $days } день. { stats-streak-today }
        [few] 🔥 Серия: { $days } дня. { stats-streak-today }
       *[many] 🔥 Серия: { $days } дней. { stats-streak-today }
    }
stats-streak-today =
    { $done ->
        [yes] Сегодняшний уже засчитан. { stats-freezes }
       *[no] { stats-freezes }
    }
stats-freezes =
    { $freezes ->
        [0] Заморозок нет: их дают за каждые семь дней серии.
        [one] Осталась { $freezes } заморозка.
       *[other] Осталось заморозок: { $freezes }.
    }
stats-lost = Серия в { daily-length } прервалась. { stats-earn-back }
stats-ended = Прошлая серия закончилась, она длилась { daily-length }. Новая начнётся с ответов на вопросы дня — /daily.
stats-earn-back = Её ещё можно вернуть: до { $until } включительно ответьте на все вопросы дня дважды за один день.
stats-weakest = Слабее всего помнится — можно открыть и перечитать:
stats-weeks = 🖼 12 недель
stats-continue = 📖 Читать дальше

map-title =
    <b>Карта памяти</b>
    <i>Сколько из спрошенного вспомните через неделю, 📖 — сколько разделов открыто.</i>
map-subject = { map-bar } <b>{ $title }</b> · { map-recall } · { map-read }
map-section = {" "}{ map-bar } { $title } · { map-recall } · { map-read }
map-untouched =
    ▫️ Ещё не начато: { $titles }{ $more ->
        [0] {"."}
       *[other] {" "}и ещё { $more }.
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
        [-1] не спрашивал
       *[other] { $recall } %
    }
map-read =
    { $sections ->
        [0] пока пусто
       *[other] 📖 { $read }/{ $sections }
    }
map-weak = 📖 { $recall } % · { $title }
map-back = ‹ { $title }
map-on = { $title } ›
