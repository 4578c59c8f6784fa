package io.lyceum.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.SchoolId;
import io.lyceum.core.TopicId;
import io.lyceum.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinCodesTest {
  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final JoinCodes codes = new JoinCodes();

  @Test
  void a_code_has_six_letters_that_cannot_be_taken_for_another() {
    for (int i = 0; i < 1000; i++) {
      assertThat(codes.next()).matches("[2-9A-HJKMNP-Z]{6}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ABC234", "abc234", " abc - 234 ", "a b c 2 3 4", "ABC\u00a0\u2013\u00a0234"})
  void a_code_is_understood_however_it_is_typed(String text) {
    assertThat(JoinCodes.typed(text)).contains("ABC234");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEMO23", "QUIZ23"})
  void a_fixed_code_may_be_a_word(String word) {
    assertThat(JoinCodes.typed(word)).contains(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ABC23", "ABC2345", "ABC_23", "ÄBC234", "no code at all"})
  void what_cannot_be_a_code_is_none(String text) {
    assertThat(JoinCodes.typed(text)).isEmpty();
  }

  @Test
  void a_code_belongs_to_one_topic_of_a_school() {
    TopicId mine = topic("codes", "class", "c1");
    database
        .jdbi()
        .useHandle(
            handle -> {
              assertThat(JoinCodes.reserve(handle, mine, "ABC234")).isTrue();
              assertThat(JoinCodes.reserve(handle, topic("codes", "quiz", "q1"), "ABC234"))
                  .isFalse();
              assertThat(JoinCodes.reserve(handle, topic("others", "class", "c3"), "ABC234"))
                  .isTrue();
              assertThat(JoinCodes.find(handle, mine.school(), "ABC234")).contains(mine);
              assertThat(JoinCodes.find(handle, mine.school(), "ZZZ234")).isEmpty();
            });
  }

  @Test
  void a_reserved_code_leads_to_its_topic() {
    TopicId quiz = topic("codes", "quiz", "q2");
    database
        .jdbi()
        .useHandle(
            handle ->
                assertThat(JoinCodes.find(handle, quiz.school(), codes.reserve(handle, quiz)))
                    .contains(quiz));
  }

  private static TopicId topic(String school, String kind, String id) {
    return new TopicId(new SchoolId(school), kind, id);
  }
}
