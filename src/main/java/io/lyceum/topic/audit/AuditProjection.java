package io.lyceum.topic.audit;

import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.projection.Projection;
import io.lyceum.platform.projection.StoredEvent;
import io.lyceum.topic.Audited;
import io.lyceum.topic.LiveKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Writes what kinds declare worth it into the audit log: exactly once and never on the live path.
 * Two slices that meet in two schools' chains may lock each other out; the database ends one and it
 * is tried again.
 */
public final class AuditProjection implements Projection {
  private final Map<String, LiveKind> kinds = new HashMap<>();

  public AuditProjection(List<LiveKind> kinds) {
    kinds.forEach(kind -> this.kinds.put(kind.topic().name(), kind));
  }

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String kind() {
    return EVERY_KIND;
  }

  @Override
  public boolean wants(String kind, String manifest) {
    LiveKind of = kinds.get(kind);
    return of != null && of.audits(manifest);
  }

  @Override
  public void apply(Handle transaction, StoredEvent event) {
    LiveKind kind = kinds.get(event.topic().kind());
    if (kind != null) {
      kind.audited(event)
          .ifPresent(audited -> AuditChain.append(transaction, entry(event, audited)));
    }
  }

  private static AuditEntry entry(StoredEvent event, Audited audited) {
    return new AuditEntry(
        event.topic().school(),
        event.at(),
        event.by().value(),
        audited.action(),
        event.topic().wire(),
        audited.subject(),
        audited.reason(),
        event.command(),
        null);
  }
}
