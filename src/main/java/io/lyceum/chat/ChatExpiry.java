package io.lyceum.chat;

import io.lyceum.core.Caller;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.Kept;
import io.lyceum.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Lets go of old messages: the chat forgets those it remembers, as if they were deleted; pages of
 * the past show none of the others.
 */
final class ChatExpiry implements Expiry {
  private final Topics topics;
  private final Database database;

  ChatExpiry(Topics topics, Database database) {
    this.topics = topics;
    this.database = database;
  }

  @Override
  public Kept kept() {
    return Kept.MESSAGES;
  }

  @Override
  public int expire(SchoolId school, Instant before) {
    List<ChatExpiryHistory.Old> chats =
        done(
            database.transaction(school, handle -> ChatExpiryHistory.next(handle, school, before)));
    chats.forEach(this::forget);
    int messages = chats.stream().mapToInt(old -> old.messages().size()).sum();
    // Entries that are no messages are passed over, and there may be more behind them.
    return chats.isEmpty() ? 0 : Math.max(1, messages);
  }

  /** The number moves last: what a crash leaves undone is done again. */
  private void forget(ChatExpiryHistory.Old old) {
    for (long message : old.messages().reversed()) {
      if (!delete(old.chat(), message)) {
        break;
      }
    }
    done(
        database.transaction(
            old.chat().school(),
            handle -> {
              ChatExpiryHistory.expired(handle, old.chat(), old.through());
              return old;
            }));
  }

  /** False when the chat does not remember it, and then none before it either. */
  private boolean delete(TopicId chat, long message) {
    try {
      done(
          topics.tell(
              chat, Caller.system(chat.school()), "message:delete", Map.of("seq", message)));
      return true;
    } catch (CompletionException e) {
      if (Refusal.in(e) != null) {
        return false;
      }
      throw e;
    }
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
