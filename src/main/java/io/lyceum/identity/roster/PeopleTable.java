package io.lyceum.identity.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.lyceum.core.Role;
import io.lyceum.identity.EmailAddress;
import io.lyceum.identity.account.AccountFields;
import io.lyceum.identity.password.Passwords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A CSV file of people, with a head: {@code email,name,role}; {@code birthYear} where it matters
 * whether they are minors; and, who comes from another system with a password, {@code
 * passwordHash}. Everything that is wrong is told at once.
 */
record PeopleTable(List<Row> rows, List<Problem> problems) {
  /**
   * One that can be read.
   *
   * @param line counted from 1, the head being the first
   */
  record Row(int line, NewPerson person) {}

  /** What is wrong in a line. */
  record Problem(int line, String field, String problem) {}

  static final int MAX_ROWS = 2_000;

  private static final Set<String> COLUMNS =
      Set.of("email", "name", "role", "birthYear", "passwordHash");
  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.FAIL_ON_MISSING_HEADER_COLUMNS)
          .build();

  static PeopleTable read(String text) {
    PeopleTable table = new PeopleTable(new ArrayList<>(), new ArrayList<>());
    // Excel's mark of UTF-8 is no part of the first column's name.
    String csv = text.startsWith("\ufeff") ? text.substring(1) : text;
    CsvSchema schema = CsvSchema.emptySchema().withHeader();
    try (MappingIterator<Map<String, String>> lines =
        CSV.readerForMapOf(String.class).with(schema).readValues(csv)) {
      table.readAll(lines);
    } catch (IOException | RuntimeException e) {
      table.problems.add(new Problem(line(e), "", "cannot be read as CSV"));
    }
    return table;
  }

  private void readAll(MappingIterator<Map<String, String>> lines) throws IOException {
    Set<String> addresses = new HashSet<>();
    int number = 1;
    while (lines.hasNextValue()) {
      number++;
      Map<String, String> values = lines.nextValue();
      if (number > MAX_ROWS + 1) {
        problems.add(new Problem(number, "", "is one too many: " + MAX_ROWS + " at most"));
        return;
      }
      readRow(number, values, addresses);
    }
  }

  private void readRow(int line, Map<String, String> values, Set<String> addresses) {
    int before = problems.size();
    values.keySet().stream()
        .filter(column -> !COLUMNS.contains(column))
        .forEach(column -> problems.add(new Problem(line, column, "is not known here")));
    Optional<EmailAddress> email = EmailAddress.parse(text(values, "email"));
    if (email.isEmpty()) {
      problems.add(new Problem(line, "email", "must be an e-mail address"));
    } else if (!addresses.add(email.get().value().toLowerCase(Locale.ROOT))) {
      problems.add(new Problem(line, "email", "stands in an earlier line"));
    }
    String name = text(values, "name");
    if (name.isBlank()
        || name.length() > AccountFields.MAX_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      problems.add(
          new Problem(
              line, "name", "must be a text of 1 to " + AccountFields.MAX_NAME + " characters"));
    }
    Optional<Role> role = Role.parse(text(values, "role").toLowerCase(Locale.ROOT));
    if (role.isEmpty()) {
      problems.add(new Problem(line, "role", "must be a role"));
    }
    Optional<String> hash = Optional.of(text(values, "passwordHash")).filter(h -> !h.isEmpty());
    if (hash.filter(h -> !Passwords.isBcrypt(h)).isPresent()) {
      problems.add(
          new Problem(line, "passwordHash", "must be a bcrypt hash of 2^10 to 2^14 rounds"));
    }
    Optional<Integer> born = Optional.of(text(values, "birthYear")).flatMap(PeopleTable::year);
    if (born.isEmpty() && !text(values, "birthYear").isEmpty()) {
      problems.add(new Problem(line, "birthYear", "must be a year"));
    }
    if (problems.size() == before) {
      NewPerson person = new NewPerson(email.orElseThrow(), name, role.orElseThrow(), born, hash);
      rows.add(new Row(line, person));
    }
  }

  private static Optional<Integer> year(String text) {
    return text.matches("\\d{4}")
        ? Optional.of(Integer.valueOf(text))
            .filter(y -> y >= NewPerson.FIRST_YEAR && y <= NewPerson.LAST_YEAR)
        : Optional.empty();
  }

  private static String text(Map<String, String> values, String column) {
    return values.getOrDefault(column, "").strip();
  }

  private static int line(Exception failure) {
    return failure instanceof JsonProcessingException json && json.getLocation() != null
        ? json.getLocation().getLineNr()
        : 1;
  }
}
