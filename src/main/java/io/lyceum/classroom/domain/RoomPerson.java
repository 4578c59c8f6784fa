package io.lyceum.classroom.domain;

import io.lyceum.core.UserId;

/**
 * Who belongs into a room, beside the teacher.
 *
 * @param assistant of the class; else a pupil who has a seat here
 */
public record RoomPerson(UserId user, String name, boolean assistant) {}
