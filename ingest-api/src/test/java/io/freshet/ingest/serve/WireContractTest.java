package io.freshet.ingest.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.api.RecordErrorType;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.answer.PushAnswer.Accepted;
import io.freshet.ingest.answer.PushAnswer.Refused;
import io.freshet.ingest.serve.Fixture.Trouble;
import io.freshet.ingest.serve.Wire.Answered;
import io.freshet.ingest.serve.WireCase.Row;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One table of cases over both wires, each on a server of its own, so that all that is compared
 * (counts, indexes, fields, messages, even the ingestion times) is the same only if it is the same.
 */
class WireContractTest {
  private static Fixture overJson;
  private static Fixture overGrpc;

  @BeforeAll
  static void start() {
    overJson = new Fixture();
    overGrpc = new Fixture();
  }

  @AfterAll
  static void stop() {
    overJson.close();
    overGrpc.close();
  }

  @ParameterizedTest
  @MethodSource("io.freshet.ingest.serve.WireCases#all")
  void comesToTheSameOverBoth(WireCase wanted) {
    Answered json = run(wanted, overJson, new JsonWire(overJson.port()));
    Answered grpc = run(wanted, overGrpc, new GrpcWire(overGrpc.port()));
    assertThat(json.code()).isEqualTo(wanted.row().http);
    assertThat(grpc.code()).isEqualTo(wanted.row().grpc.value());
    assertThat(type(json.answer())).isEqualTo(wanted.row().name());
    assertThat(said(json.answer())).containsExactlyElementsOf(wanted.expected());
    assertThat(json.retryAfter())
        .isEqualTo(wanted.row().retry ? OptionalLong.of(1) : OptionalLong.empty());
    assertThat(grpc.retryAfter()).isEqualTo(json.retryAfter());
    assertThat(grpc.answer()).isEqualTo(json.answer());
  }

  @Test
  void theCasesHaveEveryTypeOfErrorThereIs() {
    assertThat(WireCases.all().map(wanted -> wanted.row().name()).distinct())
        .containsAll(Stream.of(RequestErrorType.values()).map(Enum::name).toList());
    String expected =
        WireCases.all()
            .flatMap(wanted -> wanted.expected().stream())
            .collect(Collectors.joining("\n"));
    assertThat(expected).contains(Stream.of(RecordErrorType.values()).map(Enum::name).toList());
  }

  @Test
  void nothingIsWrittenOfWhatIsRefusedOrDry() {
    var json = new JsonWire(overJson.port());
    var grpc = new GrpcWire(overGrpc.port());
    int before = overJson.written() + overGrpc.written();
    WireCases.all()
        .filter(wanted -> wanted.trouble() == Trouble.NONE)
        .filter(wanted -> wanted.row() != Row.OK || wanted.push().dryRun())
        .forEach(wanted -> {
          json.push(wanted.authorization(), wanted.push());
          grpc.push(wanted.authorization(), wanted.push());
        });
    assertThat(overJson.written() + overGrpc.written()).isEqualTo(before);
  }

  private static Answered run(WireCase wanted, Fixture server, Wire wire) {
    wanted.earlier().forEach(earlier -> wire.push(wanted.authorization(), earlier));
    server.trouble(wanted.trouble());
    try {
      return wire.push(wanted.authorization(), wanted.push());
    } finally {
      server.trouble(Trouble.NONE);
    }
  }

  private static String type(PushAnswer answer) {
    return switch (answer) {
      case Accepted _ -> "OK";
      case Refused refused -> refused.refusal().type().name();
    };
  }

  private static List<String> said(PushAnswer answer) {
    return switch (answer) {
      case Accepted accepted ->
          Stream.concat(
                  accepted.views().stream()
                      .map(view -> view.name() + " " + view.online() + "/" + view.offline()),
                  accepted.sources().stream().map(one -> one.name() + " =" + one.offline()))
              .toList();
      case Refused refused ->
          refused.refusal().records().stream()
              .map(error ->
                  error.pushSource()
                      + "/"
                      + error.index()
                      + "/"
                      + error.field()
                      + " "
                      + error.type())
              .toList();
    };
  }
}
