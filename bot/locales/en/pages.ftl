section-rest = The section is very long, this is only its beginning. The button “As a file” has it whole.
page-picture = 🖼 { $name }
page-picture-close = ✖️ Close
page-picture-missing = 🖼 The picture did not open: its file is gone or damaged. The author of the notes will see it in a check.
page-picture-too-old = Telegram lets nobody take away messages older than two days.
page-file = 📄 As a file
page-file-caption = “{ $title }” whole, with all that is below it.
rich-settings = Pages with tables: { $state ->
        [on] on
       *[off] off
    }
rich-turn-on = 📐 Turn tables on
rich-turn-off = 📐 Turn tables off
rich-question =
    📐 <b>Pages with tables</b>

    New versions of Telegram show pages with real tables, headings and pictures; old ones show nothing at all. I cannot know which one you have.

    Below is a sample. Do you see a table in it?
rich-yes = ✅ Yes, I see a table
rich-no = ❌ No, it is blank or has no table
rich-on = Done: pages will have tables.
rich-off = All right, pages stay as they are.
rich-unavailable = Telegram does not take such pages from this bot yet.
rich-sample-title = A sample page
rich-sample-command = Command
rich-sample-purpose = What it does
rich-sample-first = list containers
rich-sample-second = stop a container
