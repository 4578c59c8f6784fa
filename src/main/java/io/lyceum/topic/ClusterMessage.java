package io.lyceum.topic;

/**
 * Marks what may travel between nodes; bound to the CBOR serializer, never to Java serialization.
 */
public interface ClusterMessage {}
