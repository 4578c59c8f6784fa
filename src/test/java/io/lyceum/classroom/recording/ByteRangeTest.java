package io.lyceum.classroom.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.classroom.recording.ByteRange.UnsatisfiableRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,    0, 1",
    "bytes=0-,     0, 100",
    "bytes=10-19, 10, 10",
    "bytes=90-200, 90, 10",
    "bytes=-5,    95, 5",
    "bytes=-500,   0, 100",
    "bytes= 3 - 4, 3, 2"
  })
  void a_range_is_what_of_it_the_file_has(String header, long from, long length)
      throws UnsatisfiableRange {
    assertThat(ByteRange.parse(header, 100)).contains(new ByteRange(from, length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes=", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"})
  void what_is_no_single_range_is_passed_over(String header) throws UnsatisfiableRange {
    assertThat(ByteRange.parse(header, 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
  void a_range_behind_the_end_is_refused(String header) {
    assertThatThrownBy(() -> ByteRange.parse(header, 100)).isInstanceOf(UnsatisfiableRange.class);
  }

  @Test
  void it_says_where_it_is_in_the_file() {
    assertThat(new ByteRange(10, 5).of(100)).isEqualTo("bytes 10-14/100");
  }
}
