package io.lyceum.faults;

import static io.lyceum.faults.Fault.seconds;

import io.lyceum.core.Role;
import io.lyceum.faults.stage.Node;
import io.lyceum.identity.Person;
import io.lyceum.testkit.RestClient;
import io.lyceum.testkit.TestSocket;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Rows of the journal that should not be there, and nodes that should not. */
final class RowFaults {
  private RowFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("4.24", "one room's journal has an event that nobody can read", RowFaults::poison),
        Fault.ofLinks(
            "4.25", "a node that reaches the database but no other node", RowFaults::second));
  }

  /** The room itself refuses; no other is touched; without the row it works again. */
  private static String poison(Scene scene) {
    String name = "poison" + scene.random().nextInt(1_000_000);
    Person person = scene.school().enrol(name, Role.STUDENT);
    RestClient client = scene.school().as(person, scene.stage().node(2));
    String chat = scene.school().create(List.of(person));
    expect(post(client, chat) == 200, "a message before");
    String id = School.ID + "|chat:" + chat;
    scene
        .stage()
        .postgres()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into event_journal (persistence_id, sequence_number, writer,"
                        + " write_timestamp, event_ser_id, event_ser_manifest, event_payload)"
                        + " select persistence_id, sequence_number + 1, writer, write_timestamp,"
                        + " event_ser_id, 'chat.from-the-future/9', event_payload from"
                        + " event_journal where persistence_id = ? order by sequence_number desc"
                        + " limit 1",
                    id));
    int poisoned = post(client, chat);
    scene.hold(seconds(5));
    int still = post(client, chat);
    expect(poisoned == 503 && still == 503, "refused while poisoned: " + poisoned + ", " + still);
    scene
        .stage()
        .postgres()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "delete from event_journal where persistence_id = ? and event_ser_manifest ="
                        + " 'chat.from-the-future/9'",
                    id));
    Awaitility.await("the room to work again")
        .atMost(seconds(30))
        .until(() -> post(client, chat) == 200);
    return "the room refused with 503, and worked again without the row";
  }

  private static int post(RestClient client, String chat) {
    return client
        .call(
            "post",
            "/v1/topics/chat:" + chat + "/commands",
            Map.of(
                "id",
                TestSocket.newId(),
                "type",
                "message:send",
                "data",
                Map.of("text", "note " + TestSocket.newId())))
        .status();
  }

  /** It must not form a cluster beside the one that is alive; once it can, it joins that. */
  private static String second(Scene scene) {
    List<Node> members = scene.stage().nodes();
    members.forEach(node -> scene.cutBothWays(scene.network().host("n5"), node.host()));
    Node lonely = scene.stage().startNode("n5");
    scene.hold(seconds(30));
    boolean kept = lonely.process().isAlive() && !lonely.isReady();
    String log = lonely.process().output();
    scene.network().heal();
    scene.awaitReady(lonely);
    lonely.process().terminate();
    lonely.process().awaitExit(seconds(40));
    expect(kept && !log.contains("forming a cluster"), "it waited: " + log);
    return log.contains("do not let this node in")
        ? "it waited, said so, and joined in the end"
        : "";
  }

  private static void expect(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
