command-bad = Questions that people called bad
bad-none = 👍 No question was called bad.
bad-title = 👎 <b>Bad questions</b>. With { $hidden_by } votes a question is hidden until you have looked: press its number and it comes back.
bad-line =
    { $number }. { $question } — { $count ->
        [one] { $count } vote
       *[other] { $count } votes
    }{ $state ->
        [hidden] , hidden
       *[asked] {""}
    }
bad-source = <code>{ $source }</code>
bad-gone = the notes hold this question no more
bad-clear = ✅ { $number }
bad-cleared = The question is asked again.
