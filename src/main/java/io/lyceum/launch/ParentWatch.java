package io.lyceum.launch;

import java.util.Optional;

/**
 * A node started by another program (Maven, the launcher) must not outlive it. Such a program says
 * so with the system property {@code lyceum.parent}: a process id, or {@code auto} for whoever
 * started this process.
 */
public final class ParentWatch {
  public static final String PROPERTY = "lyceum.parent";

  /** What a shell reports for SIGTERM, which is what the parent's end amounts to. */
  private static final int ENDED = 143;

  private ParentWatch() {}

  /**
   * Ends this JVM in good order as soon as its parent is gone; without the property does nothing.
   */
  public static void start() {
    String parent = System.getProperty(PROPERTY);
    if (parent == null) {
      return;
    }
    Optional<ProcessHandle> handle =
        parent.equals("auto")
            ? ProcessHandle.current().parent()
            : ProcessHandle.of(Long.parseLong(parent));
    Thread watch = new Thread(() -> await(handle), "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void await(Optional<ProcessHandle> parent) {
    parent.ifPresent(process -> process.onExit().join());
    System.exit(ENDED);
  }
}
