package io.lyceum.chat.domain;

/**
 * A file sent along.
 *
 * @param url https, or a path below {@code /v1/media}
 * @param type the media type, {@code image/png}
 * @param size in bytes
 */
public record Attachment(String name, String url, String type, long size) {}
