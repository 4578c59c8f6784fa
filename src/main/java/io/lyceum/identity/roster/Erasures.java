package io.lyceum.identity.roster;

import io.lyceum.core.Caller;
import io.lyceum.core.Permission;
import io.lyceum.core.Rejection;
import io.lyceum.core.UserId;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.account.AccountSurroundings;
import io.lyceum.identity.password.Passwords.Verdict;
import io.lyceum.identity.session.Sessions;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.privacy.DataSubject;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases people, for ever: the account goes, and with the key all that is sealed with it; what has
 * their id stays and names nobody. All of it in one transaction.
 */
final class Erasures {
  private static final Logger log = LoggerFactory.getLogger(Erasures.class);

  private final AccountSurroundings around;
  private final BiConsumer<Handle, DataSubject> erasure;
  private final Counter done;

  /**
   * @param erasure what erases a person, within a transaction of their school
   */
  Erasures(
      AccountSurroundings around, BiConsumer<Handle, DataSubject> erasure, MeterRegistry meters) {
    this.around = around;
    this.erasure = erasure;
    this.done =
        Counter.builder("lyceum.privacy.erasures")
            .description("People who were erased, by their own wish or by an administrator")
            .register(meters);
  }

  /**
   * Of somebody the caller may manage, or of the caller, who then shows the password once more.
   *
   * @param password the caller's own
   */
  CompletionStage<Void> erase(
      Caller caller, String id, Optional<String> password, RequestOrigin origin) {
    if (id.equals(caller.user().value())) {
      return proven(caller, password, origin)
          .thenCompose(_ -> erase(caller, caller.user(), "own wish", origin));
    }
    if (!caller.may(Permission.MANAGE_PEOPLE)) {
      return CompletableFuture.failedFuture(new Refusal(Permission.MANAGE_PEOPLE.rejection()));
    }
    return UserId.parse(id)
        .map(person -> erase(caller, person, "by an administrator", origin))
        .orElseGet(() -> CompletableFuture.failedFuture(Roster.unknown()));
  }

  private CompletionStage<Void> proven(
      Caller caller, Optional<String> password, RequestOrigin origin) {
    return around
        .database()
        .transaction(
            caller.school(),
            handle -> {
              People.Account own = People.byId(handle, caller.user()).orElseThrow(Roster::unknown);
              // Guessing goes by the limits of signing in.
              around.limits().signIn(handle, own.email(), origin.address());
              return own;
            })
        .thenCompose(
            own -> around.passwords().check(password.orElse(""), Optional.of(own.passwordHash())))
        .thenAccept(
            verdict -> {
              if (verdict == Verdict.WRONG) {
                throw new Refusal(Rejection.invalid("password", "is wrong"));
              }
            });
  }

  private CompletionStage<Void> erase(Caller caller, UserId id, String why, RequestOrigin origin) {
    return around
        .database()
        .transaction(caller.school(), handle -> erase(handle, caller, id, why, origin))
        .thenAccept(
            ended -> {
              around.tellAll(id, ended);
              done.increment();
              // Kept for the day a backup from before is restored: see the operations page.
              log.atInfo()
                  .addKeyValue("school", caller.school().value())
                  .addKeyValue("person", id.value())
                  .log("A person is erased");
            });
  }

  private List<Sessions.Ended> erase(
      Handle handle, Caller caller, UserId id, String why, RequestOrigin origin) {
    Person person =
        id.equals(caller.user())
            ? People.byId(handle, id).orElseThrow(Roster::unknown).person()
            : Roster.find(handle, caller, id.value()).person();
    List<Sessions.Ended> ended = around.sessions().endAll(handle, id, Optional.empty());
    erasure.accept(handle, new DataSubject(person.school(), id));
    AuditChain.append(
        handle,
        around.trail().by(caller.user().value(), person, "account.erased", origin).because(why));
    return ended;
  }
}
