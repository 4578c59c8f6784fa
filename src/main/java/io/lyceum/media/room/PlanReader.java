package io.lyceum.media.room;

import io.lyceum.core.TopicId;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Reads the topic's plan, one reading at a time; asked meanwhile, once more afterwards. */
final class PlanReader {
  private final ActorContext<RoomMessage> context;
  private final TopicId topic;
  private final RoomSurroundings around;
  private boolean reading;
  private boolean again;

  PlanReader(ActorContext<RoomMessage> context, TopicId topic, RoomSurroundings around) {
    this.context = context;
    this.topic = topic;
    this.around = around;
  }

  /**
   * The plan comes as {@link RoomMessage.PlanRead}.
   *
   * @param covers up to which signal it is fresh
   */
  void read(long covers) {
    again = reading;
    if (!reading) {
      reading = true;
      context.pipeToSelf(
          around.plan().apply(topic),
          (read, failure) ->
              failure == null
                  ? new RoomMessage.PlanRead(read.plan(), read.seq(), covers)
                  : new RoomMessage.PlanRead(null, 0, covers));
    }
  }

  /** It has come; true when it must be read once more. */
  boolean wasRead() {
    reading = false;
    return again;
  }
}
