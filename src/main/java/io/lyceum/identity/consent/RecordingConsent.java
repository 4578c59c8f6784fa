package io.lyceum.identity.consent;

import io.lyceum.core.SchoolId;
import io.lyceum.core.UserId;
import org.jdbi.v3.core.Handle;

/** Whose picture and voice may be kept when a class is recorded. */
public final class RecordingConsent {
  private RecordingConsent() {}

  /**
   * Whether the person may be recorded. Who is a grown-up is told by the page and sends or does
   * not; of a pupil who may be a minor nothing is kept without a guardian's consent to that.
   */
  public static boolean isGiven(Handle handle, SchoolId school, UserId person) {
    return handle
        .select(
            """
            select 1 from person p where p.school = ? and p.id = ? and (
              p.role <> 'student' or extract(year from now())::int - p.birth_year > 18
              or coalesce((select c.given and c.recording from consent c
                           where c.school = p.school and c.child = p.id order by c.id desc limit 1), false))
            """,
            school.value(),
            person.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }
}
