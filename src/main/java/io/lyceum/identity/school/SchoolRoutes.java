package io.lyceum.identity.school;

import io.lyceum.core.Caller;
import io.lyceum.core.Permission;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.json.Fields;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /school}, the caller's own, and {@code /schools}. */
public final class SchoolRoutes extends ApiRoutes {
  private record SchoolJson(
      SchoolId id,
      String name,
      String registration,
      int keepMessages,
      int keepClasses,
      int keepQuizzes,
      int keepAccounts,
      int consentBelow,
      String recording) {
    static SchoolJson of(School school) {
      Keeping keeping = school.keeping();
      return new SchoolJson(
          school.id(),
          school.name(),
          school.registration().wire(),
          keeping.messages(),
          keeping.classes(),
          keeping.quizzes(),
          keeping.accounts(),
          school.consentBelow(),
          school.recording().wire());
    }
  }

  private record FoundedJson(SchoolJson school, UserId administrator) {}

  private static final int MAX_NAME = 200;
  private static final int MAX_EMAIL = 254;
  private static final int MAX_ID = 128;
  private static final int MAX_AGE = 21;
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final SchoolId NONE = new SchoolId("none");
  private static final String RECORDING = "off, staff or all";
  private static final String REGISTRATION = "open, invitation or closed";

  private final SchoolDesk desk;
  private final Authentication authentication;

  public SchoolRoutes(SchoolDesk desk, Authentication authentication) {
    this.desk = desk;
    this.authentication = authentication;
  }

  @Override
  public Route routes() {
    return concat(
        path(
            "school",
            () ->
                concat(
                    get(
                        () ->
                            permitted(
                                authentication,
                                Permission.MANAGE_SCHOOL,
                                caller -> school(desk.school(caller)))),
                    patch(() -> extractRequest(this::change)))),
        path("schools", () -> post(() -> extractRequest(this::found))));
  }

  private Route school(CompletionStage<School> school) {
    return answer(school.thenApply(SchoolJson::of));
  }

  private Route change(HttpRequest request) {
    return permitted(
        authentication,
        Permission.MANAGE_SCHOOL,
        caller ->
            body(
                SchoolRoutes::change,
                change -> school(desk.change(caller, change, RequestOrigin.of(request)))));
  }

  private Route found(HttpRequest request) {
    return permitted(
        authentication,
        Permission.CREATE_SCHOOLS,
        caller -> found(caller, RequestOrigin.of(request)));
  }

  private Route found(Caller caller, RequestOrigin origin) {
    return body(
        SchoolRoutes::founding,
        founding ->
            answer(
                desk.found(caller, founding, origin)
                    .thenApply(
                        founded ->
                            new FoundedJson(
                                SchoolJson.of(founded.school()), founded.administrator()))));
  }

  private static SchoolDesk.Change change(Fields fields) {
    return new SchoolDesk.Change(
        fields.optionalText("name", MAX_NAME),
        fields.optionalParsed(
            "registration", Registration.CLOSED, REGISTRATION, Registration::parse),
        days(fields, "keepMessages"),
        days(fields, "keepClasses"),
        days(fields, "keepQuizzes"),
        days(fields, "keepAccounts"),
        fields.optionalNumber("consentBelow", 0, MAX_AGE).map(Long::intValue),
        fields.optionalParsed("recording", RecordingRule.OFF, RECORDING, RecordingRule::parse));
  }

  private static Optional<Integer> days(Fields fields, String field) {
    return fields.optionalNumber(field, 0, Keeping.MAX_DAYS).map(Long::intValue);
  }

  private static SchoolDesk.Founding founding(Fields fields) {
    School school =
        new School(
            fields.parsed(
                "id", NONE, "an id of at most " + MAX_ID + " characters", SchoolId::parse),
            fields.text("name", MAX_NAME),
            fields
                .optionalParsed(
                    "registration", Registration.CLOSED, REGISTRATION, Registration::parse)
                .orElse(Registration.CLOSED));
    String email = fields.text("administratorEmail", MAX_EMAIL);
    if (!ADDRESS.matcher(email).matches()) {
      fields.problem("administratorEmail", "must be an e-mail address");
    }
    return new SchoolDesk.Founding(school, fields.text("administratorName", MAX_NAME), email);
  }
}
