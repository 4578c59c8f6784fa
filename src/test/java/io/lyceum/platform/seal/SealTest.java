package io.lyceum.platform.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SealTest {
  private final Seal seal = new Seal(bytes(1));

  @Test
  void what_is_sealed_is_opened_and_shows_nothing_but_its_name() {
    String sealed = seal.close("ada", "a secret text");

    assertThat(sealed).doesNotContain("secret").isNotEqualTo(seal.close("ada", "a secret text"));
    assertThat(seal.open("ada", sealed)).isEqualTo("a secret text");
    assertThat(Seal.name(sealed)).isEqualTo("ada");
  }

  @Test
  void bytes_come_back_as_they_were() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    assertThat(seal.openBytes("ada", seal.close("ada", all))).isEqualTo(all);
  }

  @Test
  void another_name_another_key_and_a_changed_byte_open_nothing() {
    String sealed = seal.close("ada", "a secret text");

    assertThatThrownBy(() -> seal.open("bob", sealed)).isInstanceOf(BrokenSeal.class);
    assertThatThrownBy(() -> new Seal(bytes(2)).open("ada", sealed)).isInstanceOf(BrokenSeal.class);
    char other = sealed.charAt(sealed.length() - 3) == 'A' ? 'B' : 'A';
    String changed =
        sealed.substring(0, sealed.length() - 3) + other + sealed.substring(sealed.length() - 2);
    assertThatThrownBy(() -> seal.open("ada", changed)).isInstanceOf(BrokenSeal.class);
    // The name is part of what is sealed: a row cannot be given to somebody else.
    String head = seal.close("bob", "x").substring(0, sealed.indexOf('.'));
    assertThatThrownBy(() -> seal.open("bob", head + sealed.substring(sealed.indexOf('.'))))
        .isInstanceOf(BrokenSeal.class);
  }

  @Test
  void what_was_never_sealed_is_refused() {
    for (String text : List.of("", "text", "a.b.c.d.e", "e30..x.y.z", "..", "e30.e30.e30")) {
      assertThatThrownBy(() -> seal.open("ada", text)).as(text).isInstanceOf(BrokenSeal.class);
    }
  }

  @Test
  void what_the_release_before_has_sealed_is_opened() {
    String second =
        "eyJraWQiOiJhZGEiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiZGlyIn0..M8F2GUL9NGurMHaX.W7lzv9hclPb8jkYk0Fdy1Q.1vXds4Lusxq7Btlbtk8hXw";
    assertThat(seal.open("ada", second)).isEqualTo("JBSWY3DPEHPK3PXP");
    String key =
        "eyJraWQiOiJjczF1aENMRSIsImVuYyI6IkEyNTZHQ00iLCJhbGciOiJkaXIifQ..-h4jM0wYNUuLxN5l.lVKkOsngP3SAHI7SUA.7TPEGt4BqLgABpc8TqZCPA";
    assertThat(new SealRing(List.of(key(1))).open(key)).isEqualTo("{\"kty\":\"RSA\"}");
  }

  @Test
  void a_ring_closes_with_its_first_key_and_opens_with_all() {
    SealRing before = new SealRing(List.of(key(1)));
    SealRing after = new SealRing(List.of(key(2), key(1)));
    String old = before.close("a secret text");

    assertThat(after.open(old)).isEqualTo("a secret text");
    assertThat(after.isUpToDate(old)).isFalse();
    assertThat(after.isUpToDate(after.close("a secret text"))).isTrue();
    assertThat(before.holdsKeyOf(after.close("a secret text"))).isFalse();
    assertThatThrownBy(() -> before.open(after.close("a secret text")))
        .isInstanceOf(BrokenSeal.class);
  }

  @Test
  void a_ring_without_keys_leaves_texts_as_they_are() {
    SealRing none = new SealRing(List.of());
    assertThat(none.close("a text")).isEqualTo("a text");
    assertThat(none.open("a text")).isEqualTo("a text");
    assertThat(new SealRing(List.of(key(1))).open("a text")).isEqualTo("a text");
    assertThat(new SealRing(List.of(key(1))).isUpToDate("a text")).isFalse();
  }

  private static byte[] bytes(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static SecretKey key(int value) {
    return new SecretKeySpec(bytes(value), "AES");
  }
}
