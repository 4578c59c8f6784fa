package io.lyceum.flow.replay;

import io.lyceum.chat.ChatTopic;
import io.lyceum.classroom.ClassroomRecordsHistory;
import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.json.Json;
import io.lyceum.quiz.QuizHistory;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Reads pages of a class's time line out of the journal, as the caller may see each of its topics
 * today: what was not shown to them live is not shown now, and what was deleted or erased since is
 * gone.
 */
final class Replays {
  /**
   * A page, and the whole it is of.
   *
   * @param span from when to when the class is told
   */
  record Page(Span span, Weave weave) {}

  /** Where a page begins: behind what was read, or at a second. */
  sealed interface From {
    record Second(long second) implements From {}

    record Read(Bookmarks marks) implements From {}
  }

  private static final Set<ErrorCode> NOT_THEIRS = Set.of(ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND);

  private final Topics topics;
  private final Database database;
  private final QuizHistory quizzes = new QuizHistory();

  Replays(Topics topics, Database database) {
    this.topics = topics;
    this.database = database;
  }

  CompletionStage<Page> page(TopicId lesson, Caller caller, From from, int limit) {
    return topics
        .report(lesson, caller, ClassroomTopic.SPAN)
        .thenApply(report -> Json.MAPPER.convertValue(report, Span.class))
        .thenCompose(
            span ->
                told(lesson)
                    .thenCompose(parts -> all(parts, part -> read(part, caller, span, from, limit)))
                    .thenApply(strands -> new Page(span, Weave.of(strands, span, limit))));
  }

  /** The topics that make up a class; at the same time the earlier named is first. */
  private CompletionStage<List<TopicId>> told(TopicId lesson) {
    return database.statement(
        lesson.school(),
        handle -> {
          if (ClassroomRecordsHistory.isExpired(handle, lesson)) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "The school does not keep this any more.");
          }
          List<TopicId> parts = new ArrayList<>(List.of(lesson, ChatTopic.ofClass(lesson)));
          quizzes
              .openedIn(handle, lesson.school(), lesson.id())
              .forEach(quiz -> parts.add(new TopicId(lesson.school(), QuizTopic.NAME, quiz)));
          return parts;
        });
  }

  private CompletionStage<Strand> read(
      TopicId part, Caller caller, Span span, From from, int limit) {
    CompletionStage<Bookmark> begin =
        switch (from) {
          case From.Read(Bookmarks marks) ->
              CompletableFuture.completedStage(marks.of(part.wire()));
          case From.Second(long second) -> Seek.to(second * 1_000, topics, part, caller, span);
        };
    return begin
        .thenCompose(mark -> read(part, caller, mark, limit))
        .thenApply(
            strand ->
                part.kind().equals(QuizTopic.NAME) ? strand.begunWithin(span) : strand.within(span))
        .exceptionally(
            failure ->
                hidden(
                    failure,
                    Strand.empty(
                        part.wire(),
                        from instanceof From.Read(Bookmarks marks)
                            ? marks.of(part.wire())
                            : Bookmark.START)));
  }

  private CompletionStage<Strand> read(TopicId part, Caller caller, Bookmark mark, int limit) {
    return topics
        .events(part, caller, OptionalLong.empty(), OptionalLong.of(mark.seq()), limit)
        .thenApply(page -> new Strand(part.wire(), mark, page.events(), page.more()));
  }

  /** Who may not see a topic of the class is told the class without it. */
  private static Strand hidden(Throwable failure, Strand without) {
    Refusal refusal = Refusal.in(failure);
    if (refusal != null && NOT_THEIRS.contains(refusal.rejection().code())) {
      return without;
    }
    throw new CompletionException(failure);
  }

  private static <T, R> CompletionStage<List<R>> all(
      List<T> each, Function<T, CompletionStage<R>> of) {
    List<CompletableFuture<R>> stages =
        each.stream().map(one -> of.apply(one).toCompletableFuture()).toList();
    return CompletableFuture.allOf(stages.toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> stages.stream().map(CompletableFuture::join).toList());
  }
}
