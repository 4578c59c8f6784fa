package io.lyceum.bench;

import io.lyceum.bench.net.BenchProblem;
import io.lyceum.bench.people.People;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who sends, to a server that wants to know. */
final class PeopleOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description = "people of your deployment, one {\"user\": …, \"token\": …} a line")
  private @Nullable Path tokens;

  @Option(
      names = "--database",
      paramLabel = "JDBC-URL",
      description = "the server's database: people are made in it, with tokens its own key signs")
  private @Nullable String database;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "or the data folder of a node on this machine that brings its own database")
  private @Nullable Path data;

  @Option(
      names = "--user",
      defaultValue = "postgres",
      description = "of the database (default: ${DEFAULT-VALUE})")
  private String user = "";

  @Option(names = "--password", defaultValue = "", description = "of the database")
  private String password = "";

  /** Where people are to come from. */
  People people() {
    long given = Stream.of(tokens, database, data).filter(Objects::nonNull).count();
    if (given != 1) {
      throw new ParameterException(
          command.commandLine(), "Say who sends: one of --data, --database and --tokens.");
    }
    if (tokens != null) {
      return People.in(tokens);
    }
    return People.in(
        database != null ? new DatabaseAddress(database, user, password) : inFolder(data));
  }

  private static DatabaseAddress inFolder(@Nullable Path folder) {
    try {
      return EmbeddedDatabase.addressIn(Objects.requireNonNull(folder));
    } catch (IOException e) {
      throw new BenchProblem(folder + " is no data folder of a node that runs: " + e, e);
    }
  }
}
