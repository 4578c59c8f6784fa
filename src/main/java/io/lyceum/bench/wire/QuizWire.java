package io.lyceum.bench.wire;

/**
 * A quiz: the host asks and reveals, the others answer. What the server makes of the host's
 * commands bears no stamp, so the time of the last command of each kind is remembered instead.
 */
public final class QuizWire extends LyceumWire {
  /** What the host says; everybody hears of it as {@code event}. */
  public enum Step {
    OPEN("quiz:open", "quiz:opened"),
    ASK("question:next", "question:opened"),
    REVEAL("question:close", "question:closed");

    private final String command;
    private final byte[] event;

    Step(String command, String event) {
      this.command = command;
      this.event = Bytes.ascii("\"" + event + "\"");
    }
  }

  /** The type of an event stands within so many bytes of its beginning. */
  private static final int HEAD = 200;

  private volatile Step step = Step.OPEN;
  private volatile long stamp = Stamp.NONE;
  private volatile String question = "";

  @Override
  public Kind kind(byte[] bytes, int from, int to) {
    Kind kind = super.kind(bytes, from, to);
    return kind == Kind.DELIVERY ? Kind.SIGNAL : kind;
  }

  /** The time of the host's last command, when this is the event it led to. */
  @Override
  public long signalled(byte[] bytes, int from, int to) {
    int head = Math.min(to, from + HEAD);
    return Bytes.indexOf(bytes, from, head, step.event) < 0 ? Stamp.NONE : stamp;
  }

  /** What the host sends at this time; from now on the event it leads to is heard. */
  public Outgoing say(Member host, Step next, long meantAt) {
    step = next;
    stamp = meantAt;
    return command(host, next.command, "{}");
  }

  /** The question that {@link #post} answers from now on. */
  public void answering(String id) {
    question = id;
  }

  /** The answer to the present question; some are right, some are not. */
  @Override
  public Outgoing post(Member member) {
    String data = "{\"question\":\"" + question + "\",\"answer\":" + member.number() % 4 + "}";
    return command(member, "answer:submit", data);
  }
}
