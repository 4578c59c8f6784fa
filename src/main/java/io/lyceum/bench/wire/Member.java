package io.lyceum.bench.wire;

/**
 * Who sits at one socket.
 *
 * @param number unique in the run
 * @param token empty where the wire knows none
 * @param room as the wire calls it
 */
public record Member(int number, String user, String token, String room) {}
