package io.lyceum.platform.http;

import io.lyceum.platform.StartProblem;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Another program listens where we should. */
public final class PortInUse extends StartProblem {
  private static final long serialVersionUID = 1;

  PortInUse(String host, int port) {
    super(
        "Port "
            + port
            + " of "
            + host
            + " is already in use: stop what listens there or choose another with"
            + " LYCEUM_HTTP_PORT.",
        3);
  }

  /** Finds out before anything else is started. */
  public static void check(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (BindException e) {
      throw new PortInUse(host, port);
    } catch (IOException e) {
      // Whatever it is, the real server will say it better.
      return;
    }
  }
}
