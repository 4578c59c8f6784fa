package io.lyceum.classroom.domain;

/**
 * Of which class a class is a room.
 *
 * @param number from 1
 */
public record RoomOf(String classId, int number) {}
