package io.lyceum.platform.database;

/**
 * Where a PostgreSQL database is and how to enter it.
 *
 * @param url {@code jdbc:postgresql://host:port/name}
 */
public record DatabaseAddress(String url, String user, String password) {
  /** Without the password: addresses end up in logs. */
  @Override
  public String toString() {
    return user + "@" + url;
  }
}
