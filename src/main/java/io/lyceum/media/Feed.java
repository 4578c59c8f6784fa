package io.lyceum.media;

/**
 * What a place sends.
 *
 * @param number of the room's feeds; a place that sends anew has another
 */
public record Feed(Place place, Source source, long number) {}
