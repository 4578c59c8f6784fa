package io.lyceum.socket;

import io.lyceum.core.SessionId;
import org.apache.pekko.actor.typed.ActorRef;

/** A place the registry gives to one connection, and what goes with it. */
record Seat(
    SessionId session,
    SocketSurroundings around,
    SocketMetrics metrics,
    ActorRef<SocketRegistry.Message> registry) {}
