package io.lyceum.privacy;

import io.lyceum.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks for texts in every column of every row of every table, bytes read as text too. */
record TableScan(TestDatabase database) {
  /** The tables in which one of these texts stands, in whatever case. */
  Set<String> find(List<String> texts) {
    return database
        .jdbi()
        .withHandle(
            handle -> {
              Set<String> found = new TreeSet<>();
              for (String table : tables(handle)) {
                handle
                    .select("select * from " + table)
                    .map((row, _) -> holds(row, texts))
                    .forEach(
                        holds -> {
                          if (holds) {
                            found.add(table);
                          }
                        });
              }
              return found;
            });
  }

  private static List<String> tables(Handle handle) {
    return handle
        .select(
            "select quote_ident(relname) from pg_class where relnamespace = 'public'::regnamespace"
                + " and relkind in ('r', 'p', 'm') order by 1")
        .mapTo(String.class)
        .list();
  }

  private static boolean holds(ResultSet row, List<String> texts) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      String value =
          row.getMetaData().getColumnTypeName(column).equals("bytea")
              ? decoded(row.getBytes(column))
              : row.getString(column);
      values.add(value == null ? "" : value.toLowerCase(Locale.ROOT));
    }
    return texts.stream()
        .map(text -> text.toLowerCase(Locale.ROOT))
        .anyMatch(text -> values.stream().anyMatch(value -> value.contains(text)));
  }

  private static String decoded(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
