package io.lyceum.bench.people;

/** Somebody the server knows, and the token that proves it. */
public record Pupil(String user, String name, String token) {}
