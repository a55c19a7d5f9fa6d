command-bad = Вопросы, которые назвали плохими
bad-none = 👍 Ни один вопрос не назвали плохим.
bad-title = 👎 <b>Плохие вопросы</b>. С { $hidden_by } голосов вопрос скрыт, пока вы его не посмотрите: нажмите его номер — и он вернётся.
bad-line =
    { $number }. { $question } — { $count ->
        [one] { $count } голос
        [few] { $count } голоса
       *[many] { $count } голосов
    }{ $state ->
        [hidden] , скрыт
       *[asked] {""}
    }
bad-source = <code>{ $source }</code>
bad-gone = этого вопроса в конспектах больше нет
bad-clear = ✅ { $number }
bad-cleared = Вопрос снова задаётся.
