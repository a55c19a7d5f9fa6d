fault-encoding = the file is not UTF-8 (byte { NUMBER($offset, useGrouping: 0) }): it is left out
fault-no-sections = there is not a single section here
fault-empty-file = the file is empty
fault-front-matter-broken = the YAML front matter has no closing “---” line: it is read as text
fault-missing-picture = there is no picture { $target }
fault-picture-not-read = the picture { $target } cannot be read: { $reason }
fault-picture-kind = { $target } is no PNG, JPEG, GIF, WebP or SVG picture: Telegram will not show it
fault-picture-too-heavy = the picture { $target } has { $size } MB, Telegram shows up to { $limit } MB
fault-picture-too-large = the picture { $target } is too large ({ NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) }): its sides may have { NUMBER($limit, useGrouping: 0) } pixels together
fault-picture-too-narrow = the picture { $target } is too narrow ({ NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) }): one side may be up to { $limit } times the other
fault-picture-not-drawn = the picture { $target } could not be drawn: { $reason }
fault-broken-link = the link leads nowhere: { $target }
fault-broken-anchor = the file has no such heading: { $target }
fault-contents-entry-without-section = the contents list has “{ $title }”, but there is no such section
fault-section-missing-from-contents = the contents list has no “{ $title }”
fault-duplicate-title = there is a section “{ $title }” here already: { $other }
fault-empty-section = the section “{ $title }” is empty
fault-fence-without-language = the code block names no language
fault-fence-not-closed = the code block is not closed: it takes in all that follows
fault-command-described-twice = the command { $command } is described already: { $other }
fault-question-no-right-answer = the question has no right answer: “{ $question }”
fault-question-too-few-options =
    the question has { $count ->
        [one] { $count } option
       *[other] { $count } options
    }, at least { $limit } are needed: “{ $question }”
fault-question-too-many-options =
    the question has { $count ->
        [one] { $count } option
       *[other] { $count } options
    }, at most { $limit } are allowed: “{ $question }”
fault-question-duplicate-options = the option “{ $option }” is repeated: “{ $question }”
fault-question-too-long =
    the question is longer than Telegram allows ({ NUMBER($length, useGrouping: 0) } of { $limit }): “{ $question }”
fault-option-too-long =
    the option is longer than Telegram allows ({ NUMBER($length, useGrouping: 0) } of { $limit }): “{ $option }”
fault-explanation-too-long =
    the explanation is longer than { $limit } characters ({ NUMBER($length, useGrouping: 0) }) and will be cut: “{ $question }”
fault-duplicate-explicit-id = the id { $id } is taken already: { $other }
fault-question-few-options = the question has too few options to choose from: “{ $question }” ({ $detail })
fault-question-many-options = the question has more options than a poll holds: “{ $question }” ({ $detail })
fault-question-over-limit = the question does not fit into a poll: “{ $question }” ({ $detail })
fault-question-equal-options = options of the question are the same: “{ $question }” ({ $detail })
fault-question-lure-contains = a wrong option and a right one are one within the other: “{ $question }” ({ $detail })
fault-question-lure-synonym = a wrong option is another name of a right one: “{ $question }” ({ $detail })
fault-question-given-away = a rare word stands in the question and in the right answer only: “{ $question }” ({ $detail })
fault-question-uneven-lengths = the length tells an option from the others: “{ $question }” ({ $detail })
fault-question-unclear = the question is not clear without the text around it: “{ $question }” ({ $detail })
fault-question-same-stem = another question asks the same: “{ $question }” ({ $detail })
fault-question-ruled-out = a wrong option names what is asked about, which rules it out: “{ $question }” ({ $detail })
