package io.freshet.bridge.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.event.FieldPath.Index;
import io.freshet.bridge.event.FieldPath.Name;
import io.freshet.bridge.event.FieldPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

  @Test
  void readsNamesIndexesAndQuotedNames() {
    assertThat(FieldPath.parse("items[0].\"a.b\\\"\"[12].c d").orElseThrow().steps())
        .containsExactly(
            new Name("items"), new Index(0), new Name("a.b\""), new Index(12), new Name("c d"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "a.",
        ".a",
        "a..b",
        "[0]",
        "a[",
        "a[x]",
        "a[-1]",
        "a[0]b",
        "\"a",
        "\"\"",
        "a\"b\"",
        "a[9999999999]",
        "a]b"
      })
  void whatIsNoPathIsNone(String text) {
    assertThat(FieldPath.parse(text)).isEmpty();
  }

  @Test
  void goesNoDeeperThan32Steps() {
    assertThat(FieldPath.parse("a" + ".a".repeat(31))).isPresent();
    assertThat(FieldPath.parse("a" + ".a".repeat(32))).isEmpty();
  }

  @Property
  void readsWhatItWrites(
      @ForAll @Size(min = 1, max = 5) List<@NotBlank String> names,
      @ForAll @IntRange(min = 0, max = 999_999_999) int index) {
    List<Step> steps = new ArrayList<>();
    for (String name : names) {
      steps.add(new Name(name));
      steps.add(new Index(index));
    }
    var path = new FieldPath(steps);
    assertThat(FieldPath.parse(path.toString())).contains(path);
  }

  @Test
  void followsADecodedValueAndEndsInNullWhereThereIsNothing() {
    Map<String, Object> event = Map.of("items", List.of(Map.of("price", 5L)));
    assertThat(FieldPath.parse("items[0].price").orElseThrow().in(event)).isEqualTo(5L);
    assertThat(FieldPath.parse("items[1].price").orElseThrow().in(event)).isNull();
    assertThat(FieldPath.parse("items.price").orElseThrow().in(event)).isNull();
    assertThat(FieldPath.parse("other[0]").orElseThrow().in(event)).isNull();
  }
}
