weeks-title = 12 недель
weeks-summary = { weeks-answers } · { weeks-days }
weeks-answers =
    { $answers ->
        [one] { $answers } ответ
        [few] { $answers } ответа
       *[many] { $answers } ответов
    }
weeks-days =
    { $days ->
        [one] { $days } день с ответами
        [few] { $days } дня с ответами
       *[many] { $days } дней с ответами
    }
weeks-weekday =
    { $day ->
        [0] Пн
        [1] Вт
        [2] Ср
        [3] Чт
        [4] Пт
        [5] Сб
       *[6] Вс
    }
weeks-monday =
    { $day } { $month ->
        [1] янв
        [2] фев
        [3] мар
        [4] апр
        [5] мая
        [6] июн
        [7] июл
        [8] авг
        [9] сен
        [10] окт
        [11] ноя
       *[12] дек
    }
weeks-less = меньше
weeks-more = больше
weeks-memory = Память, %
weeks-promised = обещано { $share } %
weeks-measured = вспомнили { $share } % из { $reviews }
weeks-caption = Ответы по дням: чем светлее клетка, тем больше ответов.
weeks-caption-memory =
    { weeks-caption }
    Ниже — память: сколько должно было вспомниться при повторении ({ $promised } %) и сколько вспомнилось ({ $measured } % из { $reviews }). Пустой кружок — меньше пяти повторений за неделю.
weeks-none = За последние 12 недель ответов не было: картинка появится после первого.
weeks-failed = 😕 Картинку не удалось нарисовать. Попробуйте позже.
