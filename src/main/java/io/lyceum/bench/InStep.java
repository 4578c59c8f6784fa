package io.lyceum.bench;

import io.lyceum.bench.net.BenchProblem;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** Lets many processes of this tool go on together, where one cannot open files enough. */
final class InStep {
  @Option(
      names = "--in-step",
      description = {
        "say \"prepared\" when people and rooms are made, and \"open\" when all sockets are;",
        "each time wait for a line of input before going on"
      })
  private boolean wanted;

  /** Says how far it is, and waits to be told to go on. */
  void await(String reached, PrintWriter out) {
    if (!wanted) {
      return;
    }
    out.println(reached);
    out.flush();
    try {
      int read = System.in.read();
      while (read != '\n') {
        if (read < 0) {
          throw new BenchProblem("the input ended before the run did");
        }
        read = System.in.read();
      }
    } catch (IOException e) {
      throw new BenchProblem("the input cannot be read: " + e.getMessage(), e);
    }
  }
}
