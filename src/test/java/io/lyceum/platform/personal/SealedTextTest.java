package io.lyceum.platform.personal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SealedTextTest {
  /** Stands for a cipher: what is sealed cannot be read as it is. */
  private static final SealedText.Closer CLOSER =
      (person, values) ->
          Base64.getEncoder().encodeToString((person + values).getBytes(StandardCharsets.UTF_8));

  private static final SealedText.Opener OPENER =
      (person, closed) ->
          new String(Base64.getDecoder().decode(closed), StandardCharsets.UTF_8)
              .substring(person.length());

  private static final Personal MESSAGE =
      Personal.all(
          Personal.of("author.id").name("author.name").text("text").list("files"),
          Personal.theirs().text("note"),
          Personal.each("members", Personal.of("id").name("name")),
          Personal.keyed("answers", Personal.theirs().text("answer.text")),
          Personal.names("names"),
          Personal.derived("counts"));

  private static final String PLAIN =
      """
      {"author":{"id":"ada","name":"Ada"},"text":"Hi\\nBob","files":[{"name":"a.png"}],"note":"by eve",
       "members":[{"id":"bob","name":"Bob"},{"id":"ada","name":"Ada"}],
       "answers":{"bob":{"answer":{"text":"blue"}},"ada":{"answer":{"number":1}}},
       "names":{"ada":"Ada","bob":"Bob"},"counts":{"blue":1},"kept":{"$name":7,"x":["$text","$"]}}
      """;

  @Test
  void what_is_marked_is_sealed_and_the_rest_stays_readable() throws JsonProcessingException {
    String sealed = SealedText.close(marked(PLAIN), CLOSER);

    assertThat(SealedText.isSealed(sealed)).isTrue();
    assertThat(sealed).doesNotContain("Ada", "Bob", "blue", "a.png", "by eve");
    JsonNode json = Json.MAPPER.readTree(sealed);
    assertThat(json.at("/author/id").asText()).isEqualTo("ada");
    assertThat(json.at("/author/name/$name").asInt()).isEqualTo(0);
    assertThat(json.path("counts")).isEmpty();
    assertThat(json.path("$sealed"))
        .extracting(JsonNode::asText)
        .contains("ada", "eve", "bob")
        .hasSize(6);
    List<String> owners = new ArrayList<>();
    SealedText.sealedOwners(sealed, owners);
    assertThat(owners).containsExactly("ada", "eve", "bob");
  }

  @Test
  void opened_it_is_as_it_was_but_for_what_can_be_told_from_the_rest()
      throws JsonProcessingException {
    String opened = SealedText.open(SealedText.close(marked(PLAIN), CLOSER), OPENER);

    ObjectNode expected = (ObjectNode) Json.MAPPER.readTree(PLAIN);
    expected.putObject("counts");
    assertThat(Json.MAPPER.readTree(opened)).isEqualTo(expected);
  }

  @Test
  void of_an_erased_person_only_the_remnants_are_left_and_others_are_whole()
      throws JsonProcessingException {
    String sealed = SealedText.close(marked(PLAIN), CLOSER);
    JsonNode opened =
        Json.MAPPER.readTree(
            SealedText.open(
                sealed, (person, of) -> person.equals("ada") ? null : OPENER.open(person, of)));

    assertThat(opened.at("/author/name").asText()).isEqualTo("Erased person");
    assertThat(opened.at("/text").asText()).isEmpty();
    assertThat(opened.at("/files")).isEmpty();
    assertThat(opened.at("/members/1/name").asText()).isEqualTo("Erased person");
    assertThat(opened.at("/members/0/name").asText()).isEqualTo("Bob");
    assertThat(opened.at("/answers/bob/answer/text").asText()).isEqualTo("blue");
    assertThat(opened.at("/note").asText()).isEqualTo("by eve");
    assertThat(opened.at("/kept/$name").asInt()).isEqualTo(7);
  }

  @Test
  void written_of_somebody_erased_nothing_is_stored() throws JsonProcessingException {
    String sealed =
        SealedText.close(
            marked(PLAIN), (person, v) -> person.equals("ada") ? "" : CLOSER.close(person, v));

    JsonNode opened = Json.MAPPER.readTree(SealedText.open(sealed, OPENER));
    assertThat(opened.at("/author/name").asText()).isEqualTo("Erased person");
    assertThat(opened.at("/members/0/name").asText()).isEqualTo("Bob");
  }

  @Test
  void without_anything_personal_it_stays_as_it_is() throws JsonProcessingException {
    String plain = "{\"kept\":1,\"counts\":{\"a\":2}}";
    assertThat(SealedText.close(marked(plain), CLOSER)).isEqualTo(plain);
    assertThat(SealedText.plain(marked(PLAIN))).isEqualTo(Json.MAPPER.readTree(PLAIN).toString());
  }

  /** Whatever people type, also what looks like our own marks and fields. */
  @Property(tries = 1000)
  void any_text_of_anybody_comes_back(
      @ForAll("texts") List<String> texts, @ForAll("texts") List<String> keys)
      throws JsonProcessingException {
    ObjectNode form = Json.MAPPER.createObjectNode();
    form.put("text", texts.getFirst());
    form.putObject("author").put("id", "ada").put("name", texts.getLast());
    ObjectNode open = form.putObject("open");
    keys.forEach(key -> open.put(key, 1));
    keys.forEach(key -> open.putArray(key + "]").add(key));
    texts.forEach(text -> form.withArray("plain").add(text));
    String plain = form.toString();

    String sealed = SealedText.close(marked(plain), CLOSER);
    assertThat(Json.MAPPER.readTree(SealedText.open(sealed, OPENER)))
        .isEqualTo(Json.MAPPER.readTree(plain));
    assertThat(Json.MAPPER.readTree(SealedText.plain(marked(plain))))
        .isEqualTo(Json.MAPPER.readTree(plain));
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<String> nasty =
        Arbitraries.of(
            "$name",
            "{\"$name\":0}",
            "$sealed",
            ",\"$sealed\":[",
            "]}",
            "\u0001nada\u0002",
            "\"$",
            "\\",
            "\n",
            "");
    return Combinators.combine(
            nasty, Arbitraries.strings().withCharRange((char) 0, '\ud7ff').ofMaxLength(8), nasty)
        .as((a, b, c) -> a + b + c)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static String marked(String plain) throws JsonProcessingException {
    JsonNode form = Json.MAPPER.readTree(plain);
    MESSAGE.mark((ObjectNode) form, "eve");
    return form.toString();
  }
}
