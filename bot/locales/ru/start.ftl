start-greeting =
    👋 Здравствуйте{ $name ->
        [none] {""}
       *[other] , { $name }
    }!

    Я — <b>Konspekt</b>: храню конспекты, нахожу команды и задаю несколько вопросов в день, чтобы прочитанное не забывалось.

    { start-shelf }

    Можно просто написать, что ищете: <code>docker ps</code>.
start-shelf =
    📚 Сейчас на полке: { $sections ->
        [one] { $sections } раздел
        [few] { $sections } раздела
       *[many] { $sections } разделов
    }, { $commands ->
        [one] { $commands } команда
        [few] { $commands } команды
       *[many] { $commands } команд
    } и { $questions ->
        [one] { $questions } вопрос
        [few] { $questions } вопроса
       *[many] { $questions } вопросов
    }.
start-group =
    👋 Здравствуйте! Я — <b>Konspekt</b>: храню конспекты, нахожу команды и задаю группе вопрос дня.

    /cmd <code>docker ps</code> — карточка команды; /find <code>сеть</code> — найти в конспектах; /topics — оглавление. Отвечаю так, что видите только вы.
    /top — таблица недели: общий счёт и те, кто согласился быть в ней.
    Администраторам: /daily <code>10:00</code> — вопрос дня в этой теме; /quiz <code>10 30s</code> — викторина для всех; /settings — настройки.

    Читать и отвечать в своём темпе удобнее в личном чате.
start-open-private = Открыть личный чат
start-payload-unknown = 🤔 Эта ссылка ведёт в раздел, которого в конспектах больше нет. Вот оглавление.

menu-topics = 📚 Темы
menu-quiz = ❓ Викторина
menu-daily = 🗓 Вопросы каждый день
menu-stats = 📊 Мои успехи
menu-settings = ⚙️ Настройки
menu-help = ❔ Помощь

help =
    <b>Что я умею</b>

    /topics — читать темы по оглавлению
    /cmd <code>docker ps</code> — карточка команды: смысл, флаги, примеры
    /find <code>как хранить данные</code> — разделы, где об этом сказано; <code>/find docker сеть</code> — внутри темы
    /quiz — десять вопросов прямо сейчас; <code>/quiz docker 5</code> — пять по теме
    /daily <code>09:00</code> — несколько вопросов каждый день в это время; <code>/daily 09:00 5 пн-пт</code> — по пять и только в будни; <code>/daily темы docker</code>, <code>/daily вечером 20:00</code> — напомнить; <code>/daily off</code> — перестать
    /exam <code>12.12 docker</code> — подготовиться к экзамену: сначала скажу, сколько это в день
    /continue — открыть раздел, на котором остановились
    /stats — что вы помните, что прочитали и сколько дней подряд занимаетесь
    /settings — язык, часовой пояс (<code>/settings Казань</code>), добавлять ли найденное в повторение
    /privacy — что я храню о вас; /export — получить это файлами; /forget — удалить

    Команды можно искать и без слэша: напишите <code>docker run -v</code> или <code>как удалить контейнер</code>. В любом чате наберите моё имя и запрос — предложу карточку прямо там.

command-start = Начать сначала
command-topics = Темы по оглавлению
command-cmd = Карточка команды: /cmd docker ps
command-find = Найти в конспектах: /find docker сеть
command-quiz = Десять вопросов сейчас
command-daily = Вопросы каждый день: /daily 09:00
command-continue = Читать дальше
command-stats = Карта памяти и серия
command-top = Недели моих групп
command-privacy = Мои данные: что хранится, копия, удаление
command-settings = Язык, часовой пояс, повторение
command-help = Что умеет бот

bot-short-description = Конспекты, команды и несколько вопросов в день, чтобы не забыть.
bot-description =
    Konspekt водит по конспектам, за секунду находит команду с флагами и примерами и каждый день задаёт несколько вопросов — ровно тогда, когда пора вспомнить.
