package io.lyceum.identity.privacy;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import io.lyceum.core.Caller;
import io.lyceum.core.Permission;
import io.lyceum.core.UserId;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Authentication;
import io.lyceum.platform.http.RequestOrigin;
import io.lyceum.platform.privacy.DataSubject;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** {@code /users/{id}/export} and {@code /users/me/export}. */
public final class ExportRoutes extends ApiRoutes {
  private final ExportDesk desk;
  private final Function<DataSubject, Source<ByteString, NotUsed>> document;
  private final Authentication authentication;

  /**
   * @param document a person's data as it is written
   */
  public ExportRoutes(
      ExportDesk desk,
      Function<DataSubject, Source<ByteString, NotUsed>> document,
      Authentication authentication) {
    this.desk = desk;
    this.document = document;
    this.authentication = authentication;
  }

  @Override
  public Route routes() {
    return path(
        segment("users").slash(segment()).slash("export"),
        id ->
            get(
                () ->
                    extractRequest(
                        request ->
                            signedIn(authentication, caller -> export(caller, id, request)))));
  }

  private Route export(Caller caller, String id, HttpRequest request) {
    Optional<UserId> user = id.equals("me") ? Optional.of(caller.user()) : UserId.parse(id);
    return user.map(
            whose ->
                answer(
                    desk.ask(
                        caller, new DataSubject(caller.school(), whose), RequestOrigin.of(request)),
                    this::response))
        .orElseGet(() -> refuse(Permission.EXPORT_DATA.rejection()));
  }

  private HttpResponse response(DataSubject person) {
    return HttpResponse.create()
        .addHeader(RawHeader.create("Content-Disposition", "attachment; filename=\"export.json\""))
        .withEntity(
            HttpEntities.createChunked(ContentTypes.APPLICATION_JSON, document.apply(person)));
  }
}
