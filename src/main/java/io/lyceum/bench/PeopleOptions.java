package io.lyceum.bench;

import io.lyceum.bench.people.People;
import io.lyceum.platform.database.DatabaseAddress;
import java.nio.file.Path;
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
      names = "--user",
      defaultValue = "postgres",
      description = "of the database (default: ${DEFAULT-VALUE})")
  private String user = "";

  @Option(names = "--password", defaultValue = "", description = "of the database")
  private String password = "";

  /** Where people are to come from. */
  People people() {
    if (tokens != null && database == null) {
      return People.in(tokens);
    }
    if (database != null && tokens == null) {
      return People.in(new DatabaseAddress(database, user, password));
    }
    throw new ParameterException(
        command.commandLine(), "Say who sends: either --tokens or --database.");
  }
}
