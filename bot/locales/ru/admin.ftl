command-reload = Перечитать конспекты
command-misses = Чего не нашли в конспектах
command-health = Как чувствует себя бот

reload-done = ✅ Конспекты перечитаны: разделов { $sections }, команд { $commands }, вопросов { $questions }.
reload-same = Ничего не изменилось.
reload-sections = Разделы
reload-commands = Команды
reload-questions = Вопросы
reload-added = ➕ новые: { $count }
reload-removed = ➖ убраны: { $count }
reload-renamed = ✏️ переименованы: { $count }
reload-reworded = 📝 с новым текстом: { $count }
reload-name = • { $name }
reload-rename = { $before } → { $after }
reload-more = • … и ещё { $count }
reload-faults = Замечания к конспектам: ошибок { $errors }, предупреждений { $warnings }. Какие и где — скажет konspekt check.

reload-refused =
    ⚠️ Конспекты остались прежними.
    { $reason }
reload-refused-content = { $detail }
reload-refused-encoding = Больше не читаются как UTF-8: { $detail }
reload-refused-killed = Процесс, который их читал, остановила система: чаще всего это значит, что не хватило памяти ({ $detail }).
reload-refused-crash = При чтении произошла ошибка программы, подробности — в журнале.{ $detail }

health =
    🩺 <b>Konspekt { $version }</b>, Python { $python }, aiogram { $aiogram }
    Работает: { $uptime }
    Конспекты: разделов { $sections }, команд { $commands }, вопросов { $questions }
    Замечания: ошибок { $errors }, предупреждений { $warnings }
    Redis: { $ping } мс
    Ежедневные вопросы: подписок { $subscribed }, из них ждут отправки { $due }
uptime = { $days ->
        [0] {""}
       *[other] { $days } д{" "}
    }{ $hours } ч { $minutes } мин
