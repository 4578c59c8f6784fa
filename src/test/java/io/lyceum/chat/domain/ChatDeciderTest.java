package io.lyceum.chat.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.chat.domain.ChatCommand.AddMember;
import io.lyceum.chat.domain.ChatCommand.ChangeMemberRole;
import io.lyceum.chat.domain.ChatCommand.CreateChat;
import io.lyceum.chat.domain.ChatCommand.DeleteMessage;
import io.lyceum.chat.domain.ChatCommand.EditMessage;
import io.lyceum.chat.domain.ChatCommand.MarkRead;
import io.lyceum.chat.domain.ChatCommand.PinMessage;
import io.lyceum.chat.domain.ChatCommand.ReactToMessage;
import io.lyceum.chat.domain.ChatCommand.RemoveMember;
import io.lyceum.chat.domain.ChatCommand.SendMessage;
import io.lyceum.chat.domain.ChatCommand.SetWriteRule;
import io.lyceum.chat.domain.ChatEvent.ChatCreated;
import io.lyceum.chat.domain.ChatEvent.MemberAdded;
import io.lyceum.chat.domain.ChatEvent.MemberRemoved;
import io.lyceum.chat.domain.ChatEvent.MemberRoleChanged;
import io.lyceum.chat.domain.ChatEvent.MessageDeleted;
import io.lyceum.chat.domain.ChatEvent.MessageEdited;
import io.lyceum.chat.domain.ChatEvent.MessagePinned;
import io.lyceum.chat.domain.ChatEvent.MessagePosted;
import io.lyceum.chat.domain.ChatEvent.MessageReacted;
import io.lyceum.chat.domain.ChatEvent.MessagesRead;
import io.lyceum.chat.domain.ChatEvent.WriteRuleSet;
import io.lyceum.core.Admission;
import io.lyceum.core.Caller;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.TopicRole;
import io.lyceum.core.UserId;
import io.lyceum.testkit.DeciderFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatDeciderTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private static final Caller TEA = person("tea", Role.TEACHER);
  private static final Caller ADA = person("ada", Role.STUDENT);
  private static final Caller BOB = person("bob", Role.STUDENT);
  private static final Caller EVE = person("eve", Role.STUDENT);
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private final DeciderFixture<ChatState, ChatCommand, ChatEvent> chat =
      DeciderFixture.of(new ChatDecider(), new TopicId(SCHOOL, "chat", "g1"));
  private final DeciderFixture<ChatState, ChatCommand, ChatEvent> classChat =
      DeciderFixture.of(
          new ChatDecider(),
          new TopicId(SCHOOL, "chat", "class-c1"),
          Map.of(
              TEA, new TopicRole("teacher"),
              ADA, new TopicRole("pupil"),
              BOB, new TopicRole("waiting")));

  @Test
  void a_chat_exists_once_the_server_has_created_it() {
    CreateChat create = new CreateChat(Optional.of("Choir"), ChatType.GROUP, choir());
    chat.when(ADA, send("hi"))
        .then(ChatRejection.NO_SUCH_CHAT)
        .when(SERVER, send("hi"))
        .then(ChatRejection.NO_SUCH_CHAT)
        .when(SERVER, create)
        .then(new ChatCreated(Optional.of("Choir"), ChatType.GROUP, choir()))
        .when(SERVER, create)
        .then(ChatRejection.ALREADY_CREATED)
        .when(ADA, create)
        .then(ChatRejection.SERVER_ONLY)
        .when(EVE, send("hi"))
        .then(ChatRejection.NO_SUCH_CHAT);
  }

  @Test
  void a_private_chat_is_for_two_for_ever() {
    List<ChatMember> two = List.of(member(ADA, ChatRole.MEMBER), member(BOB, ChatRole.MEMBER));
    chat.when(SERVER, new CreateChat(Optional.empty(), ChatType.PRIVATE, choir()))
        .thenInvalid("members")
        .when(
            SERVER,
            new CreateChat(Optional.empty(), ChatType.PRIVATE, List.of(two.get(0), two.get(0))))
        .thenInvalid("members")
        .when(SERVER, new CreateChat(Optional.empty(), ChatType.PRIVATE, two))
        .when(ADA, new AddMember(EVE.user(), "Eve", Optional.empty()))
        .then(ChatRejection.PRIVATE_IS_FOR_TWO)
        .when(SERVER, new RemoveMember(BOB.user()))
        .then(ChatRejection.PRIVATE_IS_FOR_TWO);
    chat.when(ADA, send("hi"))
        .when(BOB, new PinMessage(2, false))
        .then(new MessagePinned(2, false));
  }

  @Test
  void a_message_has_the_number_of_its_event() {
    created();
    chat.at(NOON)
        .when(ADA, send("hi"))
        .then(posted(2, ADA, "hi"))
        .when(BOB, new SendMessage("hello", Optional.of(2L), true, List.of()))
        .then(
            new MessagePosted(
                3, new Author(BOB.user(), "bob"), "hello", Optional.of(2L), true, List.of(), NOON))
        .when(BOB, new SendMessage("hello", Optional.of(1L), false, List.of()))
        .then(ChatRejection.NO_SUCH_MESSAGE);
  }

  @Test
  void one_edits_only_ones_own_message() {
    created();
    chat.at(NOON)
        .when(ADA, send("hi"))
        .when(BOB, new EditMessage(2, "ho"))
        .then(ChatRejection.NOT_THE_AUTHOR)
        .when(TEA, new EditMessage(2, "ho"))
        .then(ChatRejection.NOT_THE_AUTHOR)
        .when(ADA, new EditMessage(2, "hi"))
        .then()
        .when(ADA, new EditMessage(2, "ho"))
        .then(new MessageEdited(2, "ho", NOON))
        .when(ADA, new EditMessage(9, "ho"))
        .then(ChatRejection.NO_SUCH_MESSAGE);
  }

  @Test
  void a_message_is_deleted_by_its_author_or_a_moderator_and_is_unpinned_then() {
    created();
    chat.when(ADA, send("one"))
        .when(ADA, send("two"))
        .when(BOB, new DeleteMessage(2))
        .then(ChatRejection.NOT_THE_AUTHOR)
        .when(ADA, new DeleteMessage(2))
        .then(new MessageDeleted(2))
        .when(ADA, new DeleteMessage(2))
        .then()
        .when(ADA, new EditMessage(2, "again"))
        .then(ChatRejection.DELETED)
        .when(TEA, new PinMessage(3, false))
        .when(TEA, new DeleteMessage(3))
        .then(new MessagePinned(3, true), new MessageDeleted(3));
    assertThat(chat.state().message(3).orElseThrow().text()).isEmpty();
  }

  @Test
  void reactions_count_once_a_person_and_are_bounded_a_message() {
    created();
    chat.when(ADA, send("hi"))
        .when(BOB, new ReactToMessage(2, "👍", false))
        .then(new MessageReacted(2, "👍", BOB.user(), false))
        .when(BOB, new ReactToMessage(2, "👍", false))
        .then()
        .when(ADA, new ReactToMessage(2, "👍", true))
        .then()
        .when(BOB, new ReactToMessage(2, "👍", true))
        .then(new MessageReacted(2, "👍", BOB.user(), true));
    assertThat(chat.state().message(2).orElseThrow().reactions()).isEmpty();
    for (int i = 0; i < MessageRules.MAX_EMOJI; i++) {
      chat.when(BOB, new ReactToMessage(2, Character.toString(0x1F600 + i), false));
    }
    chat.when(BOB, new ReactToMessage(2, "👍", false))
        .then(ChatRejection.TOO_MANY_REACTIONS)
        .when(ADA, new ReactToMessage(2, Character.toString(0x1F600), false))
        .then(new MessageReacted(2, Character.toString(0x1F600), ADA.user(), false));
  }

  @Test
  void reading_moves_only_forward_and_not_beyond_the_last_message() {
    created();
    chat.when(ADA, send("one"))
        .when(ADA, send("two"))
        .when(BOB, new MarkRead(3))
        .then(new MessagesRead(BOB.user(), 3))
        .when(BOB, new MarkRead(2))
        .then()
        .when(BOB, new MarkRead(4))
        .then()
        .when(BOB, new MarkRead(99))
        .then(ChatRejection.NO_SUCH_MESSAGE)
        .when(TEA, new MarkRead(5))
        .then(new MessagesRead(TEA.user(), 3));
  }

  @Test
  void what_is_older_than_the_memory_is_too_old_to_change_but_can_be_answered() {
    created();
    for (int i = 0; i <= ChatState.REMEMBERED; i++) {
      chat.when(ADA, send("m" + i));
    }
    assertThat(chat.state().messages()).hasSize(ChatState.REMEMBERED);
    chat.when(ADA, new EditMessage(2, "x"))
        .then(ChatRejection.TOO_OLD)
        .when(ADA, new DeleteMessage(2))
        .then(ChatRejection.TOO_OLD)
        .when(ADA, new ReactToMessage(2, "👍", false))
        .then(ChatRejection.TOO_OLD)
        .when(TEA, new PinMessage(2, false))
        .then(ChatRejection.TOO_OLD)
        .at(NOON)
        .when(ADA, new SendMessage("re", Optional.of(2L), false, List.of()));
    assertThat(chat.state().messages().getLast().replyTo()).contains(2L);
  }

  @Test
  void a_pin_that_fell_out_of_memory_can_be_taken_off() {
    created();
    chat.when(ADA, send("first")).when(TEA, new PinMessage(2, false));
    for (int i = 0; i < ChatState.REMEMBERED; i++) {
      chat.when(ADA, send("m" + i));
    }
    chat.when(ADA, new PinMessage(2, true))
        .then(ChatRejection.MODERATORS_ONLY)
        .when(TEA, new PinMessage(2, true))
        .then(new MessagePinned(2, true));
    assertThat(chat.state().pinned()).isEmpty();
  }

  @Test
  void when_writing_is_off_members_may_not_write_but_delete_and_react() {
    created();
    chat.at(NOON)
        .when(ADA, send("hi"))
        .when(TEA, new SetWriteRule(WriteRule.MODERATORS))
        .then(ChatRejection.SERVER_ONLY)
        .when(SERVER, new SetWriteRule(WriteRule.MODERATORS))
        .then(new WriteRuleSet(WriteRule.MODERATORS))
        .when(SERVER, new SetWriteRule(WriteRule.MODERATORS))
        .then()
        .when(ADA, send("psst"))
        .then(ChatRejection.WRITING_IS_OFF)
        .when(ADA, new EditMessage(2, "psst"))
        .then(ChatRejection.WRITING_IS_OFF)
        .when(ADA, new ReactToMessage(2, "👍", false))
        .then(new MessageReacted(2, "👍", ADA.user(), false))
        .when(ADA, new DeleteMessage(2))
        .then(new MessageDeleted(2))
        .when(TEA, send("quiet"));
    assertThat(chat.state().messages().getLast().text()).isEqualTo("quiet");
  }

  @Test
  void readers_of_a_channel_only_read_and_newcomers_are_readers() {
    chat.when(
            SERVER,
            new CreateChat(
                Optional.of("News"), ChatType.CHANNEL, List.of(member(TEA, ChatRole.MODERATOR))))
        .when(TEA, new AddMember(ADA.user(), "ada", Optional.empty()))
        .then(new MemberAdded(ADA.user(), "ada", ChatRole.READER))
        .when(ADA, send("hi"))
        .then(ChatRejection.READERS_ONLY_READ);
  }

  @Test
  void moderators_keep_the_list_and_everyone_may_leave_but_the_last_moderator() {
    created();
    chat.when(ADA, new AddMember(EVE.user(), "eve", Optional.empty()))
        .then(ChatRejection.MODERATORS_ONLY)
        .when(TEA, new AddMember(ADA.user(), "ada", Optional.empty()))
        .then(ChatRejection.ALREADY_A_MEMBER)
        .when(ADA, new RemoveMember(BOB.user()))
        .then(ChatRejection.MODERATORS_ONLY)
        .when(TEA, new RemoveMember(EVE.user()))
        .then(ChatRejection.NO_SUCH_MEMBER)
        .when(BOB, new RemoveMember(BOB.user()))
        .then(new MemberRemoved(BOB.user()))
        .when(BOB, send("still here?"))
        .then(ChatRejection.NO_SUCH_CHAT)
        .when(TEA, new RemoveMember(TEA.user()))
        .then(ChatRejection.LAST_MODERATOR)
        .when(TEA, new ChangeMemberRole(TEA.user(), ChatRole.MEMBER))
        .then(ChatRejection.LAST_MODERATOR)
        .when(TEA, new ChangeMemberRole(ADA.user(), ChatRole.MODERATOR))
        .then(new MemberRoleChanged(ADA.user(), ChatRole.MODERATOR))
        .when(TEA, new RemoveMember(TEA.user()))
        .then(new MemberRemoved(TEA.user()));
  }

  @Test
  void the_chat_of_a_class_needs_no_creation_and_asks_the_class_who_is_in() {
    assertThat(new ChatDecider().admit(classChat.state(), ADA))
        .isEqualTo(new Admission.AskElsewhere(new TopicId(SCHOOL, "class", "c1")));
    classChat
        .at(NOON)
        .when(ADA, send("hi"))
        .then(posted(1, ADA, "hi"))
        .when(BOB, send("hi"))
        .then(ChatRejection.WAITING_IN_LOBBY)
        .when(TEA, new DeleteMessage(1))
        .then(new MessageDeleted(1))
        .when(TEA, new AddMember(EVE.user(), "eve", Optional.empty()))
        .then(ChatRejection.CLASS_DECIDES)
        .when(SERVER, new CreateChat(Optional.empty(), ChatType.GROUP, choir()))
        .then(ChatRejection.ALREADY_CREATED);
    assertThat(classChat.admission(TEA)).isEqualTo(Admission.as(ChatRole.MODERATOR.topicRole()));
    assertThat(classChat.admission(SERVER)).isEqualTo(Admission.as(TopicRole.SYSTEM));
  }

  private void created() {
    chat.given(new ChatCreated(Optional.of("Choir"), ChatType.GROUP, choir()));
  }

  private static List<ChatMember> choir() {
    return List.of(
        member(TEA, ChatRole.MODERATOR),
        member(ADA, ChatRole.MEMBER),
        member(BOB, ChatRole.MEMBER));
  }

  private static ChatMember member(Caller caller, ChatRole role) {
    return new ChatMember(caller.user(), caller.name(), role);
  }

  private static SendMessage send(String text) {
    return new SendMessage(text, Optional.empty(), false, List.of());
  }

  private static MessagePosted posted(long seq, Caller by, String text) {
    Author author = new Author(by.user(), by.name());
    return new MessagePosted(seq, author, text, Optional.empty(), false, List.of(), NOON);
  }

  private static Caller person(String id, Role role) {
    return new Caller(new UserId(id), id, role, SCHOOL);
  }
}
