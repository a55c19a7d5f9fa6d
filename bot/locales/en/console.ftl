console-content = Notes: { $path }
console-totals = sections { $sections }, commands { $commands }, definitions { $definitions }, the author's questions { $written }, questions in all { $questions }
console-files = files { $files }, headings { $headings }, code blocks { $fences }, tables { $tables }, pictures { $images }, links { $links }
console-stub = empty so far
console-no-faults = No faults.
console-faults = Errors: { $errors }, warnings: { $warnings }
console-error = error
console-warning = warning
console-preview =
    No token, so this is the preview: { $url }
    The real bot: get a token from @BotFather and run BOT_TOKEN=... make run
console-bot = Bot @{ $username } is listening. Stop it with Ctrl-C
console-nothing = Nothing found.
console-near = Perhaps: { $names }
console-also = Also fits: { $names }
console-aliases = Aliases: { $names }
console-section = Section: { $names }
