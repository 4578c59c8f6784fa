package io.lyceum.media.recording;

import io.lyceum.platform.privacy.DataSubject;
import io.lyceum.platform.privacy.Disclosure;
import io.lyceum.platform.privacy.PersonalData;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What was recorded of a person. The files themselves are had from the class's recording. */
public final class RecordingPersonalData implements PersonalData {
  private record PartJson(
      String topic,
      String state,
      Instant at,
      long milliseconds,
      @Nullable String type,
      long bytes) {}

  private final InstantSource clock;

  public RecordingPersonalData(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "recording";
  }

  @Override
  public void export(Disclosure to) {
    to.list(
        "parts",
        out ->
            to.read(
                    handle ->
                        PartHistory.ofPerson(handle, to.person().school(), to.person().user()))
                .forEach(
                    part ->
                        out.accept(
                            new PartJson(
                                part.topic().wire(),
                                part.state().wire(),
                                part.startedAt(),
                                part.lengthMs(),
                                part.type(),
                                part.size()))));
  }

  /** The files follow within seconds. */
  @Override
  public void purge(Handle transaction, DataSubject person) {
    PartHistory.removeOf(transaction, person.school(), person.user(), clock.instant());
  }
}
