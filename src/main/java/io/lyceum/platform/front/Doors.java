package io.lyceum.platform.front;

import java.net.InetAddress;

/** Who may connect. Asked for each connection and told when it has become a socket or is over. */
public interface Doors {
  /** Nobody is turned away. */
  Doors OPEN =
      new Doors() {
        @Override
        public boolean enter(InetAddress from) {
          return true;
        }

        @Override
        public void leave(InetAddress from) {}
      };

  /** Whether one more from there may come in; it then must {@link #leave} some time. */
  boolean enter(InetAddress from);

  void leave(InetAddress from);
}
