card-flags = Flags
card-aliases = Aliases
card-examples = Examples
card-copy = 📋 { $code }
card-section = 📖 Section
card-similar = 🔎 Similar
card-similar-title = 🔎 Similar to <b>{ $name }</b>:
card-back = ⬅️ { $name }
card-ask = 🔁 Ask me about this
card-asked = ✅ I will ask · cancel
card-ask-on = { $count ->
        [one] One question added: it comes today, with the daily questions or in /quiz.
       *[other] { $count } questions added: they come today, with the daily questions or in /quiz.
    }
card-ask-off = All right, I will not ask.
card-ask-kept = You have answered these questions before, so they stay in your reviews.
card-planned = 🔁 You have looked this up before this week: { $count ->
        [one] one question was
       *[other] { $count } questions were
    } added to your reviews. Not needed? Press “cancel”; to switch this off, see /settings.
card-offered = 🔁 You have looked this up before this week. Shall I ask you about it?
card-source = The notes do not have this. Source: { $source }, { $licence }.
card-near = 🔎 { $name }
lookup-tools = ⌨️ Which command do you need? Choose a tool or write, for example: <code>/cmd docker ps</code>
lookup-tool = ⌨️ <b>{ $tool }</b>: choose a command.
lookup-tools-back = ⬅️ All tools
lookup-empty = These notes hold no commands yet. Have a look at /topics.
lookup-nothing = 🤷 Nothing found for “{ $query }”.
lookup-near = Did you mean:
lookup-hint = Try other words or open /topics.
lookup-gone = The notes no longer hold this command.

find-hint = 🔎 What shall I find in the notes? Write some words: <code>/find store data</code>. A topic in front searches inside it: <code>/find docker network</code>.
find-found = 🔎 { $count ->
        [one] One section
       *[other] { $count } sections
    }{ $count ->
        [1] {""}
       *[other] , { $first }–{ $last } shown
    }. A number opens its section.

inline-command = ⌨️ { $name }
inline-section = 📖 { $title }
inline-open = Open Konspekt
inline-open-here = Open in Konspekt
inline-nothing = Nothing found. Open Konspekt

misses-title = 🕳 <b>What was not found</b> (the most frequent queries, without names)
misses-line = { $count } × { $query }
misses-none = 🕳 Every query found something.
misses-clear = 🗑 Forget these queries
misses-cleared = The list is empty.

# Words without the slash that ask for a screen: separated by commas, in lower case, without marks.
plain-menu = menu, main menu, start, hi, hello, thanks, thank you
plain-help = help, help me, what can you do, how does it work, what do you do
plain-topics = topics, contents, table of contents
plain-quiz = quiz, quiz me, test me, ask me, questions
plain-daily = daily, daily questions, reminders
plain-stats = my progress, progress, my stats, my statistics
plain-settings = settings, my settings, bot settings
