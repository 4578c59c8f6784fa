package io.lyceum.call;

import io.lyceum.call.domain.CallCommand;
import io.lyceum.call.domain.CallDecider;
import io.lyceum.call.domain.CallMedia;
import io.lyceum.call.domain.CallPerson;
import io.lyceum.core.UserId;
import io.lyceum.identity.Schoolmates;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.CommandTable;
import java.util.List;

/** Wire JSON to command. */
final class CallCommands {
  private static final int MAX_NAME = 200;
  private static final UserId NOBODY = new UserId("nobody");
  private static final CallPerson NO_ONE = new CallPerson(NOBODY, "");

  private CallCommands() {}

  static CommandTable<CallCommand> table() {
    return new CommandTable<CallCommand>()
        .on("call:answer", _ -> new CallCommand.AnswerCall())
        .on("call:reject", _ -> new CallCommand.RejectCall())
        .on("call:join", _ -> new CallCommand.JoinCall())
        .on("call:end", _ -> new CallCommand.EndCall())
        .prepared(CallTopic.PLACING, CallCommands::asked, CallCommands::initiate)
        .internal("call:busy", f -> new CallCommand.ReportBusy(user(f, "user")))
        .internal("call:cross", f -> new CallCommand.AnswerCrossed(user(f, "user")))
        .internal("call:yield", _ -> new CallCommand.GiveWay());
  }

  /** As a client asks for a call: nobody has a name yet. */
  static CallCommand.InitiateCall asked(Fields f) {
    List<UserId> to = Schoolmates.read(f, "to", 1, CallDecider.MOST_OTHERS);
    return new CallCommand.InitiateCall(
        NO_ONE, to.stream().map(user -> new CallPerson(user, "")).toList(), media(f));
  }

  private static CallCommand initiate(Fields f) {
    List<CallPerson> by = f.objects("by", 1, 1, CallCommands::person);
    return new CallCommand.InitiateCall(
        by.isEmpty() ? NO_ONE : by.getFirst(),
        f.objects("to", 1, CallDecider.MOST_OTHERS, CallCommands::person),
        media(f));
  }

  private static CallMedia media(Fields f) {
    return f.optionalParsed("media", CallMedia.VIDEO, "audio or video", CallMedia::parse)
        .orElse(CallMedia.VIDEO);
  }

  private static CallPerson person(Fields f) {
    return new CallPerson(user(f, "id"), f.text("name", MAX_NAME));
  }

  private static UserId user(Fields f, String field) {
    return f.parsed(field, NOBODY, "a user's id", UserId::parse);
  }
}
