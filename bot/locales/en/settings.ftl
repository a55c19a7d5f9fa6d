settings-title =
    ⚙️ <b>Settings</b>

    Language: { $language }
    Time zone: { $zone }, it is { $now } for you
    Daily questions: { $daily }
    Looked up twice within a week: { $auto ->
        [on] added to your reviews
       *[off] not added to your reviews
    }
settings-daily-off = off
settings-language = 🌐 { $language }
settings-zone = 🕒 Time zone
settings-zone-title = 🕒 What time is it for you? Choose a city of your zone or write its name: <code>/settings Asia/Tokyo</code>
settings-zone-option = { $city } · { $time }
settings-zone-set = ✅ Time zone: { $zone }, it is { $now } for you.
settings-zone-unknown = 🤔 I know no time zone “{ $zone }”. It needs a name such as <code>Europe/London</code> or <code>Asia/Tokyo</code>.
settings-auto-on = 🔁 Add what I look up twice to my reviews
settings-auto-off = 🔁 Do not add what I look up twice
settings-back = ⬅️ Settings
settings-saved = Saved.
language-ru = Русский
language-en = English
city-Europe-Kaliningrad = Kaliningrad
city-Europe-Moscow = Moscow
city-Europe-Samara = Samara
city-Asia-Yekaterinburg = Yekaterinburg
city-Asia-Omsk = Omsk
city-Asia-Krasnoyarsk = Krasnoyarsk
city-Asia-Irkutsk = Irkutsk
city-Asia-Yakutsk = Yakutsk
city-Asia-Vladivostok = Vladivostok
city-Asia-Magadan = Magadan
city-Asia-Kamchatka = Kamchatka
city-Europe-Minsk = Minsk
city-Europe-Kyiv = Kyiv
city-Europe-Berlin = Berlin
city-Europe-London = London
city-Asia-Tbilisi = Tbilisi
city-Asia-Yerevan = Yerevan
city-Asia-Baku = Baku
city-Asia-Tashkent = Tashkent
city-Asia-Almaty = Almaty
city-Asia-Bishkek = Bishkek
city-America-New_York = New York
