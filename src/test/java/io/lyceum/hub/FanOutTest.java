package io.lyceum.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.Lane;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.topic.Audience;
import io.lyceum.topic.frame.EncodedView;
import io.lyceum.topic.frame.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FanOutTest {
  private static final List<TopicRole> ROLES =
      List.of(new TopicRole("teacher"), new TopicRole("pupil"));
  private static final List<UserId> USERS =
      List.of(new UserId("ada"), new UserId("bob"), new UserId("eve"), new UserId("kim"));

  @Property(tries = 500)
  void what_is_shared_is_what_each_viewer_would_get_alone(@ForAll long seed) {
    Random random = new Random(seed);
    List<Entry> entries = new ArrayList<>();
    for (long seq = 1; seq <= 12; seq++) {
      entries.add(entry(seq, random));
    }
    FanOut shared = new FanOut(entries);
    for (int i = 0; i < 30; i++) {
      Viewer viewer = new Viewer(USERS.get(random.nextInt(4)), ROLES.get(random.nextInt(2)));
      long shown = random.nextInt(6);
      long looked = shown + random.nextInt(4);
      FanOut.Piece piece = shared.piece(viewer, shown, looked);
      assertThat(piece.text().text()).isEqualTo(alone(entries, viewer, shown, looked));
      assertThat(piece.count()).isEqualTo((int) piece.text().text().lines().count());
    }
  }

  /** One viewer, one entry after the other, nothing shared. */
  private static String alone(List<Entry> entries, Viewer viewer, long shown, long looked) {
    List<String> frames = new ArrayList<>();
    long prev = shown;
    for (Entry entry : entries) {
      EncodedView view = entry.shownTo(viewer);
      if (entry.seq() > looked && view != null && view.lane() == Lane.DURABLE) {
        frames.add(view.text(prev, viewer));
        prev = entry.seq();
      }
    }
    return String.join("\n", frames);
  }

  private static Entry entry(long seq, Random random) {
    List<EncodedView> views = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Lane lane = random.nextInt(5) == 0 ? Lane.LATEST : Lane.DURABLE;
      Map<String, String> own =
          random.nextBoolean() ? Map.of() : Map.of(USERS.get(random.nextInt(4)).value(), "1");
      views.add(
          new EncodedView(audience(random), lane, "k", "{" + seq + " prev:", " d:{" + i, own));
    }
    return new Entry(seq, views);
  }

  private static Audience audience(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Audience.all();
      case 1 -> Audience.roles(ROLES.get(random.nextInt(2)));
      case 2 -> Audience.users(USERS.get(random.nextInt(4)));
      default -> Audience.allBut(USERS.get(random.nextInt(4)));
    };
  }
}
