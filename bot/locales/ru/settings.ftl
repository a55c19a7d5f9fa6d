settings-title =
    ⚙️ <b>Настройки</b>

    Язык: { $language }
    Часовой пояс: { $zone }, сейчас у вас { $now }
    Ежедневные вопросы: { $daily }
    Найденное дважды за неделю: { $auto ->
        [on] добавляю в повторение
       *[off] не добавляю в повторение
    }
settings-daily-off = выключены
settings-language = 🌐 { $language }
settings-zone = 🕒 Часовой пояс
settings-zone-title = 🕒 Сколько сейчас у вас времени? Выберите город со своим поясом или напишите свой: <code>/settings Новосибирск</code>, <code>/settings +7</code>, <code>/settings сейчас 13:40</code>.
settings-zone-option = { $city } · { $time }
settings-zone-several = 🕒 По словам «{ $text }» подходит несколько поясов. Какой ваш?
settings-zone-write = ✍️ Написать город
settings-zone-ask = ✍️ Напишите, где вы: город, смещение вроде <code>+3</code> или время на ваших часах, например <code>13:40</code>.
settings-zone-set = ✅ Часовой пояс: { $zone }, сейчас у вас { $now }.
settings-zone-unknown = 🤔 Не знаю, где «{ $text }». Напишите ближайший большой город, смещение вроде <code>+3</code> или время на ваших часах, например <code>13:40</code>, — или выберите город:
settings-auto-on = 🔁 Добавлять найденное дважды в повторение
settings-auto-off = 🔁 Не добавлять найденное дважды
settings-back = ⬅️ Настройки
settings-saved = Сохранено.
