package io.lyceum.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.call.domain.CallCommand;
import io.lyceum.call.domain.CallDecider;
import io.lyceum.call.domain.CallEvent;
import io.lyceum.call.domain.CallMedia;
import io.lyceum.call.domain.CallPerson;
import io.lyceum.call.domain.CallRejection;
import io.lyceum.call.domain.CallState;
import io.lyceum.core.Caller;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Fields;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.DeciderFixture;
import io.lyceum.topic.Audience;
import io.lyceum.topic.Relay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallFramesTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller ADA = person("ada");
  private static final Caller BOB = person("bob");
  private static final Caller EVE = person("eve");
  private static final String OFFER = "'description':{'type':'offer','sdp':'v=0'}";

  private final CallFrames frames = new CallFrames();
  private final DeciderFixture<CallState, CallCommand, CallEvent> call =
      DeciderFixture.of(new CallDecider(Duration.ofSeconds(45)), new TopicId(SCHOOL, "call", "c1"));

  @Test
  void an_offer_goes_to_its_receiver_alone_and_begins_a_new_count_of_candidates() throws Exception {
    talking();
    Relay.Counted offer =
        (Relay.Counted) signal(ADA, "{'to':'bob','epoch':1,'peer':1," + OFFER + "}");
    assertThat(offer.to().audience()).isEqualTo(Audience.users(BOB.user()));
    assertThat(Json.write(offer.to().data()).replace('"', '\''))
        .isEqualTo("{'to':'bob','epoch':1,'peer':1," + OFFER + "}");
    assertThat(offer.begins()).isTrue();
    Relay.Counted candidate =
        (Relay.Counted)
            signal(
                ADA,
                "{'to':'bob','epoch':1,'peer':1,'candidate':{'candidate':'candidate:1','sdpMid':'0','sdpMLineIndex':0}}");
    assertThat(candidate.begins()).isFalse();
    assertThat(candidate.stream()).isEqualTo(offer.stream());
    assertThat(candidate.most()).isEqualTo(256);
  }

  @Test
  void who_is_not_in_the_call_says_nothing_and_is_told_nothing() throws Exception {
    placed();
    assertThat(signal(BOB, "{'to':'ada','epoch':1,'peer':1," + OFFER + "}"))
        .isEqualTo(refused(CallRejection.NOT_IN_THE_CALL));
    assertThat(signal(ADA, "{'to':'bob','epoch':1,'peer':1," + OFFER + "}"))
        .isEqualTo(refused(CallRejection.THEY_ARE_NOT_IN_THE_CALL));
    call.when(BOB, new CallCommand.AnswerCall());
    assertThat(signal(ADA, "{'to':'ada','epoch':1,'peer':1," + OFFER + "}"))
        .isEqualTo(refused(CallRejection.THEY_ARE_NOT_IN_THE_CALL));
    assertThat(signal(EVE, "{'to':'ada','epoch':1,'peer':1," + OFFER + "}"))
        .isEqualTo(refused(CallRejection.NOT_IN_THE_CALL));
    call.when(BOB, new CallCommand.EndCall());
    assertThat(signal(ADA, "{'to':'bob','epoch':1,'peer':1," + OFFER + "}"))
        .isEqualTo(refused(CallRejection.OVER));
  }

  @Test
  void a_stale_session_is_refused_on_either_side() throws Exception {
    talking();
    call.when(BOB, new CallCommand.JoinCall());
    assertThat(signal(BOB, "{'to':'ada','epoch':1,'peer':1," + OFFER + "}"))
        .isEqualTo(refused(CallRejection.STALE_SESSION));
    assertThat(signal(ADA, "{'to':'bob','epoch':1,'peer':1," + OFFER + "}"))
        .isEqualTo(refused(CallRejection.STALE_PEER));
    assertThat(signal(ADA, "{'to':'bob','epoch':1,'peer':2," + OFFER + "}"))
        .isInstanceOf(Relay.Counted.class);
  }

  @Test
  void who_names_no_epochs_means_the_devices_that_are_in() throws Exception {
    talking();
    call.when(BOB, new CallCommand.JoinCall());
    Relay.Counted offer = (Relay.Counted) signal(ADA, "{'to':'bob'," + OFFER + "}");
    assertThat(Json.write(offer.to().data()).replace('"', '\''))
        .isEqualTo("{'to':'bob','epoch':1,'peer':2," + OFFER + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'epoch':1,'peer':1,'description':{'type':'offer','sdp':'v=0'}} | to
          {'to':'bob','epoch':0,'peer':1,'description':{'type':'offer','sdp':'v=0'}} | epoch
          {'to':'bob','epoch':1,'peer':'2','description':{'type':'offer','sdp':'v=0'}} | peer
          {'to':'bob','epoch':1,'peer':1} | description
          {'to':'bob','epoch':1,'peer':1,'description':{'type':'offer','sdp':'v=0'},'candidate':{'candidate':'c'}} | description
          {'to':'bob','epoch':1,'peer':1,'description':{'type':'rollback','sdp':'v=0'}} | description.type
          {'to':'bob','epoch':1,'peer':1,'description':{'type':'offer'}} | description.sdp
          {'to':'bob','epoch':1,'peer':1,'candidate':{'candidate':''}} | candidate.candidate
          {'to':'bob','epoch':1,'peer':1,'candidate':{'candidate':'c','from':'eve'}} | candidate.from
          {'to':'bob','epoch':1,'peer':1,'from':'eve','description':{'type':'offer','sdp':'v=0'}} | from
          """)
  void a_wrong_field_is_named(String data, String field) {
    talking();
    assertThatThrownBy(() -> signal(ADA, data))
        .isInstanceOfSatisfying(
            InvalidFields.class,
            e -> assertThat(e.rejection().details().getFirst().field()).isEqualTo(field));
  }

  @Test
  void a_description_has_a_longest_and_fits_into_a_frame() throws Exception {
    talking();
    String longest = "x".repeat(CallSignal.MAX_SDP);
    String data = "{'to':'bob','epoch':1,'peer':1,'description':{'type':'offer','sdp':'%s'}}";
    assertThat(signal(ADA, data.formatted(longest))).isInstanceOf(Relay.Counted.class);
    assertThatThrownBy(() -> signal(ADA, data.formatted(longest + "x")))
        .isInstanceOf(InvalidFields.class);
  }

  @Test
  void another_signal_is_not_known() throws Exception {
    talking();
    Relay other =
        Fields.read(
            Json.MAPPER.readTree("{}"),
            data -> frames.signal(call.state(), viewer(ADA), "call:shout", data));
    assertThat(((Relay.Refused) other).rejection().code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
  }

  private Relay signal(Caller from, String data) throws InvalidFields, IOException {
    JsonNode json = Json.MAPPER.readTree(data.replace('\'', '"'));
    return Fields.read(
        json, fields -> frames.signal(call.state(), viewer(from), "call:signal", fields));
  }

  private static Relay refused(CallRejection why) {
    return new Relay.Refused(why.rejection());
  }

  private void placed() {
    CallPerson bob = new CallPerson(BOB.user(), "bob");
    call.when(
        Caller.system(SCHOOL),
        new CallCommand.InitiateCall(
            new CallPerson(ADA.user(), "ada"), List.of(bob), CallMedia.VIDEO));
  }

  private void talking() {
    placed();
    call.when(BOB, new CallCommand.AnswerCall());
  }

  private static Viewer viewer(Caller caller) {
    return new Viewer(caller.user(), CallDecider.MEMBER);
  }

  private static Caller person(String id) {
    return new Caller(new UserId(id), id, Role.STUDENT, SCHOOL);
  }
}
