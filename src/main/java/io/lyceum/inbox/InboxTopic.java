package io.lyceum.inbox;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.inbox.domain.InboxCommand;
import io.lyceum.inbox.domain.InboxDecider;
import io.lyceum.inbox.domain.InboxEvent;
import io.lyceum.inbox.domain.InboxState;
import io.lyceum.platform.json.JournalCodec;
import io.lyceum.topic.LiveKind;
import io.lyceum.topic.TopicKind;

/** The one public door of the inbox kind. */
public final class InboxTopic implements LiveKind {
  public static final String NAME = "inbox";

  /** The report that lists the calls its owner is in. */
  public static final String TAKEN = "taken";

  private static final JournalCodec<InboxState, InboxEvent> JOURNAL = InboxJournal.codec();

  @Override
  public TopicKind<InboxState, InboxCommand, InboxEvent> topic() {
    return kind();
  }

  /** What comes into somebody's inbox is theirs. */
  @Override
  public boolean audits(String manifest) {
    return false;
  }

  public static TopicKind<InboxState, InboxCommand, InboxEvent> kind() {
    return new TopicKind<>(NAME, new InboxDecider(), new InboxFrames(), JOURNAL);
  }

  /** A person's inbox. */
  public static TopicId of(SchoolId school, UserId person) {
    return new TopicId(school, NAME, person.value());
  }
}
