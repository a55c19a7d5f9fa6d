"""Notes -> questions: what is asked, with which lures, and what is wrong with a question.

>>> from bot.study.quiz import ask, questions
>>> questions(library)  # doctest: +SKIP
"""

from bot.study.quiz.problems import Problem, ProblemCode, problems
from bot.study.quiz.questions import Asked, Kind, Question, ask, questions

__all__ = ["Asked", "Kind", "Problem", "ProblemCode", "Question", "ask", "problems", "questions"]
