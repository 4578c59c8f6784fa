package io.lyceum.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.testkit.TestDatabase;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JoinCodesTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();
  private static final SchoolId SCHOOL = new SchoolId("codes");
  private static final TopicId MINE = new TopicId(SCHOOL, "class", "c1");

  private final JoinCodes codes = new JoinCodes();
  private final Handle handle = database.jdbi().open();

  @AfterEach
  void close() {
    handle.close();
  }

  @Test
  void a_code_belongs_to_one_topic_of_a_school() {
    assertThat(codes.reserve(handle, MINE, "ABC234")).isTrue();
    assertThat(codes.reserve(handle, new TopicId(SCHOOL, "class", "c2"), "ABC234")).isFalse();
    TopicId elsewhere = new TopicId(new SchoolId("others"), "class", "c3");
    assertThat(codes.reserve(handle, elsewhere, "ABC234")).isTrue();
    assertThat(codes.find(handle, SCHOOL, "class", "ABC234")).contains(MINE);
    assertThat(codes.find(handle, SCHOOL, "quiz", "ABC234")).isEmpty();
    assertThat(codes.find(handle, SCHOOL, "class", "ZZZ234")).isEmpty();
  }

  @Test
  void a_new_code_is_found_however_it_is_typed() {
    String code = codes.reserve(handle, MINE);
    assertThat(code).matches("[A-HJKMNP-Z2-9]{6}");
    String typed =
        " " + code.substring(0, 3).toLowerCase(java.util.Locale.ROOT) + "-" + code.substring(3);
    assertThat(codes.find(handle, SCHOOL, "class", typed)).contains(MINE);
  }
}
