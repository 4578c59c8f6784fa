package io.lyceum.flow;

import io.lyceum.classroom.ClassroomTopic;
import io.lyceum.classroom.domain.ClassroomEvent;
import io.lyceum.classroom.domain.MediaRules;
import io.lyceum.media.room.MediaRegion;
import io.lyceum.platform.projection.Reaction;
import io.lyceum.platform.projection.StoredEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the class's rules say of picture and voice holds at the media server: whenever an event may
 * have changed it, the class's room reads the plan anew. Only told that, so telling it twice or
 * late does no harm.
 */
public final class ClassGovernsMedia implements Reaction {
  private final MediaRegion media;

  public ClassGovernsMedia(MediaRegion media) {
    this.media = media;
  }

  @Override
  public String name() {
    return "class-governs-media";
  }

  @Override
  public String kind() {
    return ClassroomTopic.NAME;
  }

  @Override
  public CompletionStage<?> react(StoredEvent stored) {
    ClassroomEvent event = ClassroomTopic.journal().read(stored.manifest(), stored.data());
    if (MediaRules.mayChange(event)) {
      media.changed(stored.topic(), stored.seq());
    }
    return CompletableFuture.completedStage(null);
  }
}
