package io.lyceum.media.room;

import io.lyceum.media.Feed;
import io.lyceum.media.MediaServer;
import io.lyceum.media.Place;
import io.lyceum.media.TrackKind;
import io.lyceum.media.room.Told.Why;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/** Carries the steps for the media server out and brings back what came of them. */
final class RoomSteps {
  private final long name;
  private final MediaServer.Room server;
  private final ActorContext<RoomMessage> context;
  private final InstantSource clock;
  private final Consumer<Step.Say> say;

  RoomSteps(
      long name,
      MediaServer.Room server,
      ActorContext<RoomMessage> context,
      InstantSource clock,
      Consumer<Step.Say> say) {
    this.name = name;
    this.server = server;
    this.context = context;
    this.clock = clock;
    this.say = say;
  }

  /** Which room this is: what comes late from one before is void. */
  long name() {
    return name;
  }

  MediaServer.Room server() {
    return server;
  }

  void perform(Step step) {
    switch (step) {
      case Step.Publish(Feed feed, String offer) ->
          then(
              server.publish(feed, offer),
              (seating, answer) ->
                  answer == null
                      ? seating.ended(feed, Why.UNAVAILABLE)
                      : seating.published(feed, answer));
      case Step.Mute(Feed feed, TrackKind kind, boolean muted) ->
          thenDone(
              server.mute(feed, kind, muted),
              done -> seating -> seating.muted(feed, kind, muted, done));
      case Step.Listen(Place place, var listening, var also) ->
          then(
              server.listen(place, also),
              (seating, offer) ->
                  offer == null
                      ? seating.listenFailed(place, listening)
                      : seating.offered(place, listening, also, offer, clock.instant()));
      case Step.Answer(Place place, var listening, String sdp) ->
          thenDone(
              server.answer(place, sdp),
              done -> seating -> seating.answered(place, listening, done));
      case Step.Prefer(Place place, String mid, var layer) -> server.prefer(place, mid, layer);
      case Step.SendCandidate(Feed feed, var candidate) -> server.candidate(feed, candidate);
      case Step.ReceiveCandidate(Place place, var candidate) -> server.candidate(place, candidate);
      case Step.Stop(Feed feed) -> server.stop(feed);
      case Step.Leave(Place place) -> server.leave(place);
      case Step.Say told -> say.accept(told);
    }
  }

  void close() {
    server.close();
  }

  private <T> void then(
      CompletionStage<T> stage, BiFunction<Seating, @Nullable T, List<Step>> outcome) {
    context.pipeToSelf(
        stage,
        (value, failure) -> {
          if (failure != null) {
            context.getSystem().log().debug("A media server refused: {}", failure.toString());
          }
          return new RoomMessage.Outcome(
              name, seating -> outcome.apply(seating, failure == null ? value : null));
        });
  }

  private void thenDone(
      CompletionStage<Void> stage, Function<Boolean, Function<Seating, List<Step>>> outcome) {
    context.pipeToSelf(
        stage, (_, failure) -> new RoomMessage.Outcome(name, outcome.apply(failure == null)));
  }
}
