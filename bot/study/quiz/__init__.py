"""Notes -> questions: what is asked, with which lures, and what is wrong with a question.

`wording` compares texts, `facts` reads what the notes state, `lures` chooses wrong options, `questions` puts
them together, `problems` checks the result. Chance comes in only where options are shuffled (`ask`).
"""

from bot.study.quiz.problems import Problem, ProblemCode, faults, problems
from bot.study.quiz.question import Kind, Question, Wording
from bot.study.quiz.questions import Asked, ask, questions

__all__ = [
    "Asked",
    "Kind",
    "Problem",
    "ProblemCode",
    "Question",
    "Wording",
    "ask",
    "faults",
    "problems",
    "questions",
]
