package io.lyceum.testkit;

import io.lyceum.platform.database.DatabaseAddress;
import io.lyceum.platform.database.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A fresh, migrated database on a real PostgreSQL: one server for the whole test JVM, one database
 * for each call of {@link #fresh}, copied from a template in about 50 ms.
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
 * }</pre>
 */
public final class TestDatabase implements AfterAllCallback, AutoCloseable {
  private static final String TEMPLATE = "lyceum_template";
  private static final String NODE = "lyceum_node";
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Started by the first test that needs it; stops with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "400")
                .start();
        Jdbi admin = Jdbi.create(postgres.getPostgresDatabase());
        admin.useHandle(handle -> handle.execute("create database " + TEMPLATE));
        admin.useHandle(handle -> handle.execute("create role " + NODE + " login"));
        Migrations.run(address(postgres.getPort(), TEMPLATE, "postgres"), NODE);
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /** Creates a database with the current schema and no rows. */
  public static TestDatabase fresh() {
    String name = "test_" + COUNT.incrementAndGet();
    synchronized (TestDatabase.class) {
      // A template may be copied by one at a time only.
      admin().useHandle(h -> h.execute("create database " + name + " template " + TEMPLATE));
    }
    return new TestDatabase(name);
  }

  /** Creates an empty database that belongs to a role of its own, which is no superuser. */
  public static TestDatabase empty() {
    String name = "test_" + COUNT.incrementAndGet();
    admin()
        .useHandle(
            handle -> {
              handle.execute("create role " + name + " login");
              handle.execute("create database " + name + " owner " + name);
            });
    return new TestDatabase(name);
  }

  /** As a node enters it: with the rights a node has, held by the tables' policies. */
  public DatabaseAddress address() {
    return as(NODE);
  }

  /** The same as the role that owns an {@link #empty} one. */
  public DatabaseAddress owner() {
    return as(name);
  }

  /** The same as who may do and see everything. */
  public DatabaseAddress superuser() {
    return as("postgres");
  }

  /** Unpooled connections, as a node's. */
  public DataSource dataSource() {
    return dataSource(address());
  }

  /** For the test's own hand, which no policy holds. */
  public Jdbi jdbi() {
    return Jdbi.create(dataSource(superuser()));
  }

  public static DataSource dataSource(DatabaseAddress address) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address.url());
    source.setUser(address.user());
    return source;
  }

  private DatabaseAddress as(String role) {
    return address(Server.POSTGRES.getPort(), name, role);
  }

  private static DatabaseAddress address(int port, String name, String role) {
    return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/" + name, role, "none");
  }

  /** The process that all of the server's others are children of. */
  public long serverPid() {
    return admin()
        .withHandle(
            handle ->
                handle
                    .select("select pg_read_file('postmaster.pid')")
                    .mapTo(String.class)
                    .one()
                    .lines()
                    .findFirst()
                    .map(Long::valueOf)
                    .orElseThrow());
  }

  /** Cuts whoever is still connected and drops the database. */
  @Override
  public void close() {
    admin().useHandle(handle -> handle.execute("drop database " + name + " with (force)"));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  private static Jdbi admin() {
    return Jdbi.create(Server.POSTGRES.getPostgresDatabase());
  }
}
