package io.lyceum;

import io.lyceum.identity.DemoPeople;
import io.lyceum.platform.log.Logging;
import io.lyceum.platform.settings.NodeRole;
import io.lyceum.platform.settings.Settings;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person at the terminal is told once the node serves: where, and who can sign in. */
final class Banner {
  private static final Logger log = LoggerFactory.getLogger(Banner.class);

  private Banner() {}

  static void print(Settings settings, InetSocketAddress address) {
    String host = address.getAddress().isAnyLocalAddress() ? "localhost" : settings.http().host();
    if (Logging.isJson(settings.reader())) {
      log.atInfo().addKeyValue("address", host + ":" + address.getPort()).log("Lyceum is ready");
      return;
    }
    StringBuilder text = new StringBuilder("\nLyceum is ready at http://");
    text.append(host).append(':').append(address.getPort()).append("/\n");
    if (settings.demo() && settings.cluster().roles().contains(NodeRole.EDGE)) {
      text.append("\nDemo accounts, password ").append(DemoPeople.PASSWORD).append(":\n");
      for (DemoPeople.DemoPerson demo : DemoPeople.ALL) {
        text.append(
            "  %-24s %s (%s)%n"
                .formatted(demo.email(), demo.person().name(), demo.person().role().wire()));
      }
    }
    System.out.println(text);
  }
}
