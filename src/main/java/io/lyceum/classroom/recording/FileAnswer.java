package io.lyceum.classroom.recording;

import io.lyceum.classroom.recording.ByteRange.UnsatisfiableRange;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Rejection;
import io.lyceum.media.recording.Part;
import io.lyceum.media.store.MediaStore;
import io.lyceum.platform.http.ApiRoutes;
import io.lyceum.platform.http.Refusal;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.StreamConverters;

/** Answers with a stored file, or the part of it that is asked for, while it is being read. */
final class FileAnswer {
  static final Rejection NO_LONGER_GOOD =
      new Rejection(
          ErrorCode.FORBIDDEN, "This address is not good any more. Ask for the recording again.");

  private static final int PARTIAL = 206;
  private static final int UNSATISFIABLE = 416;

  private final MediaStore store;

  FileAnswer(MediaStore store) {
    this.store = store;
  }

  /**
   * @param found empty when the address is not good
   * @param range as the header says; empty for all of it
   */
  HttpResponse of(Optional<Part> found, String range) {
    if (found.isEmpty() || found.get().type() == null) {
      return ApiRoutes.refusal(new Refusal(NO_LONGER_GOOD));
    }
    Part part = found.get();
    try {
      Optional<ByteRange> asked = ByteRange.parse(range, part.size());
      HttpResponse response =
          entity(part, asked.orElseGet(() -> new ByteRange(0, part.size())))
              .addHeader(RawHeader.create("Accept-Ranges", "bytes"))
              // A player asks for the same again and again; nobody else may keep it.
              .addHeader(RawHeader.create("Cache-Control", "private, max-age=300"));
      return asked
          .map(
              piece ->
                  response
                      .withStatus(PARTIAL)
                      .addHeader(RawHeader.create("Content-Range", piece.of(part.size()))))
          .orElse(response);
    } catch (UnsatisfiableRange e) {
      return HttpResponse.create()
          .withStatus(UNSATISFIABLE)
          .addHeader(RawHeader.create("Content-Range", "bytes */" + part.size()));
    }
  }

  private HttpResponse entity(Part part, ByteRange piece) {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.parse(String.valueOf(part.type())),
                piece.length(),
                StreamConverters.fromInputStream(
                    () -> store.open(part.file(), piece.from(), piece.length()))));
  }
}
