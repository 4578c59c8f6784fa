package io.lyceum.flow;

import io.lyceum.chat.ChatTopic;
import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.projection.Reaction;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.quiz.QuizHistory;
import io.lyceum.quiz.QuizTopic;
import io.lyceum.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The class's rules and members hold in its chat and its quizzes too: whether pupils may write, and
 * who is let in at all.
 */
public final class ClassGovernsChat implements Reaction {
  private final Topics topics;
  private final Messenger messenger;
  private final Database database;
  private final QuizHistory quizzes = new QuizHistory();

  public ClassGovernsChat(Topics topics, Database database) {
    this.topics = topics;
    this.messenger = new Messenger(topics);
    this.database = database;
  }

  @Override
  public String name() {
    return "class-governs-chat";
  }

  @Override
  public String kind() {
    return ClassroomTopic.NAME;
  }

  @Override
  public CompletionStage<?> react(StoredEvent stored) {
    TopicId chat = ChatTopic.ofClass(stored.topic());
    ClassroomEvent event = ClassroomTopic.journal().read(stored.manifest(), stored.data());
    Set<UserId> changed = ClassroomTopic.kind().decider().accessChanged(event);
    CompletionStage<?> rules =
        event instanceof ClassroomEvent.RulesSet set
            ? messenger.tell(chat, "rules:set", Map.of("chat", set.rules().chat()))
            : CompletableFuture.completedStage(null);
    return changed.isEmpty()
        ? rules
        : rules.thenCompose(_ -> recheck(chat, stored.topic(), changed));
  }

  private CompletionStage<?> recheck(TopicId chat, TopicId inClass, Set<UserId> changed) {
    return database
        .transaction(
            inClass.school(),
            handle -> quizzes.unfinishedIn(handle, inClass.school(), inClass.id()))
        .thenAccept(
            (List<String> open) -> {
              for (UserId user : changed) {
                topics.recheck(chat, user);
                open.forEach(
                    quiz -> topics.recheck(new TopicId(chat.school(), QuizTopic.NAME, quiz), user));
              }
            });
  }
}
