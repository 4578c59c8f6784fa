package io.lyceum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.core.Permission;
import io.lyceum.core.Permissions;
import io.lyceum.core.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of permissions is the table in the code. */
class PermissionsPageTest {
  private static final Path PAGE = Path.of("src/docs/permissions.md");
  private static final Path MADE = Path.of("target/permissions.md");
  private static final List<Role> ROLES =
      Arrays.stream(Role.values()).filter(role -> role != Role.SYSTEM).toList();

  @Test
  void the_page_says_what_the_code_allows() throws IOException {
    String made = page();
    Files.createDirectories(MADE.getParent());
    Files.writeString(MADE, made);
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("The page is not up to date. To take the new one: cp %s %s", MADE, PAGE)
        .isEqualTo(made);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Permissions

            What an account's role allows, made of `io.lyceum.core.Permissions` by `PermissionsPageTest`; not to be edited by hand.

            Everybody signed in sees what is their own (their classes, quizzes, chats, their courses' progress) and takes part where they were let in: who may be in a topic, and as
            what, its kind decides by its members and never by the account's role. An administrator's account opens no classroom. All of it is about the caller's own school,
            the one the token names; only creating schools reaches beyond it.

            """);
    page.append("| may |");
    ROLES.forEach(role -> page.append(" `").append(role.wire()).append("` |"));
    page.append("\n|---|").append("---|".repeat(ROLES.size())).append('\n');
    for (Permission permission : Permission.values()) {
      page.append("| ").append(permission.what()).append(" |");
      page.append(
          ROLES.stream()
              .map(role -> Permissions.of(role).contains(permission) ? " yes |" : " |")
              .collect(Collectors.joining()));
      page.append('\n');
    }
    return page.toString();
  }
}
