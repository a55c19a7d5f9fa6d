card-flags = Флаги
card-aliases = Синонимы
card-examples = Примеры
card-copy = 📋 { $code }
card-section = 📖 Раздел
card-similar = 🔎 Похожие
card-similar-title = 🔎 Похоже на <b>{ $name }</b>:
card-back = ⬅️ { $name }
card-ask = 🔁 Спросить меня об этом
card-asked = ✅ Спрошу об этом · отменить
card-ask-on = { $count ->
        [one] Добавил { $count } вопрос: он придёт сегодня, в ежедневных вопросах или в /quiz.
        [few] Добавил { $count } вопроса: они придут сегодня, в ежедневных вопросах или в /quiz.
       *[many] Добавил { $count } вопросов: они придут сегодня, в ежедневных вопросах или в /quiz.
    }
card-ask-off = Хорошо, не спрошу.
card-ask-kept = На эти вопросы вы уже отвечали — они останутся в повторении.
card-planned = 🔁 Вы ищете это не первый раз за неделю: { $count ->
        [one] { $count } вопрос добавлен
        [few] { $count } вопроса добавлены
       *[many] { $count } вопросов добавлены
    } в повторение. Не нужно — нажмите «отменить»; выключить совсем — /settings.
card-offered = 🔁 Вы ищете это не первый раз за неделю. Спросить вас об этом?
card-source = Этого нет в конспектах. Источник: { $source }, { $licence }.
card-near = 🔎 { $name }
lookup-tools = ⌨️ Какая команда нужна? Выберите инструмент или напишите, например: <code>/cmd docker ps</code>
lookup-tool = ⌨️ <b>{ $tool }</b>: выберите команду.
lookup-tools-back = ⬅️ Все инструменты
lookup-empty = В этих конспектах пока нет ни одной команды. Загляните в /topics.
lookup-nothing = 🤷 Ничего не нашлось по запросу «{ $query }».
lookup-near = Может быть, вы искали:
lookup-hint = Попробуйте другие слова или откройте /topics.
lookup-gone = Этой команды в конспектах больше нет.

find-hint = 🔎 Что найти в конспектах? Напишите слова: <code>/find как хранить данные</code>. Название темы впереди ищет внутри неё: <code>/find docker сеть</code>.
find-found = 🔎 { $count ->
        [one] { $count } раздел
        [few] { $count } раздела
       *[many] { $count } разделов
    }{ $count ->
        [1] {""}
       *[other] , показаны { $first }–{ $last }
    }. Номер открывает раздел.

inline-command = ⌨️ { $name }
inline-section = 📖 { $title }
inline-open = Открыть Konspekt
inline-open-here = Открыть в Konspekt
inline-nothing = Ничего не нашлось. Открыть Konspekt

misses-title = 🕳 <b>Чего не нашли</b> (самые частые запросы, без имён)
misses-line = { $count } × { $query }
misses-none = 🕳 Все запросы что-нибудь нашли.
misses-clear = 🗑 Забыть эти запросы
misses-cleared = Список очищен.
