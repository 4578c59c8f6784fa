package io.lyceum.quiz.domain;

/** What may be asked of a quiz. */
public sealed interface QuizCommand {
  /** The server only, after the owner's request. */
  record CreateQuiz(QuizPlan plan) implements QuizCommand {}

  /** The server only: someone gave the join code. */
  record AddParticipant(Person person) implements QuizCommand {}

  record OpenQuiz() implements QuizCommand {}

  /** Opens the next question. */
  record NextQuestion() implements QuizCommand {}

  /** Closes the open question before its deadline. */
  record CloseQuestion() implements QuizCommand {}

  record SubmitAnswer(QuestionId question, Answer answer) implements QuizCommand {}

  /** Ends the quiz, closing the open question first. */
  record FinishQuiz() implements QuizCommand {}
}
