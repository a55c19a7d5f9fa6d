question-purpose-to-command = Чьё это описание: «{ $purpose }»?
question-command-to-purpose = Какое описание подходит к { $command }?
question-flag-to-meaning = Что означает флаг { $flag } в { $command }?
question-meaning-to-flag = { $command }: какой флаг для этого — «{ $meaning }»?
question-example-to-meaning = Какое описание подходит к этому примеру?
question-term-to-meaning = Что такое «{ $term }»?
question-meaning-to-term = Как это называется: «{ $meaning }»?
poll-progress = { $number }/{ $count } · { $question }
poll-daily = 🗓 { $number }/{ $count } · { $question }
poll-unknown = Не знаю
poll-source = Источник: { $path }
quiz-stop = ⏹ Закончить
quiz-bad = 👎 Вопрос плохой
quiz-open-section = 📖 Открыть раздел
quiz-none = В этой теме пока нет вопросов. Попробуйте /quiz без темы.
quiz-no-topic = Не нашёл темы «{ $query }». Вот что есть:
quiz-count-wrong = 🤔 За раз можно взять от 1 до { $most } вопросов: <code>/quiz 5</code> или <code>/quiz docker 5</code>.
quiz-running =
    Викторина уже идёт: отвечено { $answered } из { $count }. Продолжить или начать заново?
quiz-continue = ▶️ Продолжить
quiz-restart = 🔄 Начать заново
quiz-repeat = 🔁 Повторить ошибки
quiz-again = ❓ Ещё вопросы
quiz-score =
    🏁 <b>Готово!</b> Верно: { $right } из { $count }.
quiz-score-all = Ни одной ошибки — отлично!
quiz-score-wrong =
    Стоит перечитать: { $sections }
quiz-stopped =
    ⏹ Остановились. Верно: { $right } из { $answered }.
quiz-stopped-empty = ⏹ Остановились.
quiz-nothing-to-stop = Викторина сейчас не идёт. Ежедневные вопросы выключает <code>/daily off</code>, подготовку к экзамену — <code>/exam off</code>.
quiz-not-running = Эта викторина уже закончилась.
quiz-bad-thanks = Спасибо! Автор конспектов увидит, что вопрос плохой.
quiz-bad-again = Вы уже отметили этот вопрос, спасибо.
