package io.lyceum.identity.roster;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.core.Permission;
import io.lyceum.core.Rejection;
import io.lyceum.core.Role;
import io.lyceum.core.UserId;
import io.lyceum.identity.People;
import io.lyceum.identity.account.AccountFields;
import io.lyceum.identity.account.AccountSurroundings;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.json.Fields;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** {@code /users}: everybody sees who is in the school, its administrators manage them. */
public final class UserRoutes extends ApiRoutes {
  /** Address and ban only for who manages people. */
  private record Listed(
      UserId id, String name, String role, @Nullable String email, @Nullable Boolean banned) {}

  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);

  /** Two thousand lines of a hundred characters. */
  private static final long MAX_TABLE = 256 * 1024;

  private final Roster roster;
  private final PeopleImport imports;
  private final Authentication authentication;

  public UserRoutes(AccountSurroundings around, Authentication authentication) {
    this.roster = new Roster(around);
    this.imports = new PeopleImport(around, roster);
    this.authentication = authentication;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        "users",
        () ->
            concat(
                pathEnd(() -> concat(get(this::list), post(() -> managing(this::add)))),
                path(segment("import"), () -> post(() -> managing(this::load))),
                path(segment(), id -> patch(() -> managing((caller, r) -> change(caller, id, r)))),
                path(
                    segment().slash("second-factor"),
                    id ->
                        delete(
                            () ->
                                managing(
                                    (caller, r) ->
                                        answer(
                                            roster.resetSecondFactor(
                                                caller, id, RequestOrigin.of(r))))))));
  }

  private Route managing(BiFunction<Caller, HttpRequest, Route> inner) {
    return permitted(
        authentication,
        Permission.MANAGE_PEOPLE,
        caller -> extractRequest(request -> inner.apply(caller, request)));
  }

  private Route list() {
    return permitted(
        authentication,
        Permission.SEE_PEOPLE,
        caller ->
            answer(
                roster
                    .of(caller)
                    .thenApply(
                        people -> people.stream().map(one -> listed(caller, one)).toList())));
  }

  private static Listed listed(Caller caller, People.Account account) {
    boolean all = caller.may(Permission.MANAGE_PEOPLE);
    return new Listed(
        account.person().id(),
        account.person().name(),
        account.person().role().wire(),
        all ? account.email() : null,
        all ? account.banned() : null);
  }

  private Route add(Caller caller, HttpRequest request) {
    return body(
        fields ->
            new NewPerson(
                AccountFields.email(fields),
                AccountFields.name(fields),
                fields.parsed("role", Role.STUDENT, "a role", Role::parse),
                birthYear(fields),
                Optional.empty()),
        fresh ->
            answer(
                roster
                    .add(caller, fresh, RequestOrigin.of(request))
                    .thenApply(
                        person ->
                            new Listed(
                                person.id(),
                                person.name(),
                                person.role().wire(),
                                fresh.email().value(),
                                false))));
  }

  private Route change(Caller caller, String id, HttpRequest request) {
    return body(
        UserRoutes::change,
        change ->
            answer(
                roster
                    .change(caller, id, change, RequestOrigin.of(request))
                    .thenApply(account -> listed(caller, account))));
  }

  private static Roster.Change change(Fields fields) {
    Optional<String> name =
        fields.value("name").isPresent()
            ? Optional.of(AccountFields.name(fields))
            : Optional.empty();
    return new Roster.Change(
        name,
        fields.optionalParsed("role", Role.STUDENT, "a role", Role::parse),
        fields.optionalFlag("banned"),
        birthYear(fields));
  }

  private static Optional<Integer> birthYear(Fields fields) {
    return fields
        .optionalNumber("birthYear", NewPerson.FIRST_YEAR, NewPerson.LAST_YEAR)
        .map(Long::intValue);
  }

  private Route load(Caller caller, HttpRequest request) {
    return parameterOptional(
        "dryRun",
        dryRun -> {
          String given = dryRun.orElse("false");
          if (!given.equals("true") && !given.equals("false")) {
            return refuse(Rejection.invalid("dryRun", "must be true or false"));
          }
          return extractStrictEntity(
              BODY_TIMEOUT,
              MAX_TABLE,
              entity ->
                  answer(
                      imports.run(
                          caller,
                          entity.getData().utf8String(),
                          given.equals("true"),
                          RequestOrigin.of(request))));
        });
  }
}
