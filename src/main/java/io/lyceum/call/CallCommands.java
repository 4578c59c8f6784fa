package io.lyceum.call;

import io.lyceum.call.domain.CallCommand;
import io.lyceum.call.domain.CallDecider;
import io.lyceum.call.domain.CallMedia;
import io.lyceum.call.domain.CallPerson;
import io.lyceum.core.UserId;
import io.lyceum.platform.json.Fields;
import io.lyceum.topic.CommandTable;
import java.util.List;

/** Wire JSON to command. A call is placed by REST, where people are known by their names. */
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
        .internal("call:initiate", CallCommands::initiate)
        .internal("call:busy", f -> new CallCommand.ReportBusy(user(f, "user")));
  }

  private static CallCommand initiate(Fields f) {
    List<CallPerson> by = f.objects("by", 1, 1, CallCommands::person);
    return new CallCommand.InitiateCall(
        by.isEmpty() ? NO_ONE : by.getFirst(),
        f.objects("to", 1, CallDecider.MOST_OTHERS, CallCommands::person),
        media(f));
  }

  static CallMedia media(Fields f) {
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
