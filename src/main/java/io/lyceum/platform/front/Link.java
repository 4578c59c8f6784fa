package io.lyceum.platform.front;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.io.Tcp;
import org.apache.pekko.io.TcpMessage;
import org.apache.pekko.util.ByteString;

/**
 * A TCP connection as the actor that owns it sees it. It reads nothing until told to, once for each
 * {@link #readOn}, and takes one write at a time, answered with {@link Written}.
 */
public record Link(ActorRef connection, ActorRef owner) {
  /** The last write is with the operating system. */
  public enum Written implements Tcp.Event {
    WRITTEN
  }

  public void readOn() {
    tell(TcpMessage.resumeReading());
  }

  public void write(ByteString bytes) {
    tell(TcpMessage.write(bytes, Written.WRITTEN));
  }

  /** Closes after what was written. */
  public void close() {
    tell(TcpMessage.close());
  }

  /** Ends this side after what was written; the peer may still send until it closes too. */
  public void closeOutput() {
    tell(TcpMessage.confirmedClose());
  }

  public void abort() {
    tell(TcpMessage.abort());
  }

  void register() {
    tell(TcpMessage.register(owner));
  }

  private void tell(Tcp.Command command) {
    connection.tell(command, owner);
  }
}
