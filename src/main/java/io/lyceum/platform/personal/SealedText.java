package io.lyceum.platform.personal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sealed form of a stored text, which is JSON as the plain one: where a personal value was
 * stands <code>{"$name":0}</code>, and the last field, {@code $sealed}, holds the people with what
 * is theirs, one seal for all values of a person. In no other place does a text in it begin with a
 * bare {@code $}.
 */
public final class SealedText {
  /** Seals a person's values; an empty text for a person who is erased. */
  @FunctionalInterface
  public interface Closer {
    String close(String person, String values);
  }

  /** Opens a person's values; null for a person who is erased. */
  @FunctionalInterface
  public interface Opener {
    @Nullable String open(String person, String sealed);
  }

  private static final String LAST = ",\"$sealed\":[";
  private static final String OURS = "{\"$";
  private static final String DOLLAR = "\"$";
  private static final String ESCAPED_DOLLAR = "\"\\u0024";

  /** A person's values in the order in which they stand in the text. */
  private record Values(int number, List<String> json) {}

  private SealedText() {}

  /** Notes whose values are marked. */
  public static void owners(String marked, Collection<String> people) {
    for (int at = marked.indexOf(Marks.OPEN); at >= 0; at = marked.indexOf(Marks.OPEN, at + 1)) {
      if (marked.charAt(at + 1) != Marks.DERIVED) {
        people.add(marked.substring(at + 2, marked.indexOf(Marks.OF, at)));
      }
    }
  }

  /** Whether a value of this person is marked. */
  public static boolean marks(String marked, String person) {
    return marked.contains(person + Marks.OF);
  }

  /** The text without its marks. */
  public static String plain(String marked) {
    return Marks.plain(marked);
  }

  /** The sealed form of a marked text; the plain one when nobody's values are in it. */
  public static String close(String marked, Closer closer) {
    Map<String, Values> people = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder(marked.length() + 160);
    int at = 0;
    for (int open = marked.indexOf(Marks.OPEN); open >= 0; open = marked.indexOf(Marks.OPEN, at)) {
      copy(marked, at, open, text);
      int of = marked.indexOf(Marks.OF, open);
      int close = marked.indexOf(Marks.CLOSE, of);
      char letter = marked.charAt(open + 1);
      if (letter == Marks.DERIVED) {
        text.append("{}");
      } else {
        Values values =
            people.computeIfAbsent(
                marked.substring(open + 2, of), _ -> new Values(people.size(), new ArrayList<>(4)));
        values.json().add(marked.substring(of + 1, close));
        text.append("{\"").append(Remnant.of(letter).key).append("\":").append(values.number());
        text.append('}');
      }
      at = close + 1;
    }
    if (people.isEmpty()) {
      return Marks.plain(marked);
    }
    copy(marked, at, marked.length() - 1, text);
    text.append(LAST);
    people.forEach(
        (person, values) ->
            text.append(values.number() == 0 ? "\"" : ",\"")
                .append(person)
                .append("\",\"")
                // JSON of ours holds no line break.
                .append(closer.close(person, String.join("\n", values.json())))
                .append('"'));
    return text.append("]}").toString();
  }

  /** Copies JSON; a text that begins with a dollar is spelt in the other way that JSON knows. */
  private static void copy(String from, int start, int end, StringBuilder to) {
    int at = start;
    for (int dollar = from.indexOf(DOLLAR, at);
        dollar >= 0 && dollar < end;
        dollar = from.indexOf(DOLLAR, at)) {
      to.append(from, at, dollar).append(ESCAPED_DOLLAR);
      at = dollar + DOLLAR.length();
    }
    to.append(from, at, end);
  }

  /** What ends with a list at the top; no record of ours does but a sealed one. */
  public static boolean isSealed(String stored) {
    return stored.endsWith("]}");
  }

  /** Notes whose values are sealed in it. */
  public static void sealedOwners(String sealed, Collection<String> people) {
    eachOwner(sealed, sealed.lastIndexOf(LAST), (person, _) -> people.add(person));
  }

  /** The plain form of a sealed text, with what is left of those who are erased. */
  public static String open(String sealed, Opener opener) {
    int last = sealed.lastIndexOf(LAST);
    if (last < 0) {
      throw new IllegalArgumentException("this is no sealed text");
    }
    List<@Nullable Lines> people = new ArrayList<>();
    eachOwner(
        sealed,
        last,
        (person, closed) -> {
          String values = closed.isEmpty() ? null : opener.open(person, closed);
          people.add(values == null ? null : new Lines(values));
        });
    StringBuilder text = new StringBuilder(sealed.length());
    int at = 0;
    for (int ours = sealed.indexOf(OURS);
        ours >= 0 && ours < last;
        ours = sealed.indexOf(OURS, at)) {
      int number = sealed.indexOf(':', ours) + 1;
      int end = sealed.indexOf('}', number);
      Lines values = people.get(Integer.parseInt(sealed, number, end, 10));
      text.append(sealed, at, ours)
          .append(
              values == null
                  ? Remnant.of(sealed.charAt(ours + OURS.length())).json
                  : values.next());
      at = end + 1;
    }
    return text.append(sealed, at, last).append('}').toString();
  }

  private interface Owner {
    void is(String person, String closed);
  }

  private static void eachOwner(String sealed, int last, Owner owner) {
    int at = last + LAST.length();
    while (sealed.charAt(at) != ']') {
      int personEnd = sealed.indexOf('"', at + 1);
      int closedEnd = sealed.indexOf('"', personEnd + 3);
      owner.is(sealed.substring(at + 1, personEnd), sealed.substring(personEnd + 3, closedEnd));
      at = sealed.charAt(closedEnd + 1) == ',' ? closedEnd + 2 : closedEnd + 1;
    }
  }

  /** Values one after the other. */
  private static final class Lines {
    private final String text;
    private int at;

    Lines(String text) {
      this.text = text;
    }

    String next() {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end);
      at += line.length() + 1;
      return line;
    }
  }
}
