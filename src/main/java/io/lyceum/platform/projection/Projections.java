package io.lyceum.platform.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;

/**
 * Runs projections and reactions on the nodes with the role {@code work}, each slice on one of them
 * at a time.
 */
public final class Projections {
  private final ActorSystem<?> system;
  private final ProjectionSurroundings around;

  public Projections(ActorSystem<?> system, ProjectionSurroundings around) {
    this.system = system;
    this.around = around;
  }

  /** To be called once: all of them share one set of workers, so that a node's end moves one. */
  public void start(List<Projection> projections, List<Reaction> reactions) {
    List<Handling> all = new ArrayList<>();
    projections.forEach(projection -> all.add(Handling.of(projection)));
    reactions.forEach(reaction -> all.add(Handling.of(reaction)));
    JournalTail tail =
        new JournalTail(around.database().jdbi(), around.decoder(), System::nanoTime);
    // Before any worker listens: what it finds after the news must not be the news of before.
    around.pulse().listen(tail::news);
    ShardedDaemonProcess.get(system)
        .init(
            ProjectionWorker.Message.class,
            "projections",
            all.size() * around.slices(),
            number -> worker(all.get(number / around.slices()), tail, number % around.slices()),
            ShardedDaemonProcessSettings.create(system).withRole("work"),
            Optional.of(ProjectionWorker.Nudge.STOP));
  }

  private Behavior<ProjectionWorker.Message> worker(
      Handling handling, JournalTail tail, int slice) {
    ProjectionStep step =
        new ProjectionStep(
            handling, around.database().jdbi(), tail, System::nanoTime, slice, around.slices());
    return ProjectionWorker.create(handling.name(), step, slice, around);
  }
}
