package io.lyceum.media;

/**
 * What a place sends.
 *
 * @param number of the place's attempts to send; a new one is another feed
 */
public record Feed(Place place, long number) {}
