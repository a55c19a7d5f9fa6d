daily-status =
    🗓 Каждый день в <b>{ $time }</b> ({ $zone }) — { daily-questions }.

    Другое время: <code>/daily 21:30</code>, другое число вопросов: <code>/daily 09:00 5</code>.
daily-questions =
    { $count ->
        [one] { $count } вопрос
        [few] { $count } вопроса
       *[many] { $count } вопросов
    }
daily-status-off =
    🗓 Ежедневные вопросы выключены.

    Выберите время или напишите своё: <code>/daily 09:00</code>. Часовой пояс: { $zone }, сейчас у вас { $now }.
daily-on =
    ✅ Готово: каждый день в <b>{ $time }</b> ({ $zone }) — { daily-questions }.
    { $when ->
        [today] Первые придут сегодня.
       *[tomorrow] Первые придут завтра.
    }
daily-off = 🔕 Ежедневные вопросы выключены. Прогресс сохранён, вернуться можно командой <code>/daily 09:00</code>.
daily-off-already = Ежедневные вопросы и так выключены. Включить: <code>/daily 09:00</code>
daily-wrong = 🤔 Не понял «{ $text }». Напишите время и, если хотите, число вопросов от 1 до { $limit }: <code>/daily 09:00</code>, <code>/daily 21:30 5</code> или <code>/daily off</code>.
daily-turn-off = 🔕 Выключить
daily-zone = 🕒 Часовой пояс
daily-done =
    🗓 <b>На сегодня всё!</b> Верно: { $right } из { $count }.
daily-streak =
    🔥 { $days ->
        [one] { $days } день подряд
        [few] { $days } дня подряд
       *[many] { $days } дней подряд
    }.
