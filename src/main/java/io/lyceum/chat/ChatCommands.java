package io.lyceum.chat;

import io.lyceum.chat.domain.Attachment;
import io.lyceum.chat.domain.ChatCommand;
import io.lyceum.chat.domain.ChatMember;
import io.lyceum.chat.domain.ChatRole;
import io.lyceum.chat.domain.ChatType;
import io.lyceum.chat.domain.WriteRule;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.CommandTable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Wire JSON to command. */
final class ChatCommands {
  /** The page shows the same limit. */
  static final int MAX_TEXT = 4000;

  private static final int MAX_EMOJI_LENGTH = 16;
  private static final int MAX_NAME = 200;
  private static final int MAX_ATTACHMENTS = 10;
  private static final int MAX_URL = 2000;
  private static final int MAX_MEMBERS = 2000;

  /** 10 GiB: a recorded lesson; the media store has its own limits. */
  private static final long MAX_SIZE = 10L << 30;

  private static final UserId NOBODY = new UserId("nobody");

  private ChatCommands() {}

  static CommandTable<ChatCommand> table() {
    return new CommandTable<ChatCommand>()
        .on("message:send", ChatCommands::send)
        .on("message:edit", f -> new ChatCommand.EditMessage(seq(f), f.text("text", MAX_TEXT)))
        .on("message:delete", f -> new ChatCommand.DeleteMessage(seq(f)))
        .on("message:react", f -> new ChatCommand.ReactToMessage(seq(f), emoji(f), remove(f)))
        .on("message:read", f -> new ChatCommand.MarkRead(seq(f)))
        .on("message:pin", f -> new ChatCommand.PinMessage(seq(f), remove(f)))
        .on(
            "member:add",
            f -> new ChatCommand.AddMember(user(f), f.text("name", MAX_NAME), optionalRole(f)))
        .on("member:remove", f -> new ChatCommand.RemoveMember(user(f)))
        .on("member:role", f -> new ChatCommand.ChangeMemberRole(user(f), role(f)))
        .internal("chat:create", ChatCommands::create)
        .internal(
            "rules:set",
            f ->
                new ChatCommand.SetWriteRule(
                    f.flag("chat") ? WriteRule.ALL : WriteRule.MODERATORS));
  }

  private static ChatCommand send(Fields f) {
    return new ChatCommand.SendMessage(
        f.text("text", MAX_TEXT),
        f.optionalNumber("replyTo", 1, Long.MAX_VALUE),
        f.optionalFlag("silent").orElse(false),
        f.objects("attachments", 0, MAX_ATTACHMENTS, ChatCommands::attachment));
  }

  private static ChatCommand create(Fields f) {
    ChatType type =
        f.parsed("type", ChatType.GROUP, "private, group or channel", ChatType::parseCreatable);
    ChatRole usual = type == ChatType.CHANNEL ? ChatRole.READER : ChatRole.MEMBER;
    return new ChatCommand.CreateChat(
        f.optionalText("name", MAX_NAME),
        type,
        f.objects(
            "members",
            1,
            MAX_MEMBERS,
            m -> new ChatMember(user(m), m.text("name", MAX_NAME), optionalRole(m).orElse(usual))));
  }

  private static Attachment attachment(Fields f) {
    return new Attachment(
        f.text("name", MAX_NAME),
        f.parsed(
            "url",
            "",
            "an https address or a path below /v1/media",
            url -> isSafe(url) ? Optional.of(url) : Optional.empty()),
        f.text("type", 100),
        f.number("size", 0, MAX_SIZE));
  }

  /** What a browser may be sent to: never another scheme, never a way out of the media path. */
  private static boolean isSafe(String url) {
    if (url.length() > MAX_URL) {
      return false;
    }
    try {
      URI uri = new URI(url);
      if ("https".equalsIgnoreCase(uri.getScheme())) {
        return uri.getHost() != null && uri.getUserInfo() == null;
      }
      return uri.getScheme() == null
          && uri.getRawAuthority() == null
          && uri.getPath().startsWith("/v1/media/")
          && !uri.getPath().contains("..");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String emoji(Fields f) {
    return f.parsed(
        "emoji",
        "",
        "an emoji of at most " + MAX_EMOJI_LENGTH + " characters",
        text -> isEmoji(text) ? Optional.of(text) : Optional.empty());
  }

  /** No words: a reaction can be sent while writing is off. */
  private static boolean isEmoji(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_EMOJI_LENGTH
        && text.codePoints().anyMatch(Character::isEmoji)
        && text.codePoints().allMatch(c -> Character.isEmoji(c) || Character.isEmojiComponent(c));
  }

  private static long seq(Fields f) {
    return f.number("seq", 1, Long.MAX_VALUE);
  }

  private static boolean remove(Fields f) {
    return f.optionalFlag("remove").orElse(false);
  }

  private static UserId user(Fields f) {
    return f.parsed("user", NOBODY, "a user's id", UserId::parse);
  }

  private static ChatRole role(Fields f) {
    return optionalRole(f).orElseGet(() -> f.missing("role", ChatRole.READER));
  }

  private static Optional<ChatRole> optionalRole(Fields f) {
    return f.optionalParsed(
        "role", ChatRole.READER, "moderator, member or reader", ChatRole::parse);
  }
}
