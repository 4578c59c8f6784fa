package io.lyceum.identity.roster;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Permission;
import io.lyceum.core.Role;
import io.lyceum.core.UserId;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.Secret;
import io.lyceum.identity.account.AccountFields;
import io.lyceum.identity.account.AccountSurroundings;
import io.lyceum.identity.mail.Template;
import io.lyceum.identity.registration.Invited;
import io.lyceum.platform.audit.AuditChain;
import io.lyceum.platform.audit.AuditEntry;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.http.RequestOrigin;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.server.Route;
import org.jdbi.v3.core.Handle;

/** {@code /invitations}: who may make an account in the school, and as what. */
public final class InvitationRoutes extends ApiRoutes {
  private record Invite(EmailAddress email, Role role, Duration lifetime) {}

  private record InvitationJson(
      UUID id, String email, String role, UserId invitedBy, Instant createdAt, Instant expiresAt) {
    static InvitationJson of(Invited.Invitation invitation) {
      return new InvitationJson(
          invitation.id(),
          invitation.email(),
          invitation.role().wire(),
          invitation.invitedBy(),
          invitation.createdAt(),
          invitation.expiresAt());
    }
  }

  private static final int DEFAULT_DAYS = 14;
  private static final int MAX_DAYS = 90;

  private final AccountSurroundings around;
  private final Authentication authentication;

  public InvitationRoutes(AccountSurroundings around, Authentication authentication) {
    this.around = around;
    this.authentication = authentication;
  }

  @Override
  public Route routes() {
    return pathPrefix(
        "invitations",
        () ->
            concat(
                pathEnd(
                    () ->
                        concat(
                            get(() -> managing((caller, _) -> list(caller))),
                            post(() -> managing(this::invite)))),
                path(
                    segment(),
                    id -> delete(() -> managing((caller, r) -> revoke(caller, id, r))))));
  }

  private Route managing(BiFunction<Caller, HttpRequest, Route> inner) {
    return permitted(
        authentication,
        Permission.MANAGE_PEOPLE,
        caller -> extractRequest(request -> inner.apply(caller, request)));
  }

  private Route list(Caller caller) {
    return answer(
        around
            .database()
            .transaction(
                caller.school(), handle -> Invited.of(handle, caller.school(), around.now()))
            .thenApply(all -> all.stream().map(InvitationJson::of).toList()));
  }

  private Route invite(Caller caller, HttpRequest request) {
    return body(
        fields ->
            new Invite(
                AccountFields.email(fields),
                fields.parsed("role", Role.STUDENT, "a role", Role::parse),
                Duration.ofDays(
                    fields.optionalNumber("days", 1, MAX_DAYS).orElse((long) DEFAULT_DAYS))),
        invite ->
            answer(
                around
                    .database()
                    .transaction(
                        caller.school(),
                        handle -> add(handle, caller, invite, RequestOrigin.of(request)))));
  }

  /** The same for an address that has an account: what other schools have is not told. */
  private InvitationJson add(Handle handle, Caller caller, Invite invite, RequestOrigin origin) {
    Ranks.check(caller, invite.role());
    Instant now = around.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    Invited.Invitation invitation =
        new Invited.Invitation(
            UUID.randomUUID(),
            invite.email().value(),
            invite.role(),
            caller.user(),
            now,
            now.plus(invite.lifetime()));
    Secret token = Secret.fresh();
    Invited.add(handle, caller.school(), invitation, token);
    Map<String, String> values =
        Map.of(
            "link",
            around.outbox().link("register", token) + "&school=" + caller.school().value(),
            "until",
            invitation.expiresAt().atOffset(ZoneOffset.UTC).toLocalDate().toString());
    around.outbox().put(handle, Template.INVITATION.to(invite.email(), values));
    note(handle, caller, "account.invited", invitation, origin);
    return InvitationJson.of(invitation);
  }

  private Route revoke(Caller caller, String id, HttpRequest request) {
    return answer(
        around
            .database()
            .transaction(
                caller.school(),
                handle -> {
                  Invited.Invitation revoked =
                      uuid(id)
                          .flatMap(known -> Invited.remove(handle, caller.school(), known))
                          .orElseThrow(
                              () ->
                                  Refusal.of(ErrorCode.NOT_FOUND, "There is no such invitation."));
                  note(
                      handle,
                      caller,
                      "account.invitation-revoked",
                      revoked,
                      RequestOrigin.of(request));
                  return Map.<String, String>of();
                }));
  }

  private void note(
      Handle handle,
      Caller caller,
      String action,
      Invited.Invitation invitation,
      RequestOrigin origin) {
    AuditChain.append(
        handle,
        AuditEntry.account(
                caller.school(),
                around.clock().instant(),
                caller.user().value(),
                action,
                invitation.id().toString())
            .because(invitation.role().wire())
            .by(origin));
  }
}
