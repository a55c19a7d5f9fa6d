daily-status = 🗓 Вопросы приходят { $days } в <b>{ $time }</b> ({ $zone }), { daily-questions }.
daily-questions =
    { $count ->
        [one] по { $count } вопросу
        [few] по { $count } вопроса
       *[many] по { $count } вопросов
    }
daily-every-day = каждый день
daily-on-days = по { $days }
daily-topics-are = Темы: { $topics }.
daily-evening-is =
    { $comes ->
        [yes] Если к { $time } останутся неотвеченные, один раз напомню.
       *[no] Напоминание в { $time } не придёт: вопросы приходят позже.
    }
daily-exam-is = 🎓 До экзамена { $day } — { daily-questions }.
daily-in-hand = ⏳ Сегодняшние ждут: отвечено { $answered } из { $count }.
daily-status-off =
    🗓 Ежедневные вопросы выключены.

    Выберите время или напишите своё: <code>/daily 09:00</code>. Часовой пояс: { $zone }, сейчас у вас { $now }.
daily-on =
    ✅ Готово. { $which ->
        [first] Первые
       *[next] Следующие
    } вопросы придут { $when ->
        [today] сегодня
        [tomorrow] завтра
       *[later] { $day }
    }.
daily-saved = ✅ Запомнил.
daily-off = 🔕 Ежедневные вопросы выключены. Прогресс сохранён, вернуться можно командой <code>/daily 09:00</code>.
daily-off-already = Ежедневные вопросы и так выключены. Включить: <code>/daily 09:00</code>
daily-wrong =
    🤔 Не понял «{ $text }». Напишите время, а если хотите, и остальное:

    <code>/daily 21:30 5</code> — по пять вопросов, можно от 1 до { $limit }
    <code>/daily 09:00 пн-пт</code> — только в эти дни
    <code>/daily вечером 20:00</code> — напомнить, если не отвечено; <code>/daily вечером нет</code>
    <code>/daily темы docker</code> — только по этим темам; <code>/daily темы все</code>
    <code>/daily off</code> — выключить
daily-unclear = 🤔 { $number } — это сколько вопросов в день или во сколько их присылать?
daily-as-count =
    🔢 { $count ->
        [one] По { $count } вопросу в день
        [few] По { $count } вопроса в день
       *[many] По { $count } вопросов в день
    }
daily-as-hour = 🕒 В { $time }
daily-topic-unknown = 🤔 Не нашёл темы «{ $text }». Есть такие: { $topics }.
daily-evening-early = 🤔 Напоминать стоит позже, чем приходят вопросы, а они приходят в { $time }.

daily-count = 🔢 Сколько
daily-days = 📅 Дни
daily-topics = 📚 Темы
daily-evening = 🌙 Вечером
daily-zone = 🕒 Часовой пояс
daily-turn-off = 🔕 Выключить
daily-back = ⬅️ Вопросы каждый день
daily-go-on = ▶️ Ответить на сегодняшние
daily-again = 🔁 Пройти ещё раз
daily-all-topics = Все темы
daily-no-evening = Не напоминать
daily-count-title = 🔢 По сколько вопросов присылать?
daily-days-title = 📅 В какие дни присылать вопросы? Отмеченные — с вопросами, остальные серию не прерывают.
daily-topics-title = 📚 По каким темам спрашивать? Можно выбрать несколько.
daily-evening-title = 🌙 Во сколько напомнить, если вопросы дня остались без ответа? Напомню один раз, а если всё отвечено — промолчу.
daily-some-day = Хотя бы один день нужен. Чтобы не присылать совсем, выключите вопросы.
chosen = ✅ { $label }
weekday =
    { $day ->
        [0] пн
        [1] вт
        [2] ср
        [3] чт
        [4] пт
        [5] сб
       *[6] вс
    }

daily-done = 🗓 <b>На сегодня всё!</b> Верно: { $right } из { $count }.
daily-streak = 🔥 { daily-days-in-a-row }.
daily-days-in-a-row =
    { $days ->
        [one] { $days } день подряд
        [few] { $days } дня подряд
       *[many] { $days } дней подряд
    }
daily-frozen =
    { $count ->
        [one] ❄️ Пропуск { $days } закрыла заморозка, осталось: { $left }.
       *[other] ❄️ Пропуски { $days } закрыли заморозки, осталось: { $left }.
    }
daily-freeze-earned = ❄️ За семь дней серии — ещё одна заморозка, теперь их { $freezes }.
daily-regained = 🎉 Прежняя серия вернулась: теперь { daily-days-in-a-row }.
daily-ended = Прежняя серия закончилась, она длилась { daily-length }.
daily-length =
    { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    }
daily-lost =
    Прежняя серия прервалась, она длилась { daily-length }. Её можно вернуть до { $until } включительно: ответьте на сегодняшние вопросы ещё раз.
daily-ours =
    { $count ->
        [one] { $days } вопросы не дошли по нашей вине: серии этот день не стоил.
       *[other] { $days } вопросы не дошли по нашей вине: серии эти дни не стоили.
    }
daily-nothing-waits = Сегодняшних вопросов без ответа нет.
daily-nothing-lost = Возвращать уже нечего.

evening-reminder =
    🌙 { $count ->
        [one] На сегодня остался { $count } вопрос.
        [few] На сегодня осталось { $count } вопроса.
       *[many] На сегодня осталось { $count } вопросов.
    }
evening-lost = Серия в { daily-length } прервалась. Её можно вернуть до { $until } включительно: ответьте на вопросы дня дважды за один день.
date =
    { $day } { $month ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    }
