package io.freshet.bridge.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.decode.Numeral;
import io.freshet.bridge.event.Shape;
import io.freshet.bridge.expression.Compiled.Faulty;
import io.freshet.bridge.expression.Compiled.Ready;
import io.freshet.bridge.expression.Evaluated.Failed;
import io.freshet.bridge.expression.Evaluated.Result;
import io.freshet.bridge.expression.Reference.Root;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
  private static final Map<String, Object> EVENT = new HashMap<>();

  static {
    EVENT.put("status", "approved");
    EVENT.put("nothing", null);
    EVENT.put("n", 9_007_199_254_740_993L);
    EVENT.put("zero", 0L);
    EVENT.put("price", new Numeral("9.75"));
    EVENT.put("raw", new byte[] {1, 2});
    EVENT.put("at", Instant.parse("2026-01-04T00:25:06Z"));
    EVENT.put("user", Map.of("id", "u1", "tags", List.of("a", "b")));
    EVENT.put("items", List.of(Map.of("sku", "x", "n", 2L), Map.of("sku", "y")));
    EVENT.put("a.b", "dotted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "event.status.upperAscii() | APPROVED",
        "event.status == 'approved' | true",
        "event.n + 1 | 9007199254740994",
        "event.price * 2.0 | 19.5",
        "event.user.id + '-' + kafka.topic | u1-events",
        "event.items[0].sku | x",
        "event['a.b'] | dotted",
        "size(event.items) | 2",
        "event.items.map(i, i.sku).join(',') | x,y",
        "event.items.filter(i, has(i.n)).map(i, i.n) | [2]",
        "event.items.exists(i, i.n == 2) | true",
        "event.items.all(i, i.n == null ? true : i.n > 1) | true",
        "event.at.getFullYear() | 2026",
        "'b' in event.user.tags | true",
        "event.user.tags.exists(t, t == 'c') ? 'yes' : 'no' | no",
        "int(event.price) | 9",
        "string(event.n) | 9007199254740993",
        "cel.bind(u, event.user, u.id + u.id) | u1u1",
        "event.?user.orValue({}).size() | 2",
        "math.greatest(event.n, 5) | 9007199254740993",
        "event.status.matches('^app.*d$') | true",
        "type(event.n) == int && type(event.price) == double | true",
        "base64.encode(event.raw) | AQI="
      })
  void gives(String text, String expected) {
    assertThat(evaluate(text))
        .isInstanceOfSatisfying(
            Result.class, result -> assertThat(String.valueOf(result.value())).isEqualTo(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "event.nothing == null | true",
        "event.absent == null | true",
        "event.absent.deeper.still == null | true",
        "event.absent == 'x' | false",
        "has(event.nothing) | false",
        "has(event.absent) | false",
        "has(event.absent.deeper) | false",
        "has(event.status) | true",
        "has(event.user.id) && has(event.items[1].sku) | true",
        "has(event.items[1].n) | false",
        "has(event.items[7].n) | false",
        "event.items.exists(i, has(i.n.deeper)) | false",
        "has(kafka.headers.source) ? kafka.headers.source : 'none' | none"
      })
  void anAbsentFieldAndAnExplicitNullAreOne(String text, String expected) {
    assertThat(evaluate(text))
        .isInstanceOfSatisfying(
            Result.class, result -> assertThat(String.valueOf(result.value())).isEqualTo(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "10 / event.zero | divides by zero",
        "event.n * event.n | overflows a number",
        "int(event.status) | cannot be converted",
        "event.status + 1 | does not take the types",
        "event.absent.upperAscii() | does not take the types",
        "event.user.tags[event.zero + 7] | beyond a list's end",
        "{'a': 1}[event.status] | does not have"
      })
  void whatCannotBeEvaluatedIsSaidWithoutQuotingTheEvent(String text, String reason) {
    assertThat(evaluate(text))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.reason()).contains(reason).doesNotContain("approved"));
  }

  @Test
  void cannotRunAway() {
    String loops = "range(event.n > 0 ? 100 : 0)";
    String text = "lists.range(1000).map(a, lists.range(1000).map(b, a * b)).size() > event.zero";
    assertThat(loops).isNotEmpty();
    assertThat(evaluate(text))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.reason()).isEqualTo("loops too often"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "event.status == | mismatched input",
        "evnt.status | undeclared reference to 'evnt'",
        "event.status.upperAsci() | undeclared reference to 'upperAsci'",
        "1 + 'a' | found no matching overload",
        "kafka == null | kafka is not a value itself",
        "event.items.map(event, event.sku) | event is the name of something else",
        "@v0 | token recognition error"
      })
  void whatIsWrongIsFoundBeforeAnyEvent(String text, String message) {
    assertThat(Expressions.compile(text))
        .isInstanceOfSatisfying(
            Faulty.class,
            faulty -> assertThat(String.join("; ", faulty.messages())).contains(message));
  }

  @Test
  void asksForNoMoreOfTheEventThanItReads() {
    assertThat(references("event.a.b == 'x' && has(event.c) && event.a.b != event.d[2].e"))
        .containsExactly("EVENT a.b", "EVENT c", "EVENT d[2].e");
    assertThat(references("size(event) > 1 && kafka.headers.source == 'x'"))
        .containsExactly("EVENT ", "KAFKA headers.source");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "event.a | UNKNOWN",
        "event.a == 1 | BOOL",
        "size(event.a) | WHOLE",
        "1.5 | FRACTION",
        "'a' | TEXT",
        "b'a' | BYTES",
        "timestamp(event.a) | TIME",
        "duration('1s') | OTHER",
        "[1, 2] | Array[element=WHOLE]",
        "{'a': 'b'} | Members[value=TEXT]",
        "event.a.map(x, x.y) | Array[element=UNKNOWN]"
      })
  void knowsWhatItGives(String text, String shape) {
    assertThat(compiled(text).shape()).hasToString(shape);
  }

  @Test
  void bytesAndTimesComeBackAsTheyWere() {
    assertThat(((Result) evaluate("event.raw")).value()).isEqualTo(new byte[] {1, 2});
    assertThat(((Result) evaluate("event.at")).value())
        .isEqualTo(Instant.parse("2026-01-04T00:25:06Z"));
    assertThat(compiled("event.at").shape()).isEqualTo(Shape.Scalar.UNKNOWN);
  }

  private static Expression compiled(String text) {
    assertThat(Expressions.compile(text)).isInstanceOf(Ready.class);
    return ((Ready) Expressions.compile(text)).expression();
  }

  private static List<String> references(String text) {
    return compiled(text).references().stream()
        .map(reference -> reference.root() + " " + reference.path())
        .toList();
  }

  private static Evaluated evaluate(String text) {
    Expression expression = compiled(text);
    Object[] values =
        expression.references().stream()
            .map(reference ->
                reference
                    .path()
                    .in(
                        reference.root() == Root.EVENT
                            ? EVENT
                            : Map.of("topic", "events", "headers", Map.of())))
            .toArray();
    return expression.evaluate(values);
  }
}
