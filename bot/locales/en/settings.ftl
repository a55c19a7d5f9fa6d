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
settings-zone-title = 🕒 What time is it for you? Choose a city of your zone or write your own: <code>/settings Chicago</code>, <code>/settings +7</code>, <code>/settings now 13:40</code>.
settings-zone-option = { $city } · { $time }
settings-zone-several = 🕒 Several zones fit “{ $text }”. Which one is yours?
settings-zone-write = ✍️ Write a city
settings-zone-ask = ✍️ Write where you are: a city, an offset such as <code>+3</code>, or the time on your clock, such as <code>13:40</code>.
settings-zone-set = ✅ Time zone: { $zone }, it is { $now } for you.
settings-zone-unknown = 🤔 I do not know where “{ $text }” is. Write the nearest big city, an offset such as <code>+3</code> or the time on your clock, such as <code>13:40</code>, or choose a city:
settings-auto-on = 🔁 Add what I look up twice
settings-auto-off = 🔁 Do not add what I look up twice
settings-back = ⬅️ Settings
settings-saved = Saved.
