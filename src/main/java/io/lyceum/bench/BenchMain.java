package io.lyceum.bench;

import io.lyceum.bench.net.BenchProblem;
import io.lyceum.bench.net.Sources;
import io.lyceum.launch.ParentWatch;
import io.lyceum.platform.settings.Release;
import java.net.InetSocketAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The load tool. Ends with 2 for wrong options and 1 for a run that could not be finished. */
@Command(
    name = "lyceum-bench",
    description = {
      "Measures a running server from outside, with an open loop: messages are sent at their",
      "intended times whatever became of those before, and latency counts from there."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BenchMain.Version.class,
    sortOptions = false,
    subcommands = {
      ChatLoad.class,
      SignalLoad.class,
      QuizLoad.class,
      IdleSockets.class,
      ResumeLoad.class,
      RestReads.class,
      PlotCommand.class
    })
public final class BenchMain implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    ParentWatch.start();
    System.exit(commandLine().execute(arguments));
  }

  /** The tool with all its commands; also for use within another program. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new BenchMain());
    line.registerConverter(InetSocketAddress.class, ServerOptions::address);
    line.registerConverter(Sources.class, ServerOptions::sources);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(110);
    line.setParameterExceptionHandler(
        (wrong, _) -> {
          CommandLine command = wrong.getCommandLine();
          command
              .getErr()
              .println(
                  wrong.getMessage()
                      + " See: "
                      + command.getCommandSpec().qualifiedName()
                      + " --help");
          return command.getCommandSpec().exitCodeOnInvalidInput();
        });
    line.setExecutionExceptionHandler(
        (failure, command, _) -> {
          if (!(failure instanceof BenchProblem)) {
            throw failure;
          }
          command.getErr().println(failure.getMessage());
          return command.getCommandSpec().exitCodeOnExecutionException();
        });
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to measure.");
  }

  /** The release this tool belongs to. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Lyceum " + Release.version()};
    }
  }
}
