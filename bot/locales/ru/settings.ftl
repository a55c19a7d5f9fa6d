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
settings-zone-title = 🕒 Сколько сейчас у вас времени? Выберите город со своим поясом или напишите его имя: <code>/settings Asia/Tokyo</code>
settings-zone-option = { $city } · { $time }
settings-zone-set = ✅ Часовой пояс: { $zone }, сейчас у вас { $now }.
settings-zone-unknown = 🤔 Не знаю часового пояса «{ $zone }». Нужно имя вида <code>Europe/Moscow</code> или <code>Asia/Tokyo</code>.
settings-auto-on = 🔁 Добавлять найденное дважды в повторение
settings-auto-off = 🔁 Не добавлять найденное дважды
settings-back = ⬅️ Настройки
settings-saved = Сохранено.
language-ru = Русский
language-en = English
city-Europe-Kaliningrad = Калининград
city-Europe-Moscow = Москва
city-Europe-Samara = Самара
city-Asia-Yekaterinburg = Екатеринбург
city-Asia-Omsk = Омск
city-Asia-Krasnoyarsk = Красноярск
city-Asia-Irkutsk = Иркутск
city-Asia-Yakutsk = Якутск
city-Asia-Vladivostok = Владивосток
city-Asia-Magadan = Магадан
city-Asia-Kamchatka = Камчатка
city-Europe-Minsk = Минск
city-Europe-Kyiv = Киев
city-Europe-Berlin = Берлин
city-Europe-London = Лондон
city-Asia-Tbilisi = Тбилиси
city-Asia-Yerevan = Ереван
city-Asia-Baku = Баку
city-Asia-Tashkent = Ташкент
city-Asia-Almaty = Алматы
city-Asia-Bishkek = Бишкек
city-America-New_York = Нью-Йорк
