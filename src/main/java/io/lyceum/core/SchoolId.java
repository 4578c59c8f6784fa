package io.lyceum.core;

/** A school, the tenant: part of every topic id, token and row. */
public record SchoolId(String value) {
  public SchoolId {
    Ids.check("school", value);
  }
}
