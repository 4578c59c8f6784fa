package io.lyceum.bench;

import io.lyceum.bench.load.Crowd;
import io.lyceum.bench.load.QuizSession;
import io.lyceum.bench.people.People;
import io.lyceum.bench.people.Pupil;
import io.lyceum.bench.people.Quizzes;
import io.lyceum.bench.people.Rest;
import io.lyceum.bench.report.Report;
import io.lyceum.bench.report.Table;
import io.lyceum.bench.wire.Member;
import io.lyceum.bench.wire.QuizWire;
import io.lyceum.core.Role;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A whole school in one quiz. */
@Command(
    name = "quiz",
    description = {
      "One quiz, everybody at a socket of their own: the host opens a question, all pupils answer"
          + " at random",
      "instants, the host closes it and all see the solution; then the next. Tells how long answers"
          + " took to be",
      "acknowledged, questions and solutions to reach everybody, and how many answers the server"
          + " has counted.",
      "Lyceum only. Of a file of tokens the first line with \"role\":\"teacher\" is the host."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class QuizLoad implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(
      names = "--pupils",
      defaultValue = "1000",
      description = "how many answer (default: ${DEFAULT-VALUE})")
  private int pupils;

  @Option(
      names = "--questions",
      defaultValue = "20",
      description = "one after the other (default: ${DEFAULT-VALUE})")
  private int questions;

  @Option(
      names = "--within",
      defaultValue = "1",
      description = "seconds in which all answer a question (default: ${DEFAULT-VALUE})")
  private double within;

  @Mixin private PeopleOptions people = new PeopleOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public void run() {
    if (pupils < 1 || questions < 1 || within <= 0) {
      throw new ParameterException(
          spec.commandLine(), "--pupils, --questions and --within must be above zero.");
    }
    PrintWriter out = spec.commandLine().getOut();
    People school = people.people();
    Pupil host = school.take(1, Role.TEACHER).getFirst();
    List<Pupil> answering = school.take(pupils, Role.STUDENT);
    Quizzes quizzes = new Quizzes(new Rest(server.first()));
    Quizzes.Quiz quiz = quizzes.create(host, questions);
    quizzes.join(answering, quiz);
    out.printf("quiz over lyceum: %d pupils, %d questions%n", pupils, questions);
    out.flush();
    QuizWire wire = new QuizWire();
    try (Crowd crowd = Crowd.open(server.target(), wire, members(host, answering, quiz))) {
      QuizSession.Result result =
          new QuizSession(crowd, wire, within).run(quiz.questions(), server.meter());
      tell(result, quizzes.counted(host, quiz), crowd.lost(), out);
    }
  }

  /** The host is the first. */
  private static List<Member> members(Pupil host, List<Pupil> pupils, Quizzes.Quiz quiz) {
    List<Pupil> all = new ArrayList<>(List.of(host));
    all.addAll(pupils);
    List<Member> members = new ArrayList<>();
    for (Pupil one : all) {
      members.add(new Member(members.size(), one.user(), one.token(), quiz.topic()));
    }
    return members;
  }

  private void tell(QuizSession.Result result, long counted, int lost, PrintWriter out) {
    out.printf(
        "%d answers sent, %d acknowledged, %d counted by the server%s; %d sockets lost%n",
        result.sent(),
        result.acknowledged(),
        counted,
        result.refused().isEmpty() ? "" : ", refused " + result.refused(),
        lost);
    out.printf(
        "answer to ack, ms:       p50 %.1f  p90 %.1f  p99 %.1f  max %.1f%n",
        result.ack().p50(), result.ack().p90(), result.ack().p99(), result.ack().max());
    tell("question", result.asked(), out);
    tell("solution", result.revealed(), out);
    out.printf(
        "cores: server %s, database %s, load tool %s; an answer was sent up to %.1f ms late%n",
        Table.cores(result.cores().server()),
        Table.cores(result.cores().database()),
        Table.cores(result.cores().client()),
        result.lateMillis());
    output.write(
        Report.ofFigures(
            "quiz",
            Map.of("pupils", pupils, "questions", questions, "within", within),
            Map.of("result", result, "counted", counted, "lostSockets", lost)));
  }

  private static void tell(String what, QuizSession.Wave wave, PrintWriter out) {
    out.printf(
        "%s to each, ms:   p50 %.1f  p99 %.1f;  to all: p50 %.1f  p99 %.1f%n",
        what, wave.each().p50(), wave.each().p99(), wave.all().p50(), wave.all().p99());
  }
}
