group-question = ❓ { $question }
group-question-of = ❓ { $number }/{ $count } · { $question }
group-mine = 🙋 Мой ответ
group-mine-count = 🙋 Мой ответ · ответили: { $votes }
group-not-answered = Сначала ответьте на вопрос, а потом я покажу разбор.
group-right = ✅ <b>Верно:</b> { $answer }
group-wrong = ❌ <b>Неверно.</b> Правильный ответ: { $answer }
group-explanation = { $text }
group-private-only = Эта кнопка работает в личном чате с ботом.
group-way-out = Чтобы не шуметь здесь, отвечу в личном чате:
group-admins-only = Это могут только администраторы группы.
group-title = <b>{ $title }</b>

group-result =
    🏁 <b>Вопрос закрыт.</b> Верно ответили { $share } %: { $right } из { $votes }.
group-result-answer = Ответ: { $answer }
group-result-first =
    🥇 { $name ->
        [none] Первым верно ответил участник, чьё имя не видно.
       *[other] Быстрее всех верно: { $name }.
    }
group-result-confused = 🔀 Часто путают «{ $right }» и «{ $lure }».

group-week = 🏆 <b>Эта неделя</b>
group-week-last = 🏆 <b>Итоги прошлой недели</b>
group-week-empty = На этой неделе ответов ещё не было.
group-week-team =
    👥 Вместе верно: { $right } из { $answers } ({ $share } %), { $members ->
        [one] отвечал { $members } участник
        [few] отвечали { $members } участника
       *[many] отвечали { $members } участников
    }.
group-week-row =
    { $place }. { $name ->
        [none] вы
       *[other] { $name }
    } — { $points }{ $is_me ->
        [yes] {" "}⬅️
       *[no] {""}
    }
group-top-you = Ваша строка:
group-top-no-answers = Вы на этой неделе ещё не отвечали.
group-top-no-groups = 🏆 Пока нечего показать: здесь появятся недели групп, в которых вы отвечаете на вопросы.
group-show-me = 🙋 Показывать меня в таблице
group-hide-me = 🙈 Не показывать меня

group-settings =
    ⚙️ <b>Вопрос дня для группы</b>

    { $daily ->
        [on] Приходит каждый день в <b>{ $time }</b>, вопросов в день: { $count }.
       *[off] Выключен. Выберите время или напишите <code>/daily 10:00</code> — в той теме, куда его присылать.
    }
    Часовой пояс: { $zone }, сейчас { $now }
    Темы: { $topics ->
        [none] все
       *[other] { $topics }
    }
    Закреплять вопрос: { $pins ->
        [yes] да
       *[no] нет
    }
    Язык: { $language }
group-back = 👋 Я снова здесь. Вопрос дня выключен; чтобы включить: <code>/daily 10:00</code>.
group-refused = ⚠️ Последний вопрос Telegram прислать не дал. Проверьте, что боту можно писать сюда и отправлять опросы: в следующий раз он попробует снова.
group-given-up =
    ⚠️ Вопрос дня выключился сам: Telegram не давал его прислать { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    } подряд. Разрешите боту писать сюда и отправлять опросы, а потом выберите время заново.
group-settings-back = ⬅️ Настройки группы
group-zone-title = 🕒 По какому времени живёт группа? Можно и написать: <code>/settings Казань</code>.
group-language = 🌐 Язык
group-pin = 📌 Закреплять вопрос
group-unpin = 📌 Не закреплять вопрос
group-daily-off = 🔕 Вопроса дня больше не будет.
group-daily-wrong =
    🤔 Не понял «{ $text }». В группе можно так:

    <code>/daily 10:00</code> — вопрос дня в это время
    <code>/daily 10:00 2</code> — два вопроса в день, не больше { $most }
    <code>/daily 10:00 темы docker</code> — только по этим темам
    <code>/daily off</code> — выключить

group-run-begins =
    🎯 <b>Викторина!</b> { $count ->
        [one] { $count } вопрос
        [few] { $count } вопроса
       *[many] { $count } вопросов
    } по { $seconds ->
        [one] { $seconds } секунде
        [few] { $seconds } секунды
       *[many] { $seconds } секунд
    }. Быстрый ответ и ответы подряд приносят больше очков. Первый — через мгновение.
group-run-running = Викторина уже идёт. Закончить её: /stop
group-run-none = Викторина сейчас не идёт.
group-run-wrong = 🤔 Можно так: <code>/quiz 10 30s</code> — до { $most } вопросов, на каждый от { $shortest } до { $longest } секунд; <code>/quiz 5 1m docker</code> — по теме.
group-run-over =
    🏁 <b>Викторина окончена.</b> { $count ->
        [one] Задан { $count } вопрос.
        [few] Задано { $count } вопроса.
       *[many] Задано { $count } вопросов.
    }
group-run-nobody = Никто не ответил.
group-run-row =
    { $place }. { $name ->
        [none] участник без имени
       *[other] { $name }
    } — { $points } (верно: { $right })

group-take-over =
    { $count ->
        [one] 👥 В группах вы уже ответили на { $count } вопрос. Учесть его
        [few] 👥 В группах вы уже ответили на { $count } вопроса. Учесть их
       *[many] 👥 В группах вы уже ответили на { $count } вопросов. Учесть их
    } в вашем повторении?
group-take-over-yes = ✅ Учесть
group-take-over-no = Начать с чистого листа
group-taken-over =
    { $count ->
        [one] ✅ Учёл { $count } ответ.
        [few] ✅ Учёл { $count } ответа.
       *[many] ✅ Учёл { $count } ответов.
    }
group-not-taken-over = 👌 Начинаем с чистого листа.
group-taken-over-before = С этими ответами уже всё решено.

group-command-topics = Темы по оглавлению
group-command-cmd = Карточка команды: /cmd docker ps
group-command-find = Найти в конспектах: /find docker сеть
group-command-top = Таблица недели
group-command-stats = Неделя группы
group-command-help = Как пользоваться ботом здесь
group-command-daily = Вопрос дня: /daily 10:00
group-command-quiz = Викторина для всех: /quiz 10 30s
group-command-stop = Закончить викторину
group-command-settings = Время, пояс, число вопросов, темы
