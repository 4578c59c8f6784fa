package io.lyceum;

import io.lyceum.identity.consent.ConsentDesk;
import io.lyceum.identity.consent.ConsentRoutes;
import io.lyceum.identity.consent.Consents;
import io.lyceum.identity.door.FrontDoor;
import io.lyceum.identity.external.CodeFlow;
import io.lyceum.identity.external.ExternalRoutes;
import io.lyceum.identity.external.ExternalSignIn;
import io.lyceum.identity.mail.Outbox;
import io.lyceum.identity.password.Passwords;
import io.lyceum.identity.privacy.AccountData;
import io.lyceum.identity.privacy.AccountExpiry;
import io.lyceum.identity.privacy.ExportDesk;
import io.lyceum.identity.privacy.ExportRoutes;
import io.lyceum.identity.school.GuardianDesk;
import io.lyceum.identity.school.GuardianListener;
import io.lyceum.identity.school.GuardianRoutes;
import io.lyceum.identity.school.Retention;
import io.lyceum.identity.school.SchoolDesk;
import io.lyceum.identity.school.SchoolRoutes;
import io.lyceum.identity.token.EndedSessions;
import io.lyceum.identity.token.KeyWatch;
import io.lyceum.identity.token.SigningKeys;
import io.lyceum.identity.token.Tokens;
import io.lyceum.platform.database.Database;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.limits.LimitMeters;
import io.lyceum.platform.log.LogNames;
import io.lyceum.platform.privacy.Expiry;
import io.lyceum.platform.privacy.ExportStream;
import io.lyceum.platform.privacy.PersonalData;
import io.lyceum.platform.privacy.PersonalRecords;
import io.lyceum.platform.seal.Seal;
import io.lyceum.platform.settings.Settings;
import io.lyceum.socket.SocketAuthentication;
import io.lyceum.socket.SocketRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Who may come in, and how that is proven: the keys, the tokens they sign, the accounts behind them
 * and what ends a sign-in.
 */
final class Identity {
  private final Settings settings;
  private final Database database;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Passwords passwords;
  private final SigningKeys keys;
  private final EndedSessions ended;
  private final Tokens tokens;

  Identity(Settings settings, Database database, Clock clock, MeterRegistry meters) {
    this.settings = settings;
    this.database = database;
    this.clock = clock;
    this.meters = meters;
    this.passwords = new Passwords(settings.identity());
    this.keys = SigningKeys.load(database.jdbi(), settings.identity(), clock);
    this.ended = new EndedSessions(database);
    this.tokens = new Tokens(keys, settings.identity(), clock, ended::contains);
    LogNames.useKey(keys.derive("log names"));
  }

  Passwords passwords() {
    return passwords;
  }

  Tokens tokens() {
    return tokens;
  }

  /** The public keys, as JSON. */
  String published() {
    return keys.published();
  }

  Optional<SocketAuthentication.Verified> verify(String token) {
    return tokens
        .verify(token)
        .map(
            verified ->
                new SocketAuthentication.Verified(
                    verified.caller(), verified.expiresAt(), verified.session()));
  }

  /** What is kept about accounts. */
  List<PersonalData> personalData() {
    Seal seal = new Seal(keys.derive(Outbox.OWNER));
    return List.of(new AccountData(new Outbox(settings.mail(), seal, clock)));
  }

  /** Follows keys that change and sign-ins that end, of which this node's sockets are told. */
  void watch(ActorSystem<?> system, Optional<ActorRef<SocketRegistry.Message>> sockets) {
    KeyWatch.start(system, keys, database, clock, meters);
    ended.watch(
        system,
        meters,
        // Every other node learns it in the same way.
        end ->
            sockets.ifPresent(
                own -> own.tell(new SocketRegistry.SignedOut(end.person(), end.session()))));
  }

  /**
   * Accounts, schools and parents over REST.
   *
   * @param guardians told who follows whose progress
   */
  List<ApiRoutes> routes(
      ActorSystem<?> system, ActorRef<SocketRegistry.Message> sockets, GuardianListener guardians) {
    FrontDoor door =
        new FrontDoor(
            new FrontDoor.Parts(
                database,
                passwords,
                keys,
                tokens,
                settings.identity(),
                settings.mail(),
                settings.demo(),
                clock,
                meters),
            (user, session) ->
                sockets.tell(new SocketRegistry.SignOut(user, session.orElse(null))));
    system.getWhenTerminated().thenRun(door::close);
    List<ApiRoutes> routes = new ArrayList<>(door.routes());
    routes.add(external(door));
    routes.add(new SchoolRoutes(new SchoolDesk(database, clock, Consents::endSignIns), tokens));
    routes.add(new ConsentRoutes(new ConsentDesk(database, clock), tokens));
    routes.add(new GuardianRoutes(new GuardianDesk(database, clock, guardians), tokens));
    return routes;
  }

  /** All that is kept about a person, for those who may have it. */
  ExportRoutes exports(PersonalRecords records) {
    ExportStream stream = new ExportStream(records, database.blocking(), clock);
    return new ExportRoutes(
        new ExportDesk(database, clock, new LimitMeters(meters)), stream::of, tokens);
  }

  /**
   * Carries out for how long schools keep things.
   *
   * @param expiries those of the kinds
   */
  Retention retention(List<Expiry> expiries, PersonalRecords records) {
    List<Expiry> all = new ArrayList<>(expiries);
    all.add(new AccountExpiry(database, records::purge, clock));
    return new Retention(database, all, clock, meters);
  }

  private ExternalRoutes external(FrontDoor door) {
    ExternalSignIn signIn =
        new ExternalSignIn(settings.identity().providers(), database, door::admit, clock, meters);
    Seal seal = new Seal(keys.derive("way to a provider"));
    return new ExternalRoutes(signIn, new CodeFlow(signIn, database, door::admit, seal, clock));
  }
}
