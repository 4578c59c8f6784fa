package io.lyceum;

import io.lyceum.core.Permission;
import io.lyceum.core.Permissions;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.account.AccountFields;
import io.lyceum.identity.school.Appointment;
import io.lyceum.identity.school.Registration;
import io.lyceum.identity.school.School;
import io.lyceum.identity.session.Sessions;
import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.database.DatabaseProblem;
import io.lyceum.platform.database.EmbeddedDatabase;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The first administrator, who cannot be made by another: {@code java -jar lyceum.jar admin}. It
 * works on the database of a node with the same settings; who has these may do it.
 */
final class AdminCommand {
  static final String COMMAND = "admin";

  private static final String HELP =
      """
      Makes somebody an administrator and prints a link with which they choose a password; good once, for a day.
      A node must have been started with the same settings before.

        java -jar lyceum.jar admin --email head@school.example --name "Head of School"

        --email ADDRESS       whose account it is; one that is there already gets the role
        --name NAME           what the person is called
        --school ID           the school, made when it is not there (main)
        --school-name NAME    what a new school is called (its id)
        --role ROLE           super_admin (may make schools), school_admin or admin (super_admin)
      """;

  private static final Set<String> OPTIONS =
      Set.of("--email", "--name", "--school", "--school-name", "--role");

  private AdminCommand() {}

  static void run(String[] arguments, Map<String, String> environment) {
    if (arguments.length == 2 && arguments[1].equals("--help")) {
      System.out.print(HELP);
      return;
    }
    Appointment.Wanted wanted = wanted(options(arguments));
    Settings settings = Settings.load(environment);
    Clock clock = Clock.systemUTC();
    Appointment appointment = new Appointment(new Sessions(settings.identity(), clock), clock);
    Appointment.Appointed done = appoint(settings, appointment, wanted);
    System.out.printf(
        "%s is %s of the %sschool %s. To choose a password follow this link, once, before %s:%n%s%n",
        done.person().name(),
        done.person().role().wire(),
        done.newSchool() ? "new " : "",
        done.person().school().value(),
        done.until().truncatedTo(ChronoUnit.MINUTES),
        settings.mail().link("reset", done.token().text()));
  }

  private static Appointment.Appointed appoint(
      Settings settings, Appointment appointment, Appointment.Wanted wanted) {
    DatabaseAddress address = settings.database().external().orElseGet(() -> embedded(settings));
    try {
      return appointment.appoint(address, wanted);
    } catch (Refusal refusal) {
      throw new CommandProblem(refusal.rejection().message());
    }
  }

  private static DatabaseAddress embedded(Settings settings) {
    try {
      return EmbeddedDatabase.addressIn(settings.dataDirectory());
    } catch (IOException e) {
      throw new DatabaseProblem(
          "No node has run in " + settings.dataDirectory() + " yet: start one first.", e);
    }
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < arguments.length; i += 2) {
      if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
        throw new CommandProblem("What is " + arguments[i] + "? See: admin --help");
      }
      options.put(arguments[i], arguments[i + 1].strip());
    }
    return options;
  }

  private static Appointment.Wanted wanted(Map<String, String> options) {
    String school = options.getOrDefault("--school", "main");
    SchoolId id =
        SchoolId.parse(school)
            .orElseThrow(() -> new CommandProblem("--school must be an id, such as main"));
    return new Appointment.Wanted(
        new School(id, line(options, "--school-name", school), Registration.INVITATION),
        EmailAddress.parse(options.getOrDefault("--email", ""))
            .orElseThrow(() -> new CommandProblem("--email must be an e-mail address")),
        line(options, "--name", ""),
        Role.parse(options.getOrDefault("--role", Role.SUPER_ADMIN.wire()))
            .filter(role -> Permissions.of(role).contains(Permission.MANAGE_PEOPLE))
            .orElseThrow(
                () -> new CommandProblem("--role must be super_admin, school_admin or admin")));
  }

  private static String line(Map<String, String> options, String option, String otherwise) {
    String text = options.getOrDefault(option, otherwise);
    if (text.isEmpty()
        || text.length() > AccountFields.MAX_NAME
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new CommandProblem(
          option + " must be a text of 1 to " + AccountFields.MAX_NAME + " characters");
    }
    return text;
  }
}
