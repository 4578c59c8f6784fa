package io.lyceum.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.core.Lane;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.json.Json;
import io.lyceum.topic.TopicKind;
import io.lyceum.topic.frame.EncodedView;
import io.lyceum.topic.frame.FrameEncoder;
import io.lyceum.topic.journal.PaperTopic;
import io.lyceum.topic.journal.RecordCodec;
import io.lyceum.topic.journal.Recorded;
import io.lyceum.topic.journal.StoredRecord;
import java.util.List;

/** Recorded entries of one kind, read by this version. */
final class GoldenReplay<S, C, E> {
  private static final TopicRole ANY = new TopicRole("any");

  private final TopicKind<S, C, E> kind;
  private final JournalCodec<S, E> journal;
  private final RecordCodec<S, E> codec;

  private GoldenReplay(TopicKind<S, C, E> kind) {
    this.kind = kind;
    this.journal = kind.journal();
    this.codec = new RecordCodec<>(journal);
  }

  static <S, C, E> GoldenReplay<S, C, E> of(TopicKind<S, C, E> kind) {
    return new GoldenReplay<>(kind);
  }

  String kind() {
    return kind.name();
  }

  /**
   * The entries, dense from 1, make the recorded state; of another version of the state only that
   * they can be folded.
   */
  void leadsTo(TopicId id, List<GoldenLine> lines, JsonNode recorded) {
    assertThat(id.kind()).isEqualTo(kind.name());
    PaperTopic<S, C, E> topic = new PaperTopic<>(kind, id);
    for (GoldenLine line : lines) {
      assertThat(line.seq()).as(line.text()).isEqualTo(topic.seq() + 1);
      topic.replay(line.stored());
    }
    assertThat(recorded.required("seq").asLong()).isEqualTo(topic.seq());
    String manifest = recorded.required("manifest").asText();
    if (manifest.equals(journal.stateManifest())) {
      JsonNode state = recorded.required("state");
      assertThat(json(journal.writeState(topic.state()))).as(id.key()).isEqualTo(state);
      assertThat(journal.readState(manifest, state)).as(id.key()).isEqualTo(topic.state());
    }
  }

  /** Written again, it is as it was: no field was renamed or dropped without a new version. */
  void readsAllOf(GoldenLine line) {
    StoredRecord stored = line.stored();
    StoredRecord again = codec.write(codec.read(stored));
    if (again.manifest().equals(stored.manifest())) {
      assertThat(json(again.json())).as(line.text()).isEqualTo(json(stored.json()));
    }
  }

  /** Every view is a frame: for a stranger, and for each person who has a part of their own. */
  void canBeShown(TopicId id, List<GoldenLine> lines) {
    FrameEncoder<E> encoder = new FrameEncoder<>(id, kind.frames());
    for (GoldenLine line : lines) {
      Recorded<E> entry = codec.read(line.stored());
      for (EncodedView view : encoder.encode(line.seq(), entry).views()) {
        JsonNode frame = json(view.text(line.seq() - 1, new Viewer(new UserId("nobody"), ANY)));
        String op = view.lane() == Lane.DURABLE ? "event" : "latest";
        assertThat(frame.path("op").asText()).as(line.text()).isEqualTo(op);
        assertThat(frame.path("data").isObject()).as(line.text()).isTrue();
        for (String person : view.own().keySet()) {
          Viewer viewer = new Viewer(new UserId(person), ANY);
          assertThat(json(view.text(0, viewer)).at("/data/own").isMissingNode()).isFalse();
        }
      }
    }
  }

  /** The snapshot and the entries after it make what all entries make; else it is refused. */
  void goesOnFrom(GoldenLine snapshot, List<GoldenLine> lines) {
    PaperTopic<S, C, E> restored = new PaperTopic<>(kind, snapshot.topic());
    StoredRecord stored = snapshot.stored();
    if (!stored.manifest().equals(journal.stateManifest())) {
      assertThatIllegalArgumentException().isThrownBy(() -> restored.restore(stored));
      return;
    }
    restored.restore(stored);
    assertThat(restored.seq()).isEqualTo(snapshot.seq());
    assertThat(json(restored.snapshot().json())).isEqualTo(json(stored.json()));
    PaperTopic<S, C, E> replayed = new PaperTopic<>(kind, snapshot.topic());
    for (GoldenLine line : lines) {
      replayed.replay(line.stored());
      if (line.seq() > snapshot.seq()) {
        restored.replay(line.stored());
      }
    }
    assertThat(restored.state()).isEqualTo(replayed.state());
    assertThat(json(restored.snapshot().json())).isEqualTo(json(replayed.snapshot().json()));
  }

  @Override
  public String toString() {
    return kind.name();
  }

  /** Through text, as the tables hold it. */
  private static JsonNode json(JsonNode node) {
    return json(Json.write(node));
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
