command-reload = Read the notes anew
command-misses = What was not found in the notes
command-health = How the bot is doing

reload-done = ✅ The notes were read anew: sections { $sections }, commands { $commands }, questions { $questions }.
reload-same = Nothing has changed.
reload-sections = Sections
reload-commands = Commands
reload-questions = Questions
reload-added = ➕ new: { $count }
reload-removed = ➖ gone: { $count }
reload-renamed = ✏️ renamed: { $count }
reload-reworded = 📝 reworded: { $count }
reload-name = • { $name }
reload-rename = { $before } → { $after }
reload-more = • … and { $count } more
reload-faults = Faults in the notes: errors { $errors }, warnings { $warnings }. konspekt check says which and where.

reload-refused =
    ⚠️ The notes stay as they were.
    { $reason }
reload-refused-content = { $detail }
reload-refused-encoding = No longer UTF-8: { $detail }
reload-refused-killed = The system ended the process that read them, most often for want of memory ({ $detail }).
reload-refused-crash = Reading them failed for a fault of the program, the log has its story.{ $detail }

health =
    🩺 <b>Konspekt { $version }</b>, Python { $python }, aiogram { $aiogram }
    Running for { $uptime }
    Notes: sections { $sections }, commands { $commands }, questions { $questions }
    Faults: errors { $errors }, warnings { $warnings }
    Redis: { $ping } ms
    Daily questions: subscribed { $subscribed }, of them due now { $due }
uptime = { $days ->
        [0] {""}
       *[other] { $days } d{" "}
    }{ $hours } h { $minutes } min
