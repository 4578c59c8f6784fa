package io.lyceum.call;

import io.lyceum.call.domain.CallCommand;
import io.lyceum.call.domain.CallDecider;
import io.lyceum.call.domain.CallEvent;
import io.lyceum.call.domain.CallState;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.platform.projection.Projection;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.Preparation;
import io.lyceum.topic.TopicKind;
import java.util.List;
import java.util.Map;

/** The one public door of the call kind. */
public final class CallTopic implements LiveKind {
  public static final String NAME = "call";

  /** The report that says whose call for whom it is, while another may cross it. */
  public static final String PAIR = "pair";

  static final String PLACING = "call:initiate";

  private static final JournalCodec<CallState, CallEvent> JOURNAL = CallJournal.codec();

  private final CallSettings settings;

  public CallTopic(CallSettings settings) {
    this.settings = settings;
  }

  @Override
  public TopicKind<CallState, CallCommand, CallEvent> topic() {
    return kind(settings);
  }

  @Override
  public List<ApiRoutes> routes(Resources with) {
    return List.of(new CallRoutes(with.authentication(), with.topics(), with.database()));
  }

  @Override
  public Map<String, Preparation> preparations(Database database) {
    return Map.of(PLACING, new Placing(database));
  }

  /** A call is not moderation: who calls whom is theirs. */
  @Override
  public boolean audits(String manifest) {
    return false;
  }

  @Override
  public List<Projection> projections() {
    return List.of(new CallHistoryProjection());
  }

  @Override
  public List<PersonalData> personalData() {
    return List.of(new CallPersonalData());
  }

  public static TopicKind<CallState, CallCommand, CallEvent> kind(CallSettings settings) {
    return new TopicKind<>(NAME, new CallDecider(settings.ring()), new CallFrames(), journal());
  }

  /** The stored form, for projections and flows. */
  public static JournalCodec<CallState, CallEvent> journal() {
    return JOURNAL;
  }
}
