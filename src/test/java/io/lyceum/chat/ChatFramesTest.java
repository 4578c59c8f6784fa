package io.lyceum.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.chat.domain.Attachment;
import io.lyceum.chat.domain.Author;
import io.lyceum.chat.domain.ChatCommand;
import io.lyceum.chat.domain.ChatDecider;
import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatMember;
import io.lyceum.chat.domain.ChatRejection;
import io.lyceum.chat.domain.ChatRole;
import io.lyceum.chat.domain.ChatState;
import io.lyceum.chat.domain.ChatType;
import io.lyceum.chat.domain.WriteRule;
import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.core.Viewer;
import io.lyceum.platform.json.Fields;
import io.lyceum.platform.json.Fields.InvalidFields;
import io.lyceum.platform.json.Json;
import io.lyceum.testkit.DeciderFixture;
import io.lyceum.topic.Audience;
import io.lyceum.topic.Relay;
import io.lyceum.topic.View;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatFramesTest {
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final UserId TEA = new UserId("tea");
  private static final UserId ADA = new UserId("ada");
  private static final TopicRole MEMBER = ChatRole.MEMBER.topicRole();

  private final ChatFrames frames = new ChatFrames();
  private final DeciderFixture<ChatState, ChatCommand, ChatEvent> chat = chat("g1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          message:send | {'text':'hi'} | SendMessage[text=hi, replyTo=Optional.empty, silent=false, attachments=[]]
          message:send | {'text':'hi','replyTo':3,'silent':true,'attachments':[{'name':'a','url':'/v1/media/1','type':'image/png','size':3}]} | SendMessage[text=hi, replyTo=Optional[3], silent=true, attachments=[Attachment[name=a, url=/v1/media/1, type=image/png, size=3]]]
          message:edit | {'seq':3,'text':'ho'} | EditMessage[seq=3, text=ho]
          message:delete | {'seq':3} | DeleteMessage[seq=3]
          message:react | {'seq':3,'emoji':'👍🏽'} | ReactToMessage[seq=3, emoji=👍🏽, remove=false]
          message:read | {'seq':3} | MarkRead[seq=3]
          message:pin | {'seq':3,'remove':true} | PinMessage[seq=3, remove=true]
          member:add | {'user':'ada','name':'Ada','role':'reader'} | AddMember[user=UserId[value=ada], name=Ada, role=Optional[READER]]
          member:remove | {'user':'ada'} | RemoveMember[user=UserId[value=ada]]
          member:role | {'user':'ada','role':'moderator'} | ChangeMemberRole[user=UserId[value=ada], role=MODERATOR]
          """)
  void a_clients_command_is_read(String type, String data, String command) throws Exception {
    assertThat(frames.commands().read(type, json(data), false)).hasToString(command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          message:send | {} | text
          message:send | {'text':' '} | text
          message:send | {'text':'hi','replyto':3} | replyto
          message:send | {'text':'hi','replyTo':0} | replyTo
          message:send | {'text':'hi','silent':1} | silent
          message:send | {'text':'hi','attachments':[{'name':'a','url':'http://x.example/a','type':'t','size':3}]} | attachments[0].url
          message:send | {'text':'hi','attachments':[{'name':'a','url':'https://x.example/a','type':'t','size':-1}]} | attachments[0].size
          message:edit | {'seq':3} | text
          message:delete | {'seq':'3'} | seq
          message:react | {'seq':3,'emoji':'no words'} | emoji
          message:react | {'seq':3,'emoji':'😀😀😀😀😀😀😀😀😀'} | emoji
          message:read | {} | seq
          message:pin | {'seq':3,'remove':'x'} | remove
          member:add | {'user':'ada'} | name
          member:remove | {'user':'?'} | user
          member:role | {'user':'ada'} | role
          member:role | {'user':'ada','role':'king'} | role
          """)
  void a_wrong_field_is_named(String type, String data, String field) {
    InvalidFields refused = refused(type, data, false);
    assertThat(refused.rejection().details())
        .extracting(FieldProblem::field)
        .containsExactly(field);
  }

  @Test
  void a_text_of_4000_characters_fits_and_one_more_does_not() throws Exception {
    String longest = "x".repeat(4000);
    assertThat(frames.commands().read("message:send", json("{'text':'" + longest + "'}"), false))
        .isInstanceOf(ChatCommand.SendMessage.class);
    assertThat(refused("message:send", "{'text':'" + longest + "x'}", false).rejection().code())
        .isEqualTo(ErrorCode.INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "//evil.example/v1/media/1",
        "/v1/media/../auth/me",
        "/v1/media/%2e%2e/auth/me",
        "https:///x",
        "https://user@x.example/a",
        "/v1/mediaX",
        "data:text/html,x"
      })
  void an_attachment_leads_nowhere_unsafe(String url) {
    String data =
        "{'text':'hi','attachments':[{'name':'a','url':'" + url + "','type':'t','size':3}]}";
    assertThat(refused("message:send", data, false).rejection().details())
        .extracting(FieldProblem::field)
        .containsExactly("attachments[0].url");
  }

  @Test
  void creation_and_rules_are_the_servers_own() throws Exception {
    String create = "{'type':'channel','members':[{'user':'ada','name':'Ada'}]}";
    assertThat(frames.commands().read("chat:create", json(create), true))
        .isEqualTo(
            new ChatCommand.CreateChat(
                Optional.empty(),
                ChatType.CHANNEL,
                List.of(new ChatMember(ADA, "Ada", ChatRole.READER))));
    assertThat(frames.commands().read("rules:set", json("{'chat':false}"), true))
        .isEqualTo(new ChatCommand.SetWriteRule(WriteRule.MODERATORS));
    assertThat(refused("chat:create", create, false).rejection().code())
        .isEqualTo(ErrorCode.UNKNOWN_TYPE);
    assertThat(refused("rules:set", "{'chat':false}", false).rejection().code())
        .isEqualTo(ErrorCode.UNKNOWN_TYPE);
    assertThat(refused("chat:create", "{'type':'class','members':[]}", true).rejection().details())
        .extracting(FieldProblem::field)
        .containsExactly("type", "members");
  }

  @Test
  void everyone_sees_every_event() throws Exception {
    List<Attachment> files = List.of(new Attachment("a", "/v1/media/1", "t", 3));
    Author ada = new Author(ADA, "Ada");
    shown(
        created(ChatType.GROUP),
        "chat:created"
            + " {'name':'Choir','type':'group','members':[{'id':'ada','name':'Ada','role':'member'},{'id':'tea','name':'Tea','role':'moderator'}]}");
    shown(
        new ChatEvent.MessagePosted(2, ada, "hi", Optional.empty(), false, List.of(), NOON),
        "message:new {'author':{'id':'ada','name':'Ada'},'text':'hi'}");
    shown(
        new ChatEvent.MessagePosted(3, ada, "hi", Optional.of(2L), true, files, NOON),
        "message:new"
            + " {'author':{'id':'ada','name':'Ada'},'text':'hi','replyTo':2,'silent':true,'attachments':[{'name':'a','url':'/v1/media/1','type':'t','size':3}]}");
    shown(new ChatEvent.MessageEdited(2, "ho", NOON), "message:edited {'seq':2,'text':'ho'}");
    shown(new ChatEvent.MessageDeleted(2), "message:deleted {'seq':2}");
    shown(
        new ChatEvent.MessageReacted(2, "👍", ADA, false),
        "message:reacted {'seq':2,'emoji':'👍','user':'ada','removed':false}");
    shown(new ChatEvent.MessagesRead(ADA, 2), "message:read {'user':'ada','seq':2}");
    shown(new ChatEvent.MessagePinned(2, true), "message:pinned {'seq':2,'removed':true}");
    shown(
        new ChatEvent.MemberAdded(ADA, "Ada", ChatRole.MEMBER),
        "member:added {'user':'ada','name':'Ada','role':'member'}");
    shown(new ChatEvent.MemberRemoved(ADA), "member:removed {'user':'ada'}");
    shown(
        new ChatEvent.MemberRoleChanged(ADA, ChatRole.READER),
        "member:role {'user':'ada','role':'reader'}");
    shown(new ChatEvent.WriteRuleSet(WriteRule.MODERATORS), "rules:set {'write':'moderators'}");
  }

  @Test
  void the_snapshot_holds_the_last_fifty_messages() throws Exception {
    chat.given(created(ChatType.GROUP));
    for (int i = 0; i < 51; i++) {
      chat.given(posted(2 + i, "m" + i));
    }
    chat.given(
        new ChatEvent.MessageReacted(52, "👍", ADA, false),
        new ChatEvent.MessageEdited(51, "better", NOON),
        new ChatEvent.MessageDeleted(50),
        new ChatEvent.MessagesRead(ADA, 52),
        new ChatEvent.MessagePinned(52, false));
    JsonNode snapshot = snapshot(ADA);
    JsonNode messages = snapshot.get("messages");
    assertThat(messages).hasSize(50);
    assertThat(messages.get(0).get("seq").asLong()).isEqualTo(3);
    assertThat(messages.get(49))
        .isEqualTo(
            json(
                "{'seq':52,'author':{'id':'ada','name':'Ada'},'at':'2026-01-05T12:00:00Z','text':'m50','reactions':{'👍':['ada']}}"));
    assertThat(messages.get(48).get("editedAt").asText()).isEqualTo("2026-01-05T12:00:00Z");
    assertThat(messages.get(47).get("deleted").asBoolean()).isTrue();
    assertThat(messages.get(47).get("text").asText()).isEmpty();
    assertThat(snapshot.get("more").asBoolean()).isTrue();
    assertThat(snapshot.get("reads")).isEqualTo(json("{'ada':52}"));
    assertThat(snapshot.get("pinned").toString()).isEqualTo("[52]");
    assertThat(snapshot.get("rules")).isEqualTo(json("{'write':'all'}"));
    assertThat(snapshot.get("name").asText()).isEqualTo("Choir");
  }

  @Test
  void a_private_chat_is_called_after_the_other_one() throws Exception {
    chat.given(new ChatEvent.ChatCreated(Optional.empty(), ChatType.PRIVATE, people()));
    assertThat(snapshot(ADA).get("name").asText()).isEqualTo("Tea");
    assertThat(snapshot(TEA).get("name").asText()).isEqualTo("Ada");
  }

  @Test
  void typing_is_told_to_the_others_by_those_who_may_write() throws Exception {
    chat.given(created(ChatType.GROUP));
    assertThat(signal(chat, "typing:start", MEMBER))
        .isEqualTo(new Relay.To(Audience.allBut(ADA), "typing:start", Map.of("name", "Ada")));
    assertThat(signal(chat, "wave", MEMBER)).isEqualTo(Relay.unknown("wave"));
    assertThat(signal(chat, "typing:stop", ChatRole.READER.topicRole()))
        .isEqualTo(new Relay.Refused(ChatRejection.READERS_ONLY_READ.rejection()));
    chat.given(new ChatEvent.WriteRuleSet(WriteRule.MODERATORS));
    assertThat(signal(chat, "typing:start", MEMBER))
        .isEqualTo(new Relay.Refused(ChatRejection.WRITING_IS_OFF.rejection()));
  }

  @Test
  void in_a_class_a_name_is_known_once_its_person_has_written() throws Exception {
    DeciderFixture<ChatState, ChatCommand, ChatEvent> classChat = chat("class-c1");
    assertThat(signal(classChat, "typing:start", MEMBER))
        .isEqualTo(new Relay.To(Audience.allBut(ADA), "typing:start", Map.of()));
    classChat.given(posted(1, "hi"));
    assertThat(signal(classChat, "typing:start", MEMBER))
        .isEqualTo(new Relay.To(Audience.allBut(ADA), "typing:start", Map.of("name", "Ada")));
  }

  private Relay signal(
      DeciderFixture<ChatState, ChatCommand, ChatEvent> in, String type, TopicRole role)
      throws Exception {
    return Fields.read(
        json("{}"), data -> frames.signal(in.state(), new Viewer(ADA, role), type, data));
  }

  private void shown(ChatEvent event, String frame) throws IOException {
    View view = frames.views(event).getFirst();
    assertThat(view.audience()).isEqualTo(Audience.all());
    assertThat(view.type()).isEqualTo(frame.substring(0, frame.indexOf(' ')));
    assertThat(Json.parse(Json.write(view.data())))
        .isEqualTo(json(frame.substring(frame.indexOf(' ') + 1)));
  }

  private JsonNode snapshot(UserId user) throws IOException {
    return Json.parse(Json.write(frames.snapshot(chat.state(), new Viewer(user, MEMBER))));
  }

  private InvalidFields refused(String type, String data, boolean fromServer) {
    return catchThrowableOfType(
        InvalidFields.class, () -> frames.commands().read(type, json(data), fromServer));
  }

  private static ChatEvent.ChatCreated created(ChatType type) {
    return new ChatEvent.ChatCreated(Optional.of("Choir"), type, people());
  }

  private static List<ChatMember> people() {
    return List.of(
        new ChatMember(TEA, "Tea", ChatRole.MODERATOR),
        new ChatMember(ADA, "Ada", ChatRole.MEMBER));
  }

  private static ChatEvent.MessagePosted posted(long seq, String text) {
    Author ada = new Author(ADA, "Ada");
    return new ChatEvent.MessagePosted(seq, ada, text, Optional.empty(), false, List.of(), NOON);
  }

  private static DeciderFixture<ChatState, ChatCommand, ChatEvent> chat(String id) {
    return DeciderFixture.of(new ChatDecider(), new TopicId(new SchoolId("demo"), "chat", id));
  }

  private static JsonNode json(String text) throws IOException {
    return Json.parse(text.replace('\'', '"'));
  }
}
