package io.lyceum.faults.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that is started, killed, paused and started again; its output goes to one log. */
public final class Daemon {
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private Process process;

  private Daemon(List<String> command, Map<String, String> environment, Path log) {
    this.command = command;
    this.environment = environment;
    this.log = log;
    this.process = launch(Map.of());
  }

  /** Starts {@code command} with {@code environment} beside the own, without settings of ours. */
  public static Daemon start(List<String> command, Map<String, String> environment, Path log) {
    return new Daemon(command, environment, log);
  }

  /** Says a line to its standard input. */
  public void say(String line) {
    try {
      process
          .getOutputStream()
          .write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Asks it to end; it decides when. */
  public void terminate() {
    process.destroy();
  }

  /**
   * Its exit code.
   *
   * @throws IllegalStateException when it has not ended by then
   */
  public int awaitExit(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("still running after " + patience + ", see " + log);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public void pause() {
    signal("STOP");
  }

  public void goOn() {
    signal("CONT");
  }

  public void signal(String name) {
    Shell.run("kill", "-" + name, Long.toString(process.pid()));
  }

  public void startAgain() {
    startAgain(Map.of());
  }

  /** The same with other variables this once. */
  public void startAgain(Map<String, String> other) {
    process = launch(other);
  }

  /** Everything it has printed so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch(Map<String, String> other) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LYCEUM_"));
    builder.environment().putAll(environment);
    builder.environment().putAll(other);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
