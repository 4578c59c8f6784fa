package io.lyceum.classroom.domain;

/**
 * One of the rooms into which a class is split.
 *
 * @param number from 1
 * @param id of the class that the room is
 */
public record BreakoutRoom(int number, String id) {}
