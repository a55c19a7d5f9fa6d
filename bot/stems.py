"""What a question asks, in words."""

from bot.study.quiz import Kind, Question
from bot.texts import Texts


def stem_of(question: Question, texts: Texts) -> str:
    """What is asked, in the learner's language; the author's own words where the author asked."""
    if question.kind is Kind.WRITTEN:
        return question.stem_args["stem"]
    return texts.plain(f"question-{question.kind}", **question.stem_args)
