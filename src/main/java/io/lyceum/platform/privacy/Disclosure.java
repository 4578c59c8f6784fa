package io.lyceum.platform.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lyceum.core.TopicId;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.database.SchoolScope;
import io.lyceum.platform.projection.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jdbi.v3.core.HandleCallback;
import org.jspecify.annotations.Nullable;

/**
 * One export on its way: a page is read, then written, then the next one is read. So it takes
 * little memory however much there is, and no connection is held while a slow client reads.
 */
public final class Disclosure {
  /** What it is made from. */
  public record Source(Database database, Past past) {}

  private static final int PAGE = 500;

  private final Source source;
  private final DataSubject person;
  private final JsonGenerator json;
  private final List<TopicId> topics;

  /**
   * @param topics of all places
   */
  Disclosure(Source source, DataSubject person, JsonGenerator json, List<TopicId> topics) {
    this.source = source;
    this.person = person;
    this.json = json;
    this.topics = topics;
  }

  /** Who asks what is kept about them. */
  public DataSubject person() {
    return person;
  }

  /** The topics of this kind that any place knows the person in; of each once. */
  public List<TopicId> topics(String kind) {
    return topics.stream().filter(topic -> topic.kind().equals(kind)).toList();
  }

  /** Reads something short from the tables of the person's school. */
  public <T extends @Nullable Object> T read(HandleCallback<T, RuntimeException> work) {
    return source
        .database()
        .jdbi()
        .inTransaction(
            handle -> {
              SchoolScope.only(handle, person.school());
              return work.withHandle(handle);
            });
  }

  /** All events of a topic, in order, a page at a time. */
  public void events(TopicId topic, Consumer<StoredEvent> each) {
    long after = 0;
    List<Past.Entry> page;
    do {
      page = source.past().after(topic, after, PAGE);
      page.forEach(entry -> entry.event().ifPresent(each));
      after = page.isEmpty() ? after : page.getLast().seq();
    } while (page.size() == PAGE);
  }

  /** What a topic's events make of {@code initial}. */
  public <S> S fold(TopicId topic, S initial, BiFunction<S, StoredEvent, S> evolve) {
    AtomicReference<S> state = new AtomicReference<>(initial);
    events(topic, event -> state.set(evolve.apply(state.get(), event)));
    return state.get();
  }

  /** Writes one field of this place's object. */
  public void field(String name, Object value) {
    written(() -> json.writeObjectField(name, value));
  }

  /** Writes a field with a list, as long as it may be, while {@code rows} gives its elements. */
  public void list(String name, Consumer<Consumer<Object>> rows) {
    written(() -> json.writeArrayFieldStart(name));
    rows.accept(value -> written(() -> json.writeObject(value)));
    written(json::writeEndArray);
  }

  /** One step of writing. */
  @FunctionalInterface
  private interface Step {
    void write() throws IOException;
  }

  private static void written(Step step) {
    try {
      step.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
