package io.lyceum.faults.client;

import java.util.List;

/**
 * What a client process is told at its start.
 *
 * @param nodes {@code host:port} of the servers, used in turn
 * @param log where its history goes
 * @param players its clients
 * @param delayMs how long each piece of traffic is held up each way, for a bad network; 0 for none
 */
public record Cast(List<String> nodes, String log, List<Player> players, int delayMs) {
  /** One client: whose token it shows and which rooms it follows. */
  public record Player(String name, String token, List<String> rooms) {}
}
