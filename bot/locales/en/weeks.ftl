weeks-title = 12 weeks
weeks-summary = { weeks-answers } · { weeks-days }
weeks-answers =
    { $answers ->
        [one] { $answers } answer
       *[other] { $answers } answers
    }
weeks-days =
    { $days ->
        [one] { $days } day with answers
       *[other] { $days } days with answers
    }
weeks-weekday =
    { $day ->
        [0] Mo
        [1] Tu
        [2] We
        [3] Th
        [4] Fr
        [5] Sa
       *[6] Su
    }
weeks-monday =
    { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
weeks-less = fewer
weeks-more = more
weeks-memory = Memory, %
weeks-promised = promised { $share } %
weeks-measured = recalled { $share } % of { $reviews }
weeks-caption = Answers by day: the lighter a cell, the more answers.
weeks-caption-memory =
    { weeks-caption }
    Below is memory: how much should have come back when it was asked again ({ $promised } %) and how much did ({ $measured } % of { $reviews }). A hollow point: fewer than five reviews that week.
weeks-none = No answers in the last 12 weeks: the picture comes with the first one.
weeks-failed = 😕 The picture could not be drawn. Try again later.
