package io.lyceum.platform.cluster;

import com.typesafe.config.Config;
import org.apache.pekko.event.EventStream;
import org.apache.pekko.remote.PhiAccrualFailureDetector;

/**
 * Judges by heartbeats as the cluster's own detector does, but a node whose process has ended is
 * unavailable at once. Made by the cluster, named in {@code cluster.conf}.
 */
public final class CrashAwareFailureDetector extends PhiAccrualFailureDetector {
  private final EndedProcesses ended;
  private volatile String address = "";

  public CrashAwareFailureDetector(Config config, EventStream system) {
    super(config, system);
    this.ended = EndedProcesses.of(system);
  }

  @Override
  public void setAddress(String watched) {
    super.setAddress(watched);
    address = watched;
  }

  @Override
  public boolean isAvailable() {
    return !ended.has(address) && super.isAvailable();
  }
}
