console-content = Конспекты: { $path }
console-totals = разделов { $sections }, команд { $commands }, определений { $definitions }, вопросов автора { $written }, вопросов всего { $questions }
console-files = файлов { $files }, заголовков { $headings }, блоков кода { $fences }, таблиц { $tables }, рисунков { $images }, ссылок { $links }
console-stub = пока пусто
console-no-faults = Ошибок нет.
console-faults = Ошибок: { $errors }, предупреждений: { $warnings }
console-error = ошибка
console-warning = предупреждение
console-preview =
    Токена нет, поэтому запущен предпросмотр: { $url }
    Настоящий бот: получите токен у @BotFather и запустите BOT_TOKEN=... make run
console-bot = Бот @{ $username } слушает. Остановить: Ctrl-C
console-nothing = Ничего не нашлось.
console-near = Может быть: { $names }
console-also = Ещё подходит: { $names }
console-aliases = Синонимы: { $names }
console-section = Раздел: { $names }
