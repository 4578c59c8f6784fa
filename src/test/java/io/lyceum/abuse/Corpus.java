package io.lyceum.abuse;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts that break servers, databases and pages which take text for more than text. */
public final class Corpus {
  static final List<String> SQL =
      List.of(
          "' or '1'='1",
          "'; drop table person; --",
          "1; select pg_sleep(5)--",
          "x' union select password_hash from person --",
          "\\'; delete from event_journal; --",
          "$$; drop table school; $$",
          "%' and 1=(select 1/0) --",
          "'||(select version())||'",
          "?",
          ":name",
          "{0}",
          "1e309",
          "-9223372036854775809",
          "%",
          "_");

  static final List<String> PATHS =
      List.of(
          "..",
          "../../etc/passwd",
          "..\\..\\windows\\win.ini",
          "%2e%2e%2f",
          "..;/",
          "file:///etc/passwd",
          "//evil.example",
          "a/../../b",
          "%c0%ae%c0%ae",
          "%",
          "%zz",
          "\u202e\u0661",
          "\u0000",
          "a\r\nX-Injected: yes",
          "${jndi:ldap://127.0.0.1/a}",
          "x".repeat(2_000));

  /** Each calls {@code hit()} or leaves an element called {@code hit} if it becomes markup. */
  public static final List<String> MARKUP =
      List.of(
          "<script>hit()</script>",
          "<img src=x onerror=hit() id=hit>",
          "<svg onload=hit() id=hit><animate onbegin=hit() attributeName=x>",
          "\"><script src=//127.0.0.1:1/x.js></script>",
          "'\"--></style></title></textarea><b id=hit onclick=hit()>",
          "<iframe srcdoc='<script>parent.hit()</script>' id=hit></iframe>",
          "<a href=\"javascript:hit()\" id=hit>x</a>",
          "javascript:hit()",
          "${hit()}{{hit()}}<%= hit() %>",
          "<!--<img src='--><img src=x onerror=hit() id=hit>'>",
          "<math><mi xlink:href=\"data:x,<script>hit()</script>\" id=hit>",
          "<template id=hit><script>hit()</script></template>",
          "&lt;script&gt;hit()&lt;/script&gt;",
          "</script><script>hit()</script>",
          "<base href=//127.0.0.1:1/ id=hit>",
          "<meta http-equiv=refresh content='0;url=javascript:hit()' id=hit>",
          "<form action=javascript:hit() id=hit><input autofocus onfocus=hit()>",
          "\u202egnp.exe <b id=hit>");

  private Corpus() {}

  static List<String> all() {
    return Stream.of(SQL, PATHS, MARKUP).flatMap(List::stream).toList();
  }

  /** All in a long run, else each fourth, another part for each {@code place}. */
  static List<String> part(int place) {
    List<String> all = all();
    return IntStream.range(0, all.size())
        .filter(i -> Boolean.getBoolean("abuse") || (i + place) % 4 == 0)
        .mapToObj(all::get)
        .toList();
  }
}
