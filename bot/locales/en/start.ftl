start-greeting =
    👋 Hello{ $name ->
        [none] {""}
       *[other] , { $name }
    }!

    I am <b>Konspekt</b>: I keep study notes, find commands and ask a few questions a day, so that what you read stays with you.

    { start-shelf }

    You can simply write what you are looking for: <code>docker ps</code>.
start-shelf =
    📚 On the shelf now: { $sections ->
        [one] { $sections } section
       *[other] { $sections } sections
    }, { $commands ->
        [one] { $commands } command
       *[other] { $commands } commands
    } and { $questions ->
        [one] { $questions } question
       *[other] { $questions } questions
    }.
start-group =
    👋 Hello! I am <b>Konspekt</b>: I keep study notes, find commands and ask the group a question a day.

    /cmd <code>docker ps</code> — a command's card; /find <code>network</code> — search the notes; /topics — contents. Only you see what I answer.
    /top — the week's table: the team's total and those who agreed to be in it.
    For administrators: /daily <code>10:00</code> — a daily question in this topic; /quiz <code>10 30s</code> — a quiz for all; /settings — settings.

    Reading and answering at your own pace is easier in the private chat.
start-open-private = Open the private chat
start-payload-unknown = 🤔 This link leads to a section that the notes no longer hold. Here are the contents.

menu-topics = 📚 Topics
menu-quiz = ❓ Quiz
menu-daily = 🗓 Daily questions
menu-stats = 📊 My progress
menu-settings = ⚙️ Settings
menu-help = ❔ Help

help =
    <b>What I can do</b>

    /topics — read the topics by their contents
    /cmd <code>docker ps</code> — a command's card: purpose, flags, examples
    /find <code>store data</code> — the sections that tell of it; <code>/find docker network</code> — inside a topic
    /quiz — ten questions right now; <code>/quiz docker 5</code> — five on one topic
    /daily <code>09:00</code> — a few questions every day at that time; <code>/daily 09:00 5 mon-fri</code>: five, and on working days alone; <code>/daily topics docker</code>, <code>/daily evening 20:00</code>: a reminder; <code>/daily off</code> stops them
    /exam <code>12.12 docker</code> — getting ready for an exam on 12 December: first I say how much that is a day
    /continue — open the section where you stopped
    /stats — what you remember, what you have read, and how many days in a row you have kept it up
    /settings — language, time zone (<code>/settings Chicago</code>), whether look-ups are added to your reviews
    /privacy — what I keep about you; /export — get it as files; /forget — delete it

    No slash is needed to look a command up: write <code>docker run -v</code> or <code>how to remove a container</code>. In any chat, type my name and a query, and I will offer the card right there.

command-start = Start over
command-topics = Topics by their contents
command-cmd = A command's card: /cmd docker ps
command-find = Find in the notes: /find docker network
command-quiz = Ten questions now
command-daily = Questions every day: /daily 09:00
command-continue = Read on
command-stats = Map of memory and streak
command-top = The weeks of my groups
command-privacy = My data: what is kept, a copy, deletion
command-settings = Language, time zone, reviews
command-help = What the bot can do

bot-short-description = Notes, commands and a few questions a day, so that you do not forget.
bot-description =
    Konspekt walks you through study notes, finds a command with its flags and examples in a second, and asks a few questions a day, just when it is time to recall.
