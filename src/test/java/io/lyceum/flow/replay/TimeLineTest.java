package io.lyceum.flow.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.topic.PastFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever happened in a class, whatever the clocks said, and wherever one begins. */
class TimeLineTest {
  private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
  private static final Span RUNNING = new Span(START, null);
  private static final Span ENDED = new Span(START, START.plusSeconds(3_000));
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller ADA = new Caller(new UserId("ada"), "Ada", Role.STUDENT, SCHOOL);

  /** The topics of a class, each with its whole past. */
  record Story(Map<TopicId, List<PastFrame>> topics) {}

  private static final List<TopicId> TOPICS =
      List.of(
          new TopicId(SCHOOL, "class", "c"),
          new TopicId(SCHOOL, "chat", "class-c"),
          new TopicId(SCHOOL, "quiz", "q"));

  @Property(tries = 300)
  void pages_of_any_size_together_are_the_whole(
      @ForAll("stories") Story story, @ForAll @IntRange(min = 1, max = 9) int size) {
    PaperTopics topics = new PaperTopics(story.topics());
    assertThat(told(topics, RUNNING, Bookmarks.NONE, size)).isEqualTo(whole(topics, RUNNING));
  }

  @Property(tries = 300)
  void all_is_told_once_by_time_and_each_topic_in_its_order(@ForAll("stories") Story story) {
    List<Told> whole = whole(new PaperTopics(story.topics()), RUNNING);
    assertThat(whole).hasSize(story.topics().values().stream().mapToInt(List::size).sum());
    assertThat(whole).isSortedAccordingTo(Comparator.comparingLong(Told::offset));
    for (TopicId topic : TOPICS) {
      assertThat(whole.stream().filter(t -> t.topic().equals(topic.wire())).map(Told::seq))
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Property(tries = 300)
  void to_begin_at_a_second_is_to_come_there_from_the_beginning(
      @ForAll("stories") Story story, @ForAll @IntRange(max = 700) int second) {
    PaperTopics topics = new PaperTopics(story.topics());
    List<Told> fromScratch =
        whole(topics, RUNNING).stream().filter(t -> t.offset() >= second * 1_000L).toList();
    assertThat(told(topics, RUNNING, sought(topics, second), 1_000)).isEqualTo(fromScratch);
  }

  @Property(tries = 200)
  void where_a_page_ended_survives_being_written_down(@ForAll("stories") Story story) {
    Bookmarks marks =
        Weave.of(strands(new PaperTopics(story.topics()), RUNNING, Bookmarks.NONE, 5), RUNNING, 5)
            .next();
    assertThat(Bookmarks.parse(marks.text())).contains(marks);
  }

  @Test
  void a_long_class_is_sought_without_reading_all_of_it() {
    List<PastFrame> chat = new ArrayList<>();
    for (int i = 1; i <= 20_000; i++) {
      chat.add(PaperTopics.frame(TOPICS.get(1), i, START.plusMillis(i * 100L)));
    }
    PaperTopics topics = new PaperTopics(Map.of(TOPICS.get(1), chat));
    Bookmark mark =
        Seek.to(1_234_000, topics, TOPICS.get(1), ADA, RUNNING).toCompletableFuture().join();
    assertThat(mark).isEqualTo(new Bookmark(12_339, 1_233_900));
    assertThat(topics.framesRead()).isLessThan(700);
  }

  @Test
  void what_is_written_after_the_class_is_not_part_of_it() {
    TopicId chat = TOPICS.get(1);
    TopicId quiz = TOPICS.get(2);
    PaperTopics topics =
        new PaperTopics(
            Map.of(
                chat,
                List.of(
                    PaperTopics.frame(chat, 1, START.minusSeconds(60)),
                    PaperTopics.frame(chat, 2, START.plusSeconds(2_999)),
                    PaperTopics.frame(chat, 3, START.plusSeconds(3_001))),
                quiz,
                List.of(
                    PaperTopics.frame(quiz, 1, START.plusSeconds(2_000)),
                    PaperTopics.frame(quiz, 2, START.plusSeconds(3_001)))));
    assertThat(whole(topics, ENDED))
        .containsExactly(
            new Told(0, chat.wire(), 1),
            new Told(2_000_000, quiz.wire(), 1),
            new Told(2_999_000, chat.wire(), 2),
            new Told(3_000_000, quiz.wire(), 2));
  }

  @Test
  void a_quiz_of_after_the_class_is_not_part_of_it() {
    TopicId quiz = TOPICS.get(2);
    List<PastFrame> later = List.of(PaperTopics.frame(quiz, 4, START.plusSeconds(3_002)));
    assertThat(whole(new PaperTopics(Map.of(quiz, later)), ENDED)).isEmpty();
  }

  @Test
  void what_is_no_bookmark_is_not_taken_for_one() {
    for (String text : List.of("", "x", "class:c=1", "class:c=1.2~", "class:c=-1.2", "=1.2")) {
      assertThat(Bookmarks.parse(text)).as(text).isEmpty();
    }
    assertThat(Bookmarks.parse("a=1.2".repeat(4_000))).isEmpty();
  }

  /** A moment, comparable. */
  record Told(long offset, String topic, long seq) {
    static Told of(Moment moment) {
      return new Told(
          moment.offset(), moment.event().json().path("topic").asText(), moment.event().seq());
    }
  }

  private static List<Told> whole(PaperTopics topics, Span span) {
    return told(topics, span, Bookmarks.NONE, 10_000);
  }

  /** Page by page, until there is no more. */
  private static List<Told> told(PaperTopics topics, Span span, Bookmarks from, int size) {
    List<Told> all = new ArrayList<>();
    Bookmarks next = from;
    boolean more = true;
    while (more) {
      Weave page = Weave.of(strands(topics, span, next, size), span, size);
      assertThat(page.moments().size()).isBetween(page.more() ? 1 : 0, size);
      page.moments().stream().map(Told::of).forEach(all::add);
      next = page.next();
      more = page.more();
    }
    return all;
  }

  private static List<Strand> strands(PaperTopics topics, Span span, Bookmarks from, int size) {
    return TOPICS.stream()
        .map(
            topic -> {
              Bookmark mark = from.of(topic.wire());
              var page = topics.after(topic, mark.seq(), size);
              Strand strand = new Strand(topic.wire(), mark, page.events(), page.more());
              return topic.kind().equals("quiz") ? strand.begunWithin(span) : strand.within(span);
            })
        .toList();
  }

  private static Bookmarks sought(PaperTopics topics, int second) {
    Bookmarks[] marks = {Bookmarks.NONE};
    for (TopicId topic : TOPICS) {
      Bookmark mark =
          Seek.to(second * 1_000L, topics, topic, ADA, RUNNING).toCompletableFuture().join();
      Map<String, Bookmark> all = new HashMap<>(marks[0].marks());
      all.put(topic.wire(), mark);
      marks[0] = new Bookmarks(all);
    }
    return marks[0];
  }

  /** Hidden events leave holes in the numbers; a clock goes back by up to four seconds. */
  @Provide
  Arbitrary<Story> stories() {
    Arbitrary<List<int[]>> steps =
        Combinators.combine(
                Arbitraries.integers().between(1, 4), Arbitraries.integers().between(-1_000, 3_000))
            .as((gap, millis) -> new int[] {gap, millis})
            .list()
            .ofMaxSize(300);
    return steps.list().ofSize(TOPICS.size()).map(TimeLineTest::story);
  }

  private static Story story(List<List<int[]>> all) {
    Map<TopicId, List<PastFrame>> topics = new HashMap<>();
    for (int i = 0; i < TOPICS.size(); i++) {
      List<PastFrame> frames = new ArrayList<>();
      long seq = 0;
      long latest = -20_000;
      long at = latest;
      for (int[] step : all.get(i)) {
        seq += step[0];
        at = Math.max(latest - 4_000, at + step[1]);
        latest = Math.max(latest, at);
        frames.add(PaperTopics.frame(TOPICS.get(i), seq, START.plusMillis(at)));
      }
      topics.put(TOPICS.get(i), frames);
    }
    return new Story(topics);
  }
}
