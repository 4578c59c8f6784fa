package io.lyceum.platform.privacy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lyceum.core.TopicId;
import io.lyceum.platform.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** All places of a node where data about people is kept. */
public final class PersonalRecords {
  private final List<PersonalData> places;
  private final Disclosure.Source source;

  public PersonalRecords(List<PersonalData> places, Disclosure.Source source) {
    this.places = List.copyOf(places);
    this.source = source;
  }

  /**
   * Takes a person out of every table, for ever, within one transaction of their school. Doing it
   * again does no harm.
   */
  public void purge(Handle transaction, DataSubject person) {
    ErasedPeople.add(transaction, person);
    places.forEach(place -> place.purge(transaction, person));
  }

  /** Writes all that is kept about a person as one document in the usual envelope. Blocking. */
  public void export(DataSubject person, Instant now, OutputStream to) throws IOException {
    try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(to)) {
      json.writeStartObject();
      json.writeBooleanField("success", true);
      json.writeObjectFieldStart("data");
      json.writeObjectField("exportedAt", now);
      json.writeObjectField("id", person.user());
      json.writeObjectField("school", person.school());
      Disclosure disclosure = new Disclosure(source, person, json, topics(person));
      for (PersonalData place : places) {
        json.writeObjectFieldStart(place.name());
        place.export(disclosure);
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  /** Of all places, for what one knows of a person may lead another to more. */
  private List<TopicId> topics(DataSubject person) {
    return source
        .database()
        .transaction(
            person.school(),
            handle -> {
              Set<TopicId> topics = new LinkedHashSet<>();
              places.forEach(place -> topics.addAll(place.topics(handle, person)));
              return (List<TopicId>) new ArrayList<>(topics);
            })
        .toCompletableFuture()
        .join();
  }
}
