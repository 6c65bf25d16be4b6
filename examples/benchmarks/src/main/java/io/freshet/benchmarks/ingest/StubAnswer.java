package io.freshet.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.freshet.benchmarks.ingest.Delays.Call;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the stub answers, of requests that it searches and does not parse: what it costs to be asked
 * must not be a store's own work.
 *
 * @param call of puts and reads, which take their time
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers
record StubAnswer(Optional<Call> call, byte[] body) {
  private static final Pattern KEY = Pattern.compile("\"pk\":\\{\"S\":\"([^\"]*-(\\d+))\"}");
  private static final String SORT_KEY = "\"sk\":";
  private static final String SEQUENCE = "\"_sequence\":{\"N\":\"";
  private static final byte[] DONE = "{}".getBytes(UTF_8);
  private static final String VERSION = "A".repeat(54) + "==";
  private static final String ROW =
      """
      {"pk":{"S":"%s"},"_version":{"B":"%s"},"_event_time":{"N":"1764000000000000"},\
      "_ingestion_time":{"N":"1764000000000000"},"_sequence":{"N":"1"},\
      "_origin":{"S":"payments.v1/0"},"_expires_at":{"N":"4102444800"},\
      "transaction_id":{"S":"txn-1"},"amount":{"N":"12.5"},"currency":{"S":"EUR"},\
      "merchant_id":{"S":"m-01234"},"tags":{"L":[{"S":"card"},{"S":"ios"}]}}\
      """;
  private static final String TABLE =
      """
      {"Table":{"TableName":"%s","TableStatus":"ACTIVE","KeySchema":[%s],\
      "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}%s]}}\
      """;

  static StubAnswer to(String operation, ByteBuf body) {
    return switch (operation) {
      case "PutItem" -> new StubAnswer(Optional.of(put(body.toString(ISO_8859_1))), DONE);
      case "BatchGetItem" -> read(body.toString(UTF_8));
      case "DescribeTable" -> table(body.toString(UTF_8));
      default -> new StubAnswer(Optional.empty(), DONE);
    };
  }

  private static Call put(String body) {
    int at = body.indexOf(SEQUENCE) + SEQUENCE.length();
    return new Call(body.contains(SORT_KEY), Long.parseLong(body, at, body.indexOf('"', at), 10));
  }

  private static StubAnswer read(String body) {
    String table = body.contains("freshet_online") ? "freshet_online" : "freshet_history";
    var keys = KEY.matcher(body).results().toList();
    String rows =
        keys.stream()
            .map(key -> ROW.formatted(key.group(1), VERSION))
            .collect(Collectors.joining(","));
    long first = keys.stream().map(StubAnswer::number).findFirst().orElse(-1L);
    String answer = "{\"Responses\":{\"" + table + "\":[" + rows + "]},\"UnprocessedKeys\":{}}";
    return new StubAnswer(Optional.of(new Call(false, first)), answer.getBytes(UTF_8));
  }

  private static long number(MatchResult key) {
    return Long.parseLong(key.group(2));
  }

  private static StubAnswer table(String body) {
    String keys = "{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"}";
    String sort = ",{\"AttributeName\":\"sk\",\"KeyType\":\"RANGE\"}";
    String sorted = ",{\"AttributeName\":\"sk\",\"AttributeType\":\"B\"}";
    String answer =
        body.contains("history")
            ? TABLE.formatted("freshet_history", keys + sort, sorted)
            : TABLE.formatted("freshet_online", keys, "");
    return new StubAnswer(Optional.empty(), answer.getBytes(UTF_8));
  }
}
