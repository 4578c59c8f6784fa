package io.lyceum.quiz.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SolutionTest {
  @Test
  void a_text_is_compared_trimmed_in_any_case_and_any_unicode_form() {
    Solution street = QuizSamples.text().solution();
    for (String right :
        List.of("straße", " STRASSE\t", "\u00A0Stra\u00DFe ", "ＳＴＲＡＳＳＥ", "strasze")) {
      assertThat(street.accepts(Answer.text(right))).as(right).isTrue();
    }
    assertThat(street.accepts(Answer.text("Strase"))).isFalse();
    assertThat(Solution.spellings(List.of("Café")).accepts(Answer.text("cafe\u0301"))).isTrue();
    assertThat(Solution.spellings(List.of("Οδυσσεύς")).accepts(Answer.text("ΟΔΥΣΣΕΎΣ"))).isTrue();
  }

  @Test
  void a_number_may_be_off_by_the_tolerance_as_a_person_counts_it() {
    Solution about = Solution.range(0.3, 0.1);
    assertThat(about.accepts(Answer.number(0.4))).isTrue();
    assertThat(about.accepts(Answer.number(0.2))).isTrue();
    assertThat(about.accepts(Answer.number(0.41))).isFalse();
    assertThat(Solution.range(7, 0).accepts(Answer.number(7))).isTrue();
    assertThat(Solution.range(7, 0).accepts(Answer.number(7.001))).isFalse();
  }

  @Test
  void a_multiple_choice_is_all_or_nothing_in_any_order() {
    Solution both = Solution.choices(List.of(2, 0));
    assertThat(both.accepts(Answer.choices(List.of(0, 2)))).isTrue();
    assertThat(both.accepts(Answer.choices(List.of(2, 0)))).isTrue();
    assertThat(both.accepts(Answer.choices(List.of(0)))).isFalse();
    assertThat(both.accepts(Answer.choices(List.of(0, 1, 2)))).isFalse();
    assertThat(both.accepts(Answer.choices(List.of()))).isFalse();
  }

  @Test
  void answers_that_mean_the_same_are_counted_together() {
    assertThat(Answer.number(3).key()).isEqualTo("3");
    assertThat(Answer.number(-0.0).key()).isEqualTo("0");
    assertThat(Answer.number(2.5).key()).isEqualTo("2.5");
    assertThat(Answer.choices(List.of(2, 0)).key()).isEqualTo("0,2");
    assertThat(Answer.truth(true).key()).isEqualTo("true");
    assertThat(Answer.text(" PARIS ").key()).isEqualTo(Answer.text("Paris").key());
  }
}
