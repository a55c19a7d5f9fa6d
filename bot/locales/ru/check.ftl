fault-encoding = файл не в UTF-8 (байт { NUMBER($offset, useGrouping: 0) }) — он пропущен
fault-no-sections = здесь нет ни одного раздела
fault-empty-file = файл пуст
fault-front-matter-broken = после заголовка YAML нет закрывающей строки «---» — он читается как текст
fault-missing-picture = нет рисунка { $target }
fault-picture-not-read = рисунок { $target } не читается: { $reason }
fault-picture-kind = { $target } — не рисунок PNG, JPEG, GIF, WebP или SVG, Telegram его не покажет
fault-picture-too-heavy = рисунок { $target } весит { $size } МБ, Telegram показывает до { $limit } МБ
fault-picture-too-large = рисунок { $target } слишком велик ({ NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) }): в сумме сторон можно { NUMBER($limit, useGrouping: 0) } точек
fault-picture-too-narrow = рисунок { $target } слишком узок ({ NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) }): одна сторона может быть длиннее другой не более чем в { $limit } раз
fault-picture-not-drawn = рисунок { $target } не удалось нарисовать: { $reason }
fault-broken-link = ссылка ведёт в никуда: { $target }
fault-broken-anchor = в файле нет такого заголовка: { $target }
fault-contents-entry-without-section = в оглавлении есть «{ $title }», но такого раздела нет
fault-section-missing-from-contents = раздела «{ $title }» нет в оглавлении
fault-duplicate-title = раздел «{ $title }» здесь уже есть: { $other }
fault-empty-section = раздел «{ $title }» пуст
fault-fence-without-language = у блока кода не указан язык
fault-fence-not-closed = блок кода не закрыт — в него попало всё до конца
fault-command-described-twice = команда { $command } уже описана: { $other }
fault-question-no-right-answer = у вопроса нет верного ответа: «{ $question }»
fault-question-too-few-options =
    у вопроса { $count ->
        [one] { $count } вариант
        [few] { $count } варианта
       *[many] { $count } вариантов
    }, а нужно не меньше { $limit }: «{ $question }»
fault-question-too-many-options =
    у вопроса { $count ->
        [one] { $count } вариант
        [few] { $count } варианта
       *[many] { $count } вариантов
    }, а можно не больше { $limit }: «{ $question }»
fault-question-duplicate-options = вариант «{ $option }» повторяется: «{ $question }»
fault-question-too-long =
    вопрос длиннее, чем позволяет Telegram ({ NUMBER($length, useGrouping: 0) } из { $limit }): «{ $question }»
fault-option-too-long =
    вариант длиннее, чем позволяет Telegram ({ NUMBER($length, useGrouping: 0) } из { $limit }): «{ $option }»
fault-explanation-too-long =
    пояснение длиннее { $limit } знаков ({ NUMBER($length, useGrouping: 0) }) и будет обрезано: «{ $question }»
fault-duplicate-explicit-id = id { $id } уже занят: { $other }
fault-question-few-options = у вопроса мало вариантов, чтобы выбирать: «{ $question }» ({ $detail })
fault-question-many-options = у вопроса больше вариантов, чем помещается в опрос: «{ $question }» ({ $detail })
fault-question-over-limit = вопрос не помещается в опрос: «{ $question }» ({ $detail })
fault-question-equal-options = варианты вопроса совпадают: «{ $question }» ({ $detail })
fault-question-lure-contains = неверный вариант и верный содержат друг друга: «{ $question }» ({ $detail })
fault-question-lure-synonym = неверный вариант — другое имя верного: «{ $question }» ({ $detail })
fault-question-given-away = редкое слово есть и в вопросе, и только в верном ответе: «{ $question }» ({ $detail })
fault-question-uneven-lengths = длина выдаёт вариант: «{ $question }» ({ $detail })
fault-question-unclear = вопрос непонятен без соседнего текста: «{ $question }» ({ $detail })
fault-question-same-stem = то же самое спрашивает другой вопрос: «{ $question }» ({ $detail })
fault-question-ruled-out = неверный вариант называет то, о чём спрашивают, и потому исключён: «{ $question }» ({ $detail })
