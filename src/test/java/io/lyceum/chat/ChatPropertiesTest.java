package io.lyceum.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.chat.domain.Attachment;
import io.lyceum.chat.domain.ChatCommand;
import io.lyceum.chat.domain.ChatDecider;
import io.lyceum.chat.domain.ChatEvent;
import io.lyceum.chat.domain.ChatMember;
import io.lyceum.chat.domain.ChatMessage;
import io.lyceum.chat.domain.ChatRole;
import io.lyceum.chat.domain.ChatState;
import io.lyceum.chat.domain.ChatType;
import io.lyceum.chat.domain.WriteRule;
import io.lyceum.core.Caller;
import io.lyceum.core.Decision;
import io.lyceum.core.Role;
import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.core.UserId;
import io.lyceum.testkit.DeciderFixture;
import io.lyceum.testkit.JournalChecks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever people do in a chat, in whatever order. */
class ChatPropertiesTest {
  private static final SchoolId SCHOOL = new SchoolId("demo");
  private static final Caller SERVER = Caller.system(SCHOOL);
  private static final List<Caller> PEOPLE =
      List.of(SERVER, person("tea"), person("ada"), person("bob"), person("eve"));

  record Step(Caller who, ChatCommand command) {}

  private final DeciderFixture<ChatState, ChatCommand, ChatEvent> chat =
      DeciderFixture.of(new ChatDecider(), new TopicId(SCHOOL, "chat", "g1"));

  @Property(tries = 300)
  void no_story_makes_an_illegal_chat(
      @ForAll("types") ChatType type, @ForAll("stories") List<Step> story) {
    begin(type);
    Map<UserId, Long> reads = new HashMap<>();
    for (Step step : story) {
      boolean stranger =
          !step.who().isSystem() && !chat.state().members().containsKey(step.who().user());
      chat.when(step.who(), step.command());
      if (stranger) {
        assertThat(chat.decision()).isInstanceOf(Decision.Rejected.class);
      }
      assertLegal(chat.state());
      chat.state()
          .reads()
          .forEach((u, seq) -> assertThat(seq).isGreaterThanOrEqualTo(reads.getOrDefault(u, 0L)));
      reads.clear();
      reads.putAll(chat.state().reads());
    }
    assertThat(chat.replayed()).isEqualTo(chat.state());
  }

  @Property(tries = 150)
  void what_is_stored_is_read_back(
      @ForAll("types") ChatType type, @ForAll("stories") List<Step> story) {
    begin(type);
    story.forEach(step -> chat.when(step.who(), step.command()));
    chat.history().forEach(e -> JournalChecks.assertEventSurvives(ChatTopic.journal(), e));
    JournalChecks.assertStateSurvives(ChatTopic.journal(), chat.state());
  }

  private void begin(ChatType type) {
    ChatMember ada = new ChatMember(new UserId("ada"), "ada", ChatRole.MEMBER);
    ChatMember tea = new ChatMember(new UserId("tea"), "tea", ChatRole.MODERATOR);
    chat.when(SERVER, new ChatCommand.CreateChat(Optional.empty(), type, List.of(ada, tea)));
  }

  private void assertLegal(ChatState state) {
    List<Long> numbers = state.messages().stream().map(ChatMessage::seq).toList();
    assertThat(numbers).isSorted().doesNotHaveDuplicates().allMatch(n -> n <= chat.seq());
    assertThat(state.pinned()).doesNotHaveDuplicates();
    for (ChatMessage message : state.messages()) {
      assertThat(message.reactions()).hasSizeLessThanOrEqualTo(20);
      assertThat(message.reactions().values()).noneMatch(java.util.Set::isEmpty);
      if (message.deleted()) {
        assertThat(message.text()).isEmpty();
        assertThat(message.attachments()).isEmpty();
        assertThat(state.pinned()).doesNotContain(message.seq());
      }
    }
    assertThat(state.members().values()).anyMatch(m -> m.role() == ChatRole.MODERATOR);
    if (state.is(ChatType.PRIVATE)) {
      assertThat(state.members()).hasSize(2);
    }
    assertThat(state.reads().keySet()).isSubsetOf(state.members().keySet());
  }

  @Provide
  Arbitrary<ChatType> types() {
    return Arbitraries.of(ChatType.PRIVATE, ChatType.GROUP, ChatType.CHANNEL);
  }

  @Provide
  Arbitrary<List<Step>> stories() {
    return Combinators.combine(Arbitraries.of(PEOPLE), commands())
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static Arbitrary<ChatCommand> commands() {
    Arbitrary<UserId> users = Arbitraries.of("tea", "ada", "bob", "eve").map(UserId::new);
    Arbitrary<Long> numbers = Arbitraries.longs().between(1, 20);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<ChatRole> roles = Arbitraries.of(ChatRole.class);
    Arbitrary<String> texts =
        Arbitraries.strings()
            .all()
            .ofMinLength(1)
            .ofMaxLength(10)
            .filter(ChatPropertiesTest::isWellFormed);
    Arbitrary<List<Attachment>> files =
        Arbitraries.just(new Attachment("a.png", "/v1/media/1", "image/png", 12))
            .list()
            .ofMaxSize(2);
    Arbitrary<ChatCommand> sends =
        Combinators.combine(texts, numbers.optional(0.2), flags, files)
            .as(ChatCommand.SendMessage::new);
    return Arbitraries.oneOf(
        List.of(
            sends,
            sends,
            Combinators.combine(numbers, texts).as(ChatCommand.EditMessage::new),
            numbers.map(ChatCommand.DeleteMessage::new),
            Combinators.combine(numbers, Arbitraries.of("👍", "🎉", "❤️"), flags)
                .as(ChatCommand.ReactToMessage::new),
            numbers.map(ChatCommand.MarkRead::new),
            Combinators.combine(numbers, flags).as(ChatCommand.PinMessage::new),
            Combinators.combine(users, roles.optional())
                .as((u, r) -> new ChatCommand.AddMember(u, u.value(), r)),
            users.map(ChatCommand.RemoveMember::new),
            Combinators.combine(users, roles).as(ChatCommand.ChangeMemberRole::new),
            Arbitraries.of(WriteRule.class).map(ChatCommand.SetWriteRule::new)));
  }

  /** JSON text is UTF-8, which knows no half of a surrogate pair. */
  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  private static Caller person(String id) {
    return new Caller(new UserId(id), id, Role.STUDENT, SCHOOL);
  }
}
