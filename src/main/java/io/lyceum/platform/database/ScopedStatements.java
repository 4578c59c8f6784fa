package io.lyceum.platform.database;

import io.lyceum.core.SchoolId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Statements that say for which school they are, in the one turn that each of them takes anyway:
 * both go to the database together and are one transaction there, after which the school is
 * forgotten.
 */
final class ScopedStatements extends DefaultStatementBuilder {
  private static final String SCOPE = "select set_config('lyceum.school', ?, true); ";

  private final SchoolId school;

  ScopedStatements(SchoolId school) {
    this.school = school;
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    PreparedStatement both = super.create(connection, SCOPE + sql, context);
    both.setString(1, school.value());
    return (PreparedStatement)
        Proxy.newProxyInstance(
            PreparedStatement.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            new Second(both));
  }

  /** Shows only the second of two statements: its parameters and its result. */
  private record Second(PreparedStatement both) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      String name = method.getName();
      if (name.equals("execute") && arguments == null) {
        both.execute();
        return both.getMoreResults();
      }
      if (name.startsWith("execute") || name.equals("addBatch")) {
        throw new UnsupportedOperationException("not one statement: use a transaction");
      }
      if (arguments != null && isParameter(method)) {
        arguments[0] = (int) arguments[0] + 1;
      }
      try {
        return method.invoke(both, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }

    /** {@code setString(index, value)} and the like; {@code setMaxRows(rows)} is none. */
    private static boolean isParameter(Method method) {
      return method.getName().startsWith("set")
          && method.getParameterCount() >= 2
          && method.getParameterTypes()[0] == int.class;
    }
  }
}
