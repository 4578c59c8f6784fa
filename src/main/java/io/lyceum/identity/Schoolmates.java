package io.lyceum.identity;

import io.lyceum.core.ErrorCode;
import io.lyceum.core.FieldProblem;
import io.lyceum.core.Rejection;
import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import io.lyceum.platform.http.Refusal;
import io.lyceum.platform.json.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** People of one's school whom a request names by their ids. */
public final class Schoolmates {
  private static final int MAX_ID = 128;

  private Schoolmates() {}

  /** The ids in a list of texts; each that is none is a problem at its place. */
  public static List<UserId> read(Fields fields, String field, int min, int max) {
    List<String> texts = fields.texts(field, min, max, MAX_ID);
    List<UserId> people = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Optional<UserId> person = UserId.parse(texts.get(i));
      if (person.isEmpty()) {
        fields.problem(place(field, i), "must be a user's id");
      }
      person.ifPresent(people::add);
    }
    return people;
  }

  /** The names of those of these people who belong to the school. */
  public static Map<UserId, String> names(
      Handle handle, SchoolId school, Collection<UserId> people) {
    Map<UserId, String> names = new HashMap<>();
    if (people.isEmpty()) {
      return names;
    }
    handle
        .createQuery("select id, name from person where school = :school and id in (<people>)")
        .bind("school", school.value())
        .bindList("people", people.stream().map(UserId::value).toList())
        .map((rs, _) -> Map.entry(new UserId(rs.getString("id")), rs.getString("name")))
        .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
    return names;
  }

  /**
   * Refuses with {@code invalid} who has no name, each at their place in the list.
   *
   * @param message of the refusal
   */
  public static void refuseStrangers(
      String field, List<UserId> people, Map<UserId, String> names, String message) {
    List<FieldProblem> strangers = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      if (!names.containsKey(people.get(i))) {
        strangers.add(new FieldProblem(place(field, i), "is nobody of your school"));
      }
    }
    if (!strangers.isEmpty()) {
      throw new Refusal(new Rejection(ErrorCode.INVALID, message, strangers));
    }
  }

  private static String place(String field, int index) {
    return field + '[' + index + ']';
  }
}
