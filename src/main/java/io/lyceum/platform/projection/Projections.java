package io.lyceum.platform.projection;

import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
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

  public void start(List<Projection> projections, List<Reaction> reactions) {
    projections.forEach(p -> start(p.name(), ProjectionStep.of(p, around.decoder())));
    reactions.forEach(r -> start(r.name(), ProjectionStep.of(r, around.decoder())));
  }

  private void start(String name, ProjectionStep.Step step) {
    ShardedDaemonProcess.get(system)
        .init(
            ProjectionWorker.Message.class,
            "projection-" + name,
            around.slices(),
            slice -> ProjectionWorker.create(name, step, slice, around),
            ShardedDaemonProcessSettings.create(system).withRole("work"),
            Optional.of(ProjectionWorker.Nudge.STOP));
  }
}
