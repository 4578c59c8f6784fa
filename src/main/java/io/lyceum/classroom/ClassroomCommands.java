package io.lyceum.classroom;

import io.lyceum.classroom.domain.AttachedQuiz;
import io.lyceum.classroom.domain.ClassroomCommand;
import io.lyceum.classroom.domain.ClassroomRole;
import io.lyceum.classroom.domain.Teacher;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.CommandTable;
import java.util.Optional;

/** Wire JSON to command. */
final class ClassroomCommands {
  static final int MAX_TITLE = 200;
  static final int MAX_ID = 128;
  static final int MAX_NAME = 200;
  private static final UserId NOBODY = new UserId("nobody");

  private ClassroomCommands() {}

  static CommandTable<ClassroomCommand> table() {
    return BreakoutCommands.added(ofTheClass());
  }

  private static CommandTable<ClassroomCommand> ofTheClass() {
    return new CommandTable<ClassroomCommand>()
        .on("class:start", _ -> new ClassroomCommand.StartClass())
        .on("class:end", _ -> new ClassroomCommand.EndClass())
        .on("hand:raise", _ -> new ClassroomCommand.RaiseHand())
        .on(
            "hand:lower",
            f ->
                new ClassroomCommand.LowerHand(
                    f.optionalParsed("user", NOBODY, "a user's id", UserId::parse)))
        .on("hand:accept", f -> new ClassroomCommand.AcceptHand(user(f)))
        .on("member:mute", f -> new ClassroomCommand.MuteMember(user(f), f.flag("muted")))
        .on("member:spotlight", f -> new ClassroomCommand.SpotlightMember(user(f), f.flag("on")))
        .on("member:admit", f -> new ClassroomCommand.AdmitMember(user(f)))
        .on("lobby:admit", _ -> new ClassroomCommand.AdmitAll())
        .on("member:deny", f -> new ClassroomCommand.DenyMember(user(f)))
        .on("member:sendback", f -> new ClassroomCommand.SendBackMember(user(f)))
        .on("member:remove", f -> new ClassroomCommand.RemoveMember(user(f)))
        .on("member:role", f -> new ClassroomCommand.ChangeMemberRole(user(f), role(f)))
        .on(
            "rules:set",
            f ->
                new ClassroomCommand.SetRules(
                    f.optionalFlag("chat"),
                    f.optionalFlag("hands"),
                    f.optionalFlag("microphones"),
                    f.optionalFlag("lobby"),
                    f.optionalFlag("manyScreens")))
        .on("screen:start", _ -> new ClassroomCommand.StartScreen())
        .on(
            "screen:stop",
            f ->
                new ClassroomCommand.StopScreen(
                    f.optionalParsed("user", NOBODY, "a user's id", UserId::parse)))
        .on("screen:permit", f -> new ClassroomCommand.PermitScreen(user(f), f.flag("on")))
        .internal("class:create", ClassroomCommands::create)
        .internal(
            "member:enroll",
            f -> new ClassroomCommand.EnrollMember(user(f), f.text("name", MAX_NAME)))
        .internal(
            "quiz:attach",
            f ->
                new ClassroomCommand.AttachQuiz(
                    new AttachedQuiz(f.text("quiz", MAX_ID), f.text("title", MAX_TITLE))))
        .internal(
            "recording:start",
            f ->
                new ClassroomCommand.StartRecording(
                    f.parsed("by", NOBODY, "a user's id", UserId::parse), f.flag("pupils")))
        .internal(
            "recording:stop",
            f ->
                new ClassroomCommand.StopRecording(
                    f.parsed("by", NOBODY, "a user's id", UserId::parse)))
        .internal("quiz:detach", f -> new ClassroomCommand.DetachQuiz(f.text("quiz", MAX_ID)));
  }

  private static ClassroomCommand create(Fields f) {
    return new ClassroomCommand.CreateClass(
        f.text("title", MAX_TITLE),
        f.text("code", 16),
        f.optionalText("courseId", MAX_ID),
        teacher(f),
        f.optionalFlag("lobby").orElse(false));
  }

  static Teacher teacher(Fields f) {
    Teacher unknown = new Teacher(NOBODY, "");
    return f.value("teacher")
        .map(
            node -> {
              Optional<UserId> id = UserId.parse(node.path("id").asText());
              String name = node.path("name").asText();
              if (id.isEmpty() || name.isBlank()) {
                f.problem("teacher", "must be an object of id and name");
              }
              return new Teacher(id.orElse(NOBODY), name);
            })
        .orElseGet(() -> f.missing("teacher", unknown));
  }

  static UserId user(Fields f) {
    return f.parsed("user", NOBODY, "a user's id", UserId::parse);
  }

  private static ClassroomRole role(Fields f) {
    return f.parsed("role", ClassroomRole.PUPIL, "assistant or pupil", ClassroomRole::parseGivable);
  }
}
