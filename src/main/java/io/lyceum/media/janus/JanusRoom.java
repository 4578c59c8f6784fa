package io.lyceum.media.janus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.media.Feed;
import io.lyceum.media.Layer;
import io.lyceum.media.MediaServer.Candidate;
import io.lyceum.media.MediaServer.News;
import io.lyceum.media.MediaServer.Offer;
import io.lyceum.media.MediaServer.Room;
import io.lyceum.media.MediaServer.Stream;
import io.lyceum.media.Place;
import io.lyceum.media.TrackKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A room of the VideoRoom plugin: a handle for each feed and for each listener. */
final class JanusRoom implements Room {
  /** By its name the description tells the room's number, which is nobody's business. */
  private static final Pattern NAME = Pattern.compile("(?m)^s=[^\r\n]*");

  /** Janus reads numbers as a JavaScript would. */
  private static final long MOST_ID = 1L << 53;

  private record Sender(CompletionStage<Long> handle, long id, Map<TrackKind, List<String>> mids) {}

  private final JanusInstance janus;
  private final RoomKeys keys;
  private final JanusSettings settings;
  private final Consumer<News> news;
  private final Map<Feed, Sender> senders = new ConcurrentHashMap<>();
  private final Map<Place, CompletionStage<Long>> listeners = new ConcurrentHashMap<>();

  JanusRoom(JanusInstance janus, RoomKeys keys, JanusSettings settings, Consumer<News> news) {
    this.janus = janus;
    this.keys = keys;
    this.settings = settings;
    this.news = news;
  }

  long number() {
    return keys.room();
  }

  @Override
  public CompletionStage<String> publish(Feed feed, String offer) {
    CompletionStage<Long> handle = janus.attach(event -> happened(feed, event));
    long id = ThreadLocalRandom.current().nextLong(1, MOST_ID);
    senders.put(feed, new Sender(handle, id, Mids.of(offer)));
    return handle
        .thenCompose(
            h ->
                janus.ask(
                    h,
                    VideoRoom.publish(keys, id, settings.bitrate(feed.source())),
                    VideoRoom.description("offer", offer)))
        .whenComplete((_, failure) -> noticeLoss(failure))
        .thenApply(JanusRoom::sdp);
  }

  private void happened(Feed feed, JanusEvent event) {
    switch (event) {
      case JanusEvent.Connected _ -> news.accept(new News.Sending(feed));
      case JanusEvent.Ended _ -> news.accept(new News.Stopped(feed));
      case JanusEvent.Speaks(long id, boolean now) -> {
        // All senders are told of each; here it counts once.
        Sender sender = senders.get(feed);
        if (sender != null && sender.id() == id) {
          news.accept(new News.Speaks(feed, now));
        }
      }
    }
  }

  @Override
  public CompletionStage<Void> mute(Feed feed, TrackKind kind, boolean muted) {
    Sender sender = senders.get(feed);
    CompletionStage<Void> all = CompletableFuture.completedStage(null);
    if (sender == null) {
      return all;
    }
    // A kind that was not offered is not sent.
    for (String mid : sender.mids().getOrDefault(kind, List.of())) {
      ObjectNode moderate = VideoRoom.moderate(keys, sender.id(), mid, muted);
      all = all.thenCompose(_ -> janus.ask(moderate)).thenAccept(_ -> {});
    }
    return all;
  }

  @Override
  public CompletionStage<Void> record(Feed feed, String name) {
    Sender sender = senders.get(feed);
    return sender == null
        ? CompletableFuture.failedStage(new JanusFailure("There is no such sender"))
        : sender
            .handle()
            .thenCompose(h -> janus.ask(h, VideoRoom.record(name), null))
            .thenAccept(_ -> {});
  }

  @Override
  public void stopRecording(Feed feed) {
    Sender sender = senders.get(feed);
    if (sender != null) {
      sender.handle().thenAccept(h -> janus.ask(h, VideoRoom.stopRecording(), null));
    }
  }

  @Override
  public CompletionStage<Offer> listen(Place place, Set<Feed> also) {
    List<Long> ids =
        also.stream()
            .flatMap(f -> Optional.ofNullable(senders.get(f)).stream())
            .map(Sender::id)
            .toList();
    CompletionStage<Long> known = listeners.get(place);
    CompletionStage<Long> handle =
        known == null ? janus.attach(event -> happened(place, event)) : known;
    listeners.put(place, handle);
    ObjectNode body = known == null ? VideoRoom.subscribe(keys, ids) : VideoRoom.alsoSubscribe(ids);
    CompletionStage<Offer> offer =
        handle
            .thenCompose(h -> janus.ask(h, body, null))
            .whenComplete((_, failure) -> noticeLoss(failure))
            .thenApply(this::offer);
    return known != null
        ? offer
        : offer.whenComplete((_, failure) -> startAnew(place, handle, failure));
  }

  /** A handle that has not joined cannot be updated. */
  private void startAnew(Place place, CompletionStage<Long> handle, @Nullable Throwable failure) {
    if (failure != null && listeners.remove(place, handle)) {
      handle.thenAccept(janus::detach);
    }
  }

  private void happened(Place place, JanusEvent event) {
    if (event instanceof JanusEvent.Ended) {
      news.accept(new News.Left(place));
    }
  }

  private Offer offer(JsonNode answer) {
    List<Stream> streams = new ArrayList<>();
    for (JsonNode stream : answer.path("plugindata").path("data").path("streams")) {
      Feed feed = feed(stream.path("feed_id").asLong());
      String type = stream.path("type").asText();
      if (feed != null && stream.path("active").asBoolean(true)) {
        for (TrackKind kind : TrackKind.values()) {
          if (kind.wire().equals(type)) {
            streams.add(new Stream(stream.path("mid").asText(), feed, kind));
          }
        }
      }
    }
    return new Offer(sdp(answer), streams);
  }

  private @Nullable Feed feed(long id) {
    return senders.entrySet().stream()
        .filter(sender -> sender.getValue().id() == id)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  @Override
  public CompletionStage<Void> answer(Place place, String sdp) {
    CompletionStage<Long> handle = listeners.get(place);
    return handle == null
        ? CompletableFuture.failedStage(new JanusFailure("There is no such listener"))
        : handle
            .thenCompose(h -> janus.ask(h, VideoRoom.start(), VideoRoom.description("answer", sdp)))
            .thenAccept(_ -> {});
  }

  @Override
  public void prefer(Place listener, String mid, Layer layer) {
    CompletionStage<Long> handle = listeners.get(listener);
    if (handle != null) {
      handle.thenAccept(h -> janus.ask(h, VideoRoom.prefer(mid, layer), null));
    }
  }

  @Override
  public void candidate(Feed feed, Candidate candidate) {
    Sender sender = senders.get(feed);
    if (sender != null) {
      trickle(sender.handle(), candidate);
    }
  }

  @Override
  public void candidate(Place listener, Candidate candidate) {
    CompletionStage<Long> handle = listeners.get(listener);
    if (handle != null) {
      trickle(handle, candidate);
    }
  }

  private void trickle(CompletionStage<Long> handle, Candidate candidate) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (candidate.text() == null) {
      json.put("completed", true);
    } else {
      json.put("candidate", candidate.text());
      json.put("sdpMid", candidate.mid()).put("sdpMLineIndex", candidate.line());
    }
    handle.thenAccept(h -> janus.trickle(h, json));
  }

  @Override
  public void stop(Feed feed) {
    Sender sender = senders.remove(feed);
    if (sender != null) {
      sender.handle().thenAccept(janus::detach);
    }
  }

  @Override
  public void leave(Place place) {
    CompletionStage<Long> handle = listeners.remove(place);
    if (handle != null) {
      handle.thenAccept(janus::detach);
    }
  }

  @Override
  public void close() {
    janus.remove(this);
    Set.copyOf(senders.keySet()).forEach(this::stop);
    Set.copyOf(listeners.keySet()).forEach(this::leave);
    janus.ask(VideoRoom.destroy(keys));
  }

  /** The link is lost, and all handles with it. */
  void lost() {
    news.accept(new News.Lost());
  }

  private void noticeLoss(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof JanusFailure refused && refused.code() == JanusFailure.NO_SUCH_ROOM) {
      janus.remove(this);
      lost();
    }
  }

  private static String sdp(JsonNode answer) {
    String sdp = answer.path("jsep").path("sdp").asText();
    if (sdp.isEmpty()) {
      throw new JanusFailure("Janus answered without a description");
    }
    return NAME.matcher(sdp).replaceFirst("s=-");
  }
}
